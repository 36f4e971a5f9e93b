import type { ErrorCode } from "../errors/answer-errors.ts";
import type { Issue } from "../errors/issues.ts";
import type { Task } from "../tasks/types.ts";

/**
 * How a request can fail:
 *
 * - `"connection refused"`: `fetch` rejects, and the request was never sent.
 * - `"connection lost"`: the request arrives, then `fetch` rejects.
 * - `"no answer"`: the request arrives, and `fetch` stays pending until its signal is aborted.
 * - `"cut off"`: the answer begins, and its body is cut off in the middle.
 * - `"stalled"`: the answer begins, and its body stays unfinished until the signal is aborted.
 * - `"web page"`: a 200 with an HTML page, as a proxy or a hotel's sign-in page sends it.
 * - `"empty"`: a 200 without a body.
 */
export type MockFailure =
  | "connection refused"
  | "connection lost"
  | "no answer"
  | "cut off"
  | "stalled"
  | "web page"
  | "empty";

/** An answer that you choose. */
export interface MockAnswer {
  /**
   * From 200 to 599.
   *
   * @default 200
   */
  status?: number;
  /** Fields of the task in a 2xx answer; the others are as they would be without this. For a page of the list, see `body`. */
  task?: Partial<Task>;
  /**
   * Heffl's error code. For a status without one, the body is a page of HTML.
   *
   * @default the code that Heffl publishes for the status
   */
  code?: ErrorCode;
  message?: string;
  /** Which fields are wrong and why, as Heffl lists them with `VALIDATION_ERROR`. */
  issues?: Issue[];
  /** `RateLimit-Reset`, in seconds. */
  resetSeconds?: number;
  /** `Retry-After`, in seconds. */
  retryAfterSeconds?: number;
  headers?: Record<string, string>;
  /** The whole body, such as a page of the list: a string as it is, anything else as JSON. It isn't checked against the document. */
  body?: unknown;
}

/** How a request is answered, or how it fails. */
export type MockNext = MockFailure | MockAnswer;

/** Which request is answered so, and what has become of its task. */
export interface MockNextOptions {
  /**
   * What the request is for: to create a task, to get one, or to list them. The requests of the other kinds that come before it
   * are answered as if nothing had been said.
   *
   * @default "create"
   * @example mock.next({ status: 500 }, { for: "list" })
   */
  for?: "create" | "get" | "list";
  /**
   * For a create, whether the task exists afterwards.
   *
   * @default true after a 2xx, cut off or not, except for `"empty"` and `"web page"`, which Heffl doesn't send
   * @example mock.next("connection lost", { created: true })
   */
  created?: boolean;
}
