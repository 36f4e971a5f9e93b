import type { Outcome } from "../errors/heffl-error.ts";
import type { Answer } from "./answer.ts";

/**
 * One endpoint: how it is called, and what its answers and failures mean. The code in this folder runs any operation and
 * knows only this about it.
 */
export interface Operation<Result, Method extends string = string, Path extends string = string> {
  readonly method: Method;
  /** As in the document, with its parameters in braces: `/tasks/{id}`. */
  readonly path: Path;
  /** Whether sending the request again does no harm, whatever happened to it the first time. */
  readonly repeatable: boolean;
  /** What the answer should contain, for error messages, with its article: `a task`. */
  readonly result: string;
  /** Reads the result from a whole answer; undefined if the answer has none. */
  read(answer: Answer): Result | undefined;
  /** What is proved about the change that the request asks for. Left out by an operation that only reads. */
  readonly change?: Change | undefined;
}

/** What an operation that changes something says about the change. */
export interface Change {
  /** What one attempt proves. */
  prove(attempt: Evidence): Outcome;
  /** What the earlier attempts and this one prove together. */
  combine(before: Outcome | undefined, now: Outcome): Outcome;
  /** What an error says about it: what the caller may do next, and the ID of what was made. */
  explain(outcome: Outcome, answer: Answer | undefined): Explanation;
}

export interface Explanation {
  /** Whole sentences. */
  advice: string;
  taskId?: string | undefined;
}

/** What is known of an attempt that has ended. */
export interface Evidence {
  /** The answer, whole or not; undefined when there was none. */
  answer?: Answer | undefined;
  /** Whether it is proved that the request was never sent. */
  neverSent: boolean;
}
