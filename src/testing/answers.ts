import type { ErrorCode } from "../errors/answer-errors.ts";
import type { Issue } from "../errors/issues.ts";
import type { Task } from "../tasks/types.ts";

/**
 * How a request can fail:
 *
 * - `"connection refused"`: `fetch` rejects, and the request was never sent.
 * - `"connection lost"`: the request arrives, then `fetch` rejects.
 * - `"no answer"`: the request arrives, and `fetch` stays pending until its signal is aborted.
 * - `"cut off"`: the answer begins, and the connection is lost in the middle of its body.
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

/** An answer that you choose. Each part may be left out. */
export interface MockAnswer {
  /**
   * From 200 to 599.
   *
   * @default 200
   */
  status?: number;
  /** Fields of the task in a 2xx answer; the mock chooses the others. For a page of the list, set `body`. */
  task?: Partial<Task>;
  /**
   * Heffl's error code. If Heffl publishes none for the status, the body is an HTML page.
   *
   * @default the code that Heffl publishes for the status
   */
  code?: ErrorCode;
  message?: string;
  /** The problems that an error lists, as Heffl does with `VALIDATION_ERROR`. */
  issues?: Issue[];
  /** `RateLimit-Reset`, in seconds. */
  resetSeconds?: number;
  /** `Retry-After`, in seconds. */
  retryAfterSeconds?: number;
  headers?: Record<string, string>;
  /**
   * The whole body, such as a page of the list. A string is sent unchanged, anything else as JSON. It isn't checked against the
   * OpenAPI document.
   */
  body?: unknown;
}

/** How a request is answered, or how it fails. */
export type MockNext = MockFailure | MockAnswer;

/** Which request gets the answer, and whether it creates its task. */
export interface MockNextOptions {
  /**
   * The kind of request that the answer is for: one that creates a task, gets one, or lists them. Requests of the other kinds are
   * answered as usual.
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
