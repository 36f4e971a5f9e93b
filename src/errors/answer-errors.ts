import type { components } from "../generated/schema.ts";
import { type ErrorDetails, HefflError } from "./heffl-error.ts";
import type { Issue } from "./issues.ts";

/** Heffl's published error codes. */
export type ErrorCode = components["schemas"]["ErrorCode"];

/** What an answer's headers tell of the rate limit. */
export interface RateLimit {
  /** Requests in a window. */
  limit?: number;
  /** Requests left in this window. */
  remaining?: number;
  /** Time until the window ends, in ms, counted from the answer. */
  resetMs?: number;
}

export interface AnswerDetails extends ErrorDetails {
  status: number;
  headers: Headers;
  body: string;
  requestId?: string | undefined;
}

/** There was an answer, but not the result in it. Headers and body are as they came, with the API key redacted. */
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

/** A 2xx answer that can't be read as what was asked for. */
export class HefflResponseError extends HefflAnswerError {
  static override readonly kind = "HefflResponseError";
}
