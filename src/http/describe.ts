import type { HeadersLike } from "../config/transport.ts";
import { listIssues } from "../errors/issues.ts";
import { type Answer, type ApiError, isJson, readError } from "./answer.ts";
import type { Trouble } from "./attempt.ts";
import type { Limits } from "./context.ts";
import { MAX_RESPONSE_BYTES } from "./read-body.ts";
import type { Decision } from "./retry.ts";

/** `VALIDATION_ERROR: The request is not valid. title: Required.` */
export const formatApiError = ({ code, message, issues }: ApiError): string =>
  [code, listIssues([{ message }, ...issues])].filter(Boolean).join(": ");

/** What to do about a refusal with this status, where that isn't plain from Heffl's message. */
export const advice = (status: number): string | undefined => ADVICE[status];

const ADVICE: Partial<Record<number, string>> = {
  401: "Check the API key, which is made at app.heffl.com/settings/developers.",
  403: "The key acts as the user who made it; use the key of one who may do this.",
};

/** Why there was no further attempt, where that was for the length of the wait before it. */
export function formatWait(decision: Decision | undefined): string | undefined {
  if (decision === undefined || !("waitMs" in decision) || decision.retry) return undefined;
  const seconds = `${Math.ceil(decision.waitMs / 1000).toLocaleString("en")} s`;
  return decision.reason === "longer than maxRetryDelayMs"
    ? `The wait that is asked for, ${seconds}, is more than maxRetryDelayMs allows.`
    : `The wait before the next attempt, ${seconds}, is more than totalTimeoutMs has left.`;
}

/** Why a body is not whole. */
export function whatBroke({ kind }: Trouble, { timeoutMs, totalTimeoutMs }: Limits): string {
  if (kind === "timeout") return `its body didn't end within ${timeoutMs} ms`;
  if (kind === "total timeout") return `its body didn't end within totalTimeoutMs, ${totalTimeoutMs} ms`;
  if (kind === "too large") return `its body is larger than ${MAX_RESPONSE_BYTES.toLocaleString("en")} bytes`;
  return "the connection failed in its body";
}

/** Why a 2xx isn't what was asked for. */
export function notResult({ headers, text }: Answer, result: string): string {
  if (text.trim() === "") return "its body is empty";
  if (!isJson(headers))
    return `it isn't Heffl's: its body is ${mediaType(headers)}, as a proxy or a sign-in page would send`;
  if (readError(text)) return "its body is an error";
  return `its body isn't ${result}${encoding(headers)}`;
}

/** What is to be said of an answer with another status that isn't in Heffl's form. */
export function notHeffl({ status, headers, text }: Answer): string {
  if (status === 0 || (status >= 300 && status < 400)) {
    return `${status === 0 ? "A redirect" : `${status}, a redirect`}, which is never followed because the API key would go along. Check baseUrl.`;
  }
  const body = text.trim() === "" ? "without a body" : `with a body of ${mediaType(headers)}${encoding(headers)}`;
  return `${status}, ${body}, not in Heffl's form: something between here and Heffl may have answered.`;
}

/** `: ECONNREFUSED 127.0.0.1:1` where the cause tells something. Its message may be the runtime's "fetch failed". */
export function because(cause: unknown): string {
  const { message } = ((cause as { cause?: unknown } | undefined)?.cause ?? cause ?? {}) as { message?: unknown };
  return typeof message === "string" && message !== "" ? `: ${message.replace(/\s+/g, " ").trim()}` : "";
}

/** One text of several sentences, those that there are. */
export const sentences = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(" ");

const mediaType = (headers: HeadersLike): string =>
  headers.get("content-type")?.split(";")[0]?.trim() || "no media type";

function encoding(headers: HeadersLike): string {
  const name = headers.get("content-encoding");
  return name === null ? "" : ` in Content-Encoding ${name}`;
}
