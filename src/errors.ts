import type { components } from "./generated/schema.ts";
import type { RateLimit } from "./rate-limit.ts";

/**
 * What is proved about the task of a call that failed.
 *
 * - `"not_created"`: no task was made, so sending it again can't make a second one. What was refused is to be mended first.
 * - `"created"`: the task was made, though it couldn't be handed back whole. Don't create it again.
 * - `"unknown"`: nothing proves either. Heffl has no idempotency key, so look for the task before you create it again.
 */
export type Outcome = "not_created" | "unknown" | "created";

/** One problem in a request, found here or by Heffl. `field` is dotted (`assigneeIds.0`), and absent for an unknown key. */
export interface Issue {
  field?: string;
  message: string;
}

/** Heffl's published error codes. */
export type ErrorCode = components["schemas"]["ErrorCode"];

interface Details {
  outcome: Outcome;
  taskId?: string | undefined;
  cause?: unknown;
}

// In the registry of all realms, so that `instanceof` holds between two installed copies of this package.
const KINDS = Symbol.for("heffl-client.error");

/** Every error that a call of this client rejects with, and every error that its constructor throws. */
export class HefflError extends Error {
  static readonly kind: string = "HefflError";

  /** What is proved about the task. */
  readonly outcome: Outcome;
  /** The created task's ID, where one could be read. Only with outcome `"created"`. */
  declare readonly taskId?: string;

  constructor(message: string, { outcome, taskId, cause }: Details) {
    super(message, cause === undefined ? undefined : { cause });
    this.outcome = outcome;
    if (taskId !== undefined) this.taskId = taskId;
    Object.defineProperty(this, KINDS, { value: kindsOf(new.target) });
    Object.defineProperty(this, "name", { value: new.target.kind, configurable: true, writable: true });
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    if (Function.prototype[Symbol.hasInstance].call(this, value)) return true;
    const kinds = typeof value === "object" && value !== null ? (value as { [KINDS]?: string[] })[KINDS] : undefined;
    return kinds !== undefined && Object.hasOwn(this, "kind") && kinds.includes(this.kind);
  }
}

/** The kinds of a class and of those that it extends. A user's own subclass has none of its own. */
function kindsOf(type: { kind?: string }): string[] {
  const own = Object.hasOwn(type, "kind") && type.kind !== undefined ? [type.kind] : [];
  const parent: unknown = Object.getPrototypeOf(type);
  return typeof parent === "function" ? [...own, ...kindsOf(parent as { kind?: string })] : own;
}

/** An option, an environment variable, or what a call was given is unusable. Nothing was sent. */
export class HefflConfigurationError extends HefflError {
  static override readonly kind = "HefflConfigurationError";

  constructor(message: string, { cause }: { cause?: unknown } = {}) {
    super(message, { outcome: "not_created", cause });
  }
}

/** The task doesn't fit the document, or can't be sent as JSON. Nothing was sent. `issues` names every problem. */
export class HefflValidationError extends HefflError {
  static override readonly kind = "HefflValidationError";
  readonly issues: Issue[];

  constructor(issues: Issue[]) {
    super(`The task was not sent, mend it first. ${listIssues(issues)}`, { outcome: "not_created" });
    this.issues = issues;
  }
}

/**
 * There was no answer. A transport of your own (the `fetch` option) may throw one with outcome `"not_created"` to say
 * that the request never left; only then is the call retried.
 */
export class HefflConnectionError extends HefflError {
  static override readonly kind = "HefflConnectionError";
}

/** No answer began within `timeoutMs` (ms). One that began and didn't end in time is a {@link HefflAnswerError}. */
export class HefflTimeoutError extends HefflError {
  static override readonly kind = "HefflTimeoutError";
  readonly timeoutMs: number;

  constructor(message: string, details: Details & { timeoutMs: number }) {
    super(message, details);
    this.timeoutMs = details.timeoutMs;
  }
}

/** The caller's `signal` ended the call. `name` is `"AbortError"` and `cause` the signal's reason. */
export class HefflAbortError extends HefflError {
  static override readonly kind = "HefflAbortError";

  constructor(message: string, details: Details) {
    super(message, details);
    Object.defineProperty(this, "name", { value: "AbortError", configurable: true, writable: true });
  }
}

export interface AnswerDetails extends Details {
  status: number;
  headers: Headers;
  body: string;
  requestId?: string | undefined;
}

/** There was an answer, but no task in it. Headers and body are as they came, with the API key blanked. */
export abstract class HefflAnswerError extends HefflError {
  static override readonly kind: string = "HefflAnswerError";
  /** The HTTP status; 0 for a redirect in a browser, which hides it. */
  readonly status: number;
  readonly headers: Headers;
  /** The body as text, as far as it came. */
  readonly body: string;
  /** A request ID, where a header holds one. Heffl publishes no such header; the usual names are looked for. */
  declare readonly requestId?: string;

  constructor(message: string, details: AnswerDetails) {
    super(message, details);
    this.status = details.status;
    this.headers = details.headers;
    this.body = details.body;
    if (details.requestId !== undefined) this.requestId = details.requestId;
  }
}

/** An answer with another status than 2xx: Heffl's refusal, or that of something between here and Heffl. */
export class HefflApiError extends HefflAnswerError {
  static override readonly kind = "HefflApiError";
  /** Heffl's code, one of the published or a new one; undefined when the answer isn't in Heffl's form. */
  readonly code: ErrorCode | (string & {}) | undefined;
  /** What Heffl found wrong in the request; empty when it names nothing. */
  readonly issues: Issue[];
  /** The rate limit as the answer's headers tell it; undefined when they don't. */
  readonly rateLimit: RateLimit | undefined;

  constructor(
    message: string,
    details: AnswerDetails & { code: HefflApiError["code"]; issues: Issue[]; rateLimit: RateLimit | undefined },
  ) {
    super(message, details);
    this.code = details.code;
    this.issues = details.issues;
    this.rateLimit = details.rateLimit;
  }
}

/** A 2xx answer that can't be read as a task. */
export class HefflResponseError extends HefflAnswerError {
  static override readonly kind = "HefflResponseError";
}

/** Whether `value` is an error of this client, of this or another installed copy. */
export function isHefflError(value: unknown): value is HefflError {
  return value instanceof HefflError;
}

/** `title: Required. dueDate: Must be …` for a message, cut short when there are many. */
export function listIssues(issues: Issue[], most = 10): string {
  const lines = issues.slice(0, most).map(({ field, message }) => {
    const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
    return field === undefined ? sentence : `${field}: ${sentence}`;
  });
  if (issues.length > most) lines.push(`And ${issues.length - most} more.`);
  return lines.join(" ");
}
