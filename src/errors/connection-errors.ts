import { type ErrorDetails, HefflError } from "./heffl-error.ts";

/**
 * No answer arrived. A transport of your own (the `fetch` option) may throw this error with outcome `"not_created"` to say that
 * the request was never sent. Then a create may be sent again.
 */
export class HefflConnectionError extends HefflError {
  static override readonly kind = "HefflConnectionError";
}

/** Which limit ended a call: `"attempt"` for `timeoutMs`, `"total"` for `totalTimeoutMs`. */
export type TimeoutLimit = "attempt" | "total";

/** No answer began within the limit. If one began and didn't end in time, the error is a {@link HefflAnswerError}. */
export class HefflTimeoutError extends HefflError {
  static override readonly kind = "HefflTimeoutError";
  readonly limit: TimeoutLimit;
  /** The limit that was passed, in ms: `timeoutMs` or `totalTimeoutMs`. */
  readonly timeoutMs: number;

  constructor(message: string, details: ErrorDetails & { limit: TimeoutLimit; timeoutMs: number }) {
    super(message, details);
    this.limit = details.limit;
    this.timeoutMs = details.timeoutMs;
  }
}

/** The caller's `signal` ended the call. `name` is `"AbortError"` and `cause` the signal's reason. */
export class HefflAbortError extends HefflError {
  static override readonly kind = "HefflAbortError";

  constructor(message: string, details: ErrorDetails) {
    super(message, details);
    Object.defineProperty(this, "name", { value: "AbortError", configurable: true, writable: true });
  }
}
