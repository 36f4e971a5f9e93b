import type { HeadersLike } from "../config/transport.ts";
import type { Issue } from "../errors/issues.ts";
import { redactHeaders, redactText } from "../errors/redact.ts";

/** An answer as far as it came. */
export interface Answer {
  status: number;
  headers: HeadersLike;
  /** The body as text, as far as it came. */
  text: string;
  /** What {@link objectOf} made of the text, kept because it is asked for more than once. */
  object?: Record<string, unknown> | undefined;
}

/** An error in the form in which Heffl answers every error. */
export interface ApiError {
  code: string;
  message: string;
  issues: Issue[];
}

export const isSuccess = ({ status }: Answer): boolean => status >= 200 && status < 300;

/** Whether the media type is JSON or in JSON's family (`application/problem+json`). */
export function isJson(headers: HeadersLike): boolean {
  return /^[^;]*[/+]json\s*(?:;|$)/i.test(headers.get("content-type") ?? "");
}

/** The JSON object that an answer's body is; undefined when it is anything else. */
export function objectOf(answer: Answer): Record<string, unknown> | undefined {
  answer.object ??= parseObject(answer.text);
  return answer.object;
}

/** Heffl's error from a body in Heffl's form; undefined for any other body. */
export function readError(text: string): ApiError | undefined {
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

/** An answer as an error may show it. */
export interface RedactedAnswer extends Answer {
  headers: Headers;
}

export const redactAnswer = ({ status, headers, text }: Answer, key: string): RedactedAnswer => ({
  status,
  headers: redactHeaders(headers, key),
  text: redactText(text, key),
});

/** A request's ID, where servers commonly put one. Heffl publishes no such header. */
export function readRequestId(headers: HeadersLike): string | undefined {
  const names = ["x-request-id", "request-id", "x-correlation-id"];
  return names.map((name) => headers.get(name)).find((id) => id !== null) ?? undefined;
}

const isIssue = (value: unknown): value is Issue => typeof (value as Issue | null)?.message === "string";

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
