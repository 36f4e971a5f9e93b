import type { ErrorCode, Issue, Outcome } from "./errors.ts";

/** An answer as far as it came. */
export interface Answer {
  status: number;
  headers: HeadersLike;
  /** The body as text, as far as it came. */
  text: string;
  /** The text parsed, where that was done: a task is asked for more than once. */
  object?: Record<string, unknown> | undefined;
}

/** What is read of Headers; in TypeScript's `dom` they can't be iterated without `dom.iterable`. */
export interface HeadersLike {
  get(name: string): string | null;
  forEach(callback: (value: string, name: string) => void): void;
}

/** The codes with which Heffl refuses a request. Its code for 500 isn't among them: that proves nothing. */
const REFUSALS = {
  VALIDATION_ERROR: true,
  BAD_REQUEST: true,
  UNAUTHORIZED: true,
  FORBIDDEN: true,
  NOT_FOUND: true,
  CONFLICT: true,
  TOO_MANY_REQUESTS: true,
  INTERNAL_SERVER_ERROR: false,
} satisfies Record<ErrorCode, boolean>;

/**
 * What an answer proves about the task. The one place that says so.
 *
 * - 429: refused before anything was made.
 * - 4xx with a code that Heffl publishes: refused by Heffl itself. Without one a proxy may have answered, perhaps after
 *   passing the request on; 408 and 499 are told when it was already under way.
 * - 2xx that is JSON, or has an ID: made. Unless it is a page or an error in JSON's clothes.
 * - All else, 5xx and HTML of any status included, proves nothing. So does a 503 with `Retry-After`: caches send it after
 *   the server got the request.
 */
export function outcomeOf(answer: Answer): Outcome {
  const { status } = answer;
  if (status === 429) return "not_created";
  if (status >= 200 && status < 300) {
    if (readTaskId(answer) !== undefined) return "created";
    return isJson(answer.headers) && !isElse(answer.text) ? "created" : "unknown";
  }
  if (status >= 400 && status < 500 && status !== 408 && status !== 499) {
    const code = readError(answer.text)?.code;
    if (code !== undefined && Object.hasOwn(REFUSALS, code) && REFUSALS[code as ErrorCode]) return "not_created";
  }
  return "unknown";
}

/** A body that says of itself that it is no task: a page (a portal's is served as anything), or Heffl's error, cut off or not. */
const isElse = (text: string): boolean => /^\s*(?:<|\{\s*"error"\s*:)/.test(text) || readError(text) !== undefined;

/**
 * The task that an answer holds: a 2xx whose body is an object with a string `id`. No more is asked, so that a new enum
 * value doesn't turn a created task into a failure.
 */
export function readTask(answer: Answer): { id: string } | undefined {
  const { status } = answer;
  if (status < 200 || status >= 300) return undefined;
  answer.object ??= parseObject(answer.text);
  const body = answer.object;
  return typeof body?.["id"] === "string" && body["id"] !== "" ? (body as { id: string }) : undefined;
}

/** A task's ID from an answer that may have been cut off: where it is the first thing that is said. */
export function readTaskId(answer: Answer): string | undefined {
  const whole = readTask(answer)?.id;
  if (whole !== undefined || !isJson(answer.headers)) return whole;
  return answer.text.match(/^\s*\{\s*"id"\s*:\s*"([^"\\]+)"/)?.[1];
}

/** A request's ID, where servers commonly put one. Heffl publishes no such header. */
export function readRequestId(headers: HeadersLike): string | undefined {
  const names = ["x-request-id", "request-id", "x-correlation-id"];
  return names.map((name) => headers.get(name)).find((id) => id !== null) ?? undefined;
}

/** Heffl's error from a body in Heffl's form; undefined for any other body. */
export function readError(text: string): { code: string; message: string; issues: Issue[] } | undefined {
  const { error } = (parseObject(text) ?? {}) as { error?: unknown };
  const { code, message, details } = (error ?? {}) as { code?: unknown; message?: unknown; details?: unknown };
  if (typeof code !== "string" || typeof message !== "string") return undefined;
  const { issues } = (details ?? {}) as { issues?: unknown };
  return {
    code,
    message,
    issues: (Array.isArray(issues) ? issues : []).filter(isIssue).map(({ field, message }) => ({
      ...(typeof field === "string" && { field }),
      message,
    })),
  };
}

const isIssue = (value: unknown): value is Issue => typeof (value as Issue | null)?.message === "string";

/** Whether the media type is JSON or in JSON's family (`application/problem+json`). */
export function isJson(headers: HeadersLike): boolean {
  return /^[^;]*[/+]json\s*(?:;|$)/i.test(headers.get("content-type") ?? "");
}

/** The object that `text` is in JSON; undefined when it is anything else. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
