import type { HeadersLike } from "../config/transport.ts";
import { listIssues } from "../errors/issues.ts";
import { type Answer, type ApiError, isJson } from "./answer.ts";
import type { Trouble } from "./attempt.ts";
import type { Limits } from "./context.ts";
import { MAX_RESPONSE_BYTES } from "./read-body.ts";
import type { Decision } from "./retry.ts";
import { saysError } from "./says-error.ts";

/** `VALIDATION_ERROR: The request is not valid. title: Required.` */
export const formatApiError = ({ code, message, issues }: ApiError): string =>
  [code, listIssues([{ message }, ...issues])].filter(Boolean).join(": ");

/** What to do about an error with this status, if Heffl's message doesn't say it. */
export const advice = (status: number): string | undefined => ADVICE[status];

const ADVICE: Partial<Record<number, string>> = {
  401: "Check the API key; keys are created at app.heffl.com/settings/developers.",
  403: "The key has its creator's permissions: check them.",
};

/** Says that there was no further attempt because the wait before it was too long; undefined for any other decision. */
export function formatWait(decision: Decision | undefined): string | undefined {
  if (decision === undefined || !("waitMs" in decision) || decision.retry) return undefined;
  const seconds = `${Math.ceil(decision.waitMs / 1000).toLocaleString("en")} s`;
  return decision.reason === "longer than maxRetryDelayMs"
    ? `The server asks for a wait of ${seconds}, longer than maxRetryDelayMs allows.`
    : `The wait before another attempt, ${seconds}, doesn't fit into totalTimeoutMs.`;
}

/** Why a body is incomplete. */
export function whatBroke({ kind }: Trouble, { timeoutMs, totalTimeoutMs }: Limits): string {
  if (kind === "timeout") return `its body didn't end within ${timeoutMs} ms`;
  if (kind === "total timeout") return `its body didn't end within totalTimeoutMs, ${totalTimeoutMs} ms`;
  if (kind === "too large") return `its body is larger than ${MAX_RESPONSE_BYTES.toLocaleString("en")} bytes`;
  return "reading its body failed";
}

/** Why a 2xx doesn't contain the expected result. */
export function notResult(answer: Answer, result: string): string {
  const { headers, text } = answer;
  if (text.trim() === "") return "its body is empty";
  if (!isJson(headers)) return `its body is ${mediaType(headers)}, possibly from a proxy or a sign-in page`;
  if (saysError(answer)) return "its body is an error";
  return `its body isn't ${result}${encoding(headers)}`;
}

/** Describes an answer other than 2xx whose body isn't a Heffl error. */
export function notHeffl({ status, headers, text }: Answer): string {
  if (status === 0 || (status >= 300 && status < 400)) {
    return `${status === 0 ? "A redirect" : `HTTP ${status}, a redirect`}, not followed, to protect the API key. Check baseUrl.`;
  }
  const body = text.trim() === "" ? "empty body" : `${mediaType(headers)} body${encoding(headers)}`;
  return `HTTP ${status}, ${body}; not a Heffl error, possibly from a proxy.`;
}

/**
 * `: ECONNREFUSED 127.0.0.1:1`, from the cause's own cause if it has one, because Node's `fetch` itself says only "fetch failed".
 */
export function because(cause: unknown): string {
  const { message } = ((cause as { cause?: unknown } | undefined)?.cause ?? cause ?? {}) as { message?: unknown };
  return typeof message === "string" && message !== "" ? `: ${message.replace(/\s+/g, " ").trim()}` : "";
}

/** Joins sentences, leaving out those that are undefined or empty. */
export const sentences = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(" ");

const mediaType = (headers: HeadersLike): string => headers.get("content-type")?.split(";")[0]?.trim() || "untyped";

function encoding(headers: HeadersLike): string {
  const name = headers.get("content-encoding");
  return name === null ? "" : ` (Content-Encoding: ${name})`;
}
