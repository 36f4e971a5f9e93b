import type { components } from "../generated/schema.ts";
import { type ErrorDetails, HefflError } from "./heffl-error.ts";
import type { Issue } from "./issues.ts";

/** Heffl's published error codes. */
export type ErrorCode = components["schemas"]["ErrorCode"];

/** What an answer's headers say about the rate limit. */
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

/** Headers become `{}` in JSON. The error's own `toJSON` doesn't help, because loggers write its fields one by one. */
const withToJSON = (headers: Headers): Headers =>
  Object.defineProperty(headers, "toJSON", { value: () => Object.fromEntries(headers), configurable: true });

/** An answer arrived that contains no result. Headers and body are as received, with the API key redacted. */
export abstract class HefflAnswerError extends HefflError {
  static override readonly kind: string = "HefflAnswerError";
  /** The HTTP status; 0 for a redirect in a browser, which hides it. */
  readonly status: number;
  readonly headers: Headers;
  /** The body as text, or as much of it as arrived. */
  readonly body: string;
  /** The request's ID, if a header has one. Heffl publishes no such header, so the usual names are tried. */
  declare readonly requestId?: string;

  constructor(message: string, details: AnswerDetails) {
    super(message, details);
    this.status = details.status;
    this.headers = withToJSON(details.headers);
    this.body = details.body;
    if (details.requestId !== undefined) this.requestId = details.requestId;
  }
}

/** An answer with a status other than 2xx, from Heffl or from something between you and Heffl, such as a proxy. */
export class HefflApiError extends HefflAnswerError {
  static override readonly kind = "HefflApiError";
  /** Heffl's error code, published or not; undefined if the body isn't in the form of Heffl's errors. */
  readonly code: ErrorCode | (string & {}) | undefined;
  /** The problems that Heffl found in the request; empty if it lists none. */
  readonly issues: Issue[];
  /** The rate limit from the answer's headers; undefined if they contain none. */
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

/** A 2xx answer that doesn't contain a readable result, or that says it is an error. */
export class HefflResponseError extends HefflAnswerError {
  static override readonly kind = "HefflResponseError";
}
