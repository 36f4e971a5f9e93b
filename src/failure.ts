import { type Attempt, MAX_RESPONSE_BYTES, type Trouble } from "./attempt.ts";
import {
  type AnswerDetails,
  HefflAbortError,
  HefflApiError,
  HefflConnectionError,
  type HefflError,
  HefflResponseError,
  HefflTimeoutError,
  listIssues,
  type Outcome,
} from "./errors.ts";
import { type Answer, type HeadersLike, isJson, readError, readRequestId, readTaskId } from "./outcome.ts";
import { readRateLimit } from "./rate-limit.ts";
import { redactCause, redactHeaders, redactText } from "./redact.ts";

/** How a call ended that didn't end in a task. */
export interface Ended extends Attempt {
  /** The API key that was sent, to be blanked. */
  key: string;
  timeoutMs: number;
  /** The caller's reason, where the caller ended it. */
  reason?: unknown;
  /** How long the server asks to wait, in ms, where that is more than the caller allows. */
  tooLongMs?: number | undefined;
}

/** The error that tells it. Nothing in it holds the key. */
export function failure(ended: Ended): HefflError {
  const { trouble, outcome, key, timeoutMs } = ended;
  const cause = trouble?.kind === "connection" ? redactCause(trouble.cause, key) : undefined;
  const answer = ended.answer && blanked(ended.answer, key);
  const taskId = outcome === "created" && answer ? readTaskId(answer) : undefined;
  const next = nextStep(outcome, taskId);
  if (trouble?.kind === "abort") {
    return new HefflAbortError(`The call was aborted. ${next}`, { outcome, taskId, cause: ended.reason });
  }
  if (answer) {
    const broken = trouble && `${whatBroke(trouble, timeoutMs)}${because(cause)}`;
    const { status, headers, text: body } = answer;
    const details = { status, headers, body, requestId: readRequestId(headers), outcome, taskId, cause };
    if (status < 200 || status >= 300) return refusal(answer, broken, ended.tooLongMs, details);
    return new HefflResponseError(`The answer was ${status}, but ${broken ?? notTask(answer)}. ${next}`, details);
  }
  if (trouble?.kind === "timeout") {
    return new HefflTimeoutError(`No answer within ${timeoutMs} ms. ${next}`, { outcome, timeoutMs });
  }
  const why = outcome === "not_created" ? "Couldn't connect" : "The connection failed before the answer was there";
  return new HefflConnectionError(`${why}${because(cause)}. ${next}`, { outcome, cause });
}

function refusal(
  answer: Answer,
  broken: string | undefined,
  tooLongMs: number | undefined,
  details: AnswerDetails,
): HefflApiError {
  const { status, headers, text } = answer;
  const error = readError(text);
  const parts = [
    error ? `${status}, ${spoken(error)}` : foreign(answer),
    broken && `But ${broken}.`,
    tooLongMs === undefined ? error && ADVICE[status] : tooLong(tooLongMs),
    nextStep(details.outcome),
  ];
  const rateLimit = readRateLimit(headers, Date.now());
  return new HefflApiError(parts.filter(Boolean).join(" "), {
    ...details,
    code: error?.code,
    issues: error?.issues ?? [],
    rateLimit,
  });
}

function whatBroke({ kind }: Trouble, timeoutMs: number): string {
  if (kind === "timeout") return `its body didn't end within ${timeoutMs} ms`;
  if (kind === "too large") return `its body is larger than ${MAX_RESPONSE_BYTES.toLocaleString("en")} bytes`;
  return "the connection failed in its body";
}

/** `VALIDATION_ERROR: The request is not valid. title: Required.` */
const spoken = ({ code, message, issues }: NonNullable<ReturnType<typeof readError>>): string =>
  [code, listIssues([{ message }, ...issues])].filter(Boolean).join(": ");

const ADVICE: Partial<Record<number, string>> = {
  401: "Check the API key, which is made at app.heffl.com/settings/developers.",
  403: "The key acts as the user who made it; use the key of one who may do this.",
};

const tooLong = (waitMs: number): string =>
  `The wait that is asked for, ${Math.ceil(waitMs / 1000).toLocaleString("en")} s, is more than maxRetryDelayMs allows.`;

/** What the caller may do now. */
export function nextStep(outcome: Outcome, taskId?: string): string {
  if (outcome === "not_created") return "Nothing was created.";
  if (outcome === "unknown") return "The task may exist: look for it before you create it again.";
  return `The task was created${taskId === undefined ? "" : ` (${taskId})`}: don't create it again.`;
}

function notTask({ headers, text }: Answer): string {
  if (text.trim() === "") return "its body is empty";
  if (!isJson(headers))
    return `it isn't Heffl's: its body is ${mediaType(headers)}, as a proxy or a sign-in page would send`;
  if (readError(text)) return "its body is an error";
  return `its body isn't a task${encoding(headers)}`;
}

/** What is to be said of an answer with another status that isn't in Heffl's form. */
function foreign({ status, headers, text }: Answer): string {
  if (status === 0 || (status >= 300 && status < 400)) {
    return `${status === 0 ? "A redirect" : `${status}, a redirect`}, which is never followed because the API key would go along. Check baseUrl.`;
  }
  const body = text.trim() === "" ? "without a body" : `with a body of ${mediaType(headers)}${encoding(headers)}`;
  return `${status}, ${body}, not in Heffl's form: something between here and Heffl may have answered.`;
}

const mediaType = (headers: HeadersLike): string =>
  headers.get("content-type")?.split(";")[0]?.trim() || "no media type";

function encoding(headers: HeadersLike): string {
  const name = headers.get("content-encoding");
  return name === null ? "" : ` in Content-Encoding ${name}`;
}

const blanked = ({ status, headers, text }: Answer, key: string): Answer & { headers: Headers } => ({
  status,
  headers: redactHeaders(headers, key),
  text: redactText(text, key),
});

/** `: ECONNREFUSED 127.0.0.1:1` where the cause tells something. Its message may be the runtime's "fetch failed". */
function because(cause: unknown): string {
  const { message } = ((cause as { cause?: unknown } | undefined)?.cause ?? cause ?? {}) as { message?: unknown };
  return typeof message === "string" && message !== "" ? `: ${message.replace(/\s+/g, " ").trim()}` : "";
}
