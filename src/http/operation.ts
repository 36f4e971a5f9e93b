import type { Outcome } from "../errors/heffl-error.ts";
import type { Answer } from "./answer.ts";

/**
 * One endpoint: how it is called, and what its answers and failures mean. The code in this folder works with any operation and
 * knows nothing else about it.
 */
export interface Operation<Result, Method extends string = string, Path extends string = string> {
  readonly method: Method;
  /** As in the OpenAPI document, with parameters in braces: `/tasks/{id}`. */
  readonly path: Path;
  /** Whether the request can safely be sent again, even if it was received the first time. */
  readonly repeatable: boolean;
  /** What the answer should contain, for error messages, with its article: `a task`. */
  readonly result: string;
  /** Reads the result from a whole answer; undefined if the answer has none. */
  read(answer: Answer): Result | undefined;
  /** How to decide whether the change was made. Left out if the operation only reads. */
  readonly change?: Change | undefined;
}

/** How to decide, for an operation that changes something, whether the change was made. */
export interface Change {
  /** What one attempt proves. */
  prove(attempt: Evidence): Outcome;
  /** What the earlier attempts and this one prove together. */
  combine(before: Outcome | undefined, now: Outcome): Outcome;
  /** What an error says about the change: what the caller may do next, and the ID of the created task. */
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
