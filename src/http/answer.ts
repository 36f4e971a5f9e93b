import { own } from "../config/own.ts";
import type { HeadersLike, ResponseLike } from "../config/transport.ts";
import type { Issue } from "../errors/issues.ts";
import { redactHeaders, redactText } from "../errors/redact.ts";

/** An answer, or as much of it as arrived. */
export interface Answer {
  status: number;
  headers: HeadersLike;
  /** The body as text, or as much of it as arrived. */
  text: string;
  /** The result of {@link objectOf}, kept because it is needed more than once. */
  object?: Record<string, unknown> | undefined;
}

/** Makes an Answer whose body hasn't been read yet. Throws if it isn't a Response: a custom transport can return anything. */
export function beginAnswer(response: ResponseLike): Answer {
  const status = propertyOf(response, "status");
  const headers = propertyOf(response, "headers") as Partial<HeadersLike> | undefined;
  if (typeof headers?.get !== "function" || typeof headers.forEach !== "function" || !isStatus(status))
    throw new TypeError("The transport's answer isn't a Response.");
  return { status, headers: new SafeHeaders(headers as HeadersLike), text: "" };
}

/** A property of the response or of its class, but not one that other code added to `Object.prototype`. */
export function propertyOf(response: ResponseLike, name: keyof ResponseLike): unknown {
  const value = response?.[name];
  return value === (Object.prototype as Partial<ResponseLike>)[name] ? undefined : value;
}

const isStatus = (value: unknown): value is number => Number.isInteger(value) && `${value}`.length <= 3;

/** Headers whose values are text or null, and that never throw, because a custom transport's may. */
class SafeHeaders implements HeadersLike {
  readonly #headers: HeadersLike;

  constructor(headers: HeadersLike) {
    this.#headers = headers;
  }

  get(name: string): string | null {
    try {
      const value: unknown = this.#headers.get(name);
      return typeof value === "string" ? value : null;
    } catch {
      return null;
    }
  }

  forEach(callback: (value: string, name: string) => void): void {
    try {
      this.#headers.forEach((value, name) => {
        if (typeof value === "string" && typeof name === "string") callback(value, name);
      });
    } catch {
      // The headers before the one that failed are kept.
    }
  }
}

/** An error in the form that all of Heffl's errors have. */
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

/** The answer's body if it is a JSON object; otherwise undefined. */
export function objectOf(answer: Answer): Record<string, unknown> | undefined {
  answer.object ??= parseObject(answer.text);
  return answer.object;
}

/** Heffl's error from a body in Heffl's form; undefined for any other body. */
export function readError(text: string): ApiError | undefined {
  const error = own(parseObject(text), "error");
  const code = own(error, "code");
  const message = own(error, "message");
  if (typeof code !== "string" || typeof message !== "string") return undefined;
  const issues = own(own(error, "details"), "issues");
  return {
    code,
    message,
    issues: (Array.isArray(issues) ? issues : []).filter(isIssue).map((issue) => {
      const field = own(issue, "field");
      return { ...(typeof field === "string" && { field }), message: issue.message };
    }),
  };
}

/** An answer as an error may show it. */
export interface RedactedAnswer extends Answer {
  headers: Headers;
}

export const redactAnswer = ({ status, headers, text }: Answer, keys: readonly string[]): RedactedAnswer => ({
  status,
  headers: redactHeaders(headers, ...keys),
  text: redactText(text, ...keys),
});

/** The request's ID, from the headers that servers commonly use. Heffl doesn't publish one. */
export function readRequestId(headers: HeadersLike): string | undefined {
  const names = ["x-request-id", "request-id", "x-correlation-id"];
  return names.map((name) => headers.get(name)).find((id) => id !== null) ?? undefined;
}

const isIssue = (value: unknown): value is Issue => typeof own(value, "message") === "string";

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
