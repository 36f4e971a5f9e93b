import { type Attempt, MAX_RESPONSE_BYTES } from "./attempt.ts";
import {
  HefflAbortError,
  HefflApiError,
  HefflConnectionError,
  type HefflError,
  HefflResponseError,
  HefflTimeoutError,
  listIssues,
  type Outcome,
} from "./errors.ts";
import { type Answer, isJson, readError, readRequestId, readTaskId } from "./outcome.ts";
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

/** The error that tells it. */
export function failure(ended: Ended): HefflError {
  const { answer, trouble, outcome } = ended;
  const taskId = outcome === "created" && answer ? readTaskId(answer) : undefined;
  const next = nextStep(outcome, taskId);
  if (trouble?.kind === "abort")
    return new HefflAbortError(`The call was aborted. ${next}`, { outcome, taskId, cause: ended.reason });
  if (answer && answer.status >= 200 && answer.status < 300) return unreadable(ended, answer, taskId);
  if (trouble?.kind === "timeout")
    return new HefflTimeoutError(`No answer within ${ended.timeoutMs} ms. ${next}`, {
      outcome,
      timeoutMs: ended.timeoutMs,
    });
  if (trouble || !answer) {
    const why = outcome === "not_created" ? "Couldn't connect" : "The connection failed before the answer was there";
    const cause = redactCause(trouble?.cause, ended.key);
    return new HefflConnectionError(`${why}${because(cause)}. ${next}`, { outcome, cause });
  }
  return refusal(ended, answer);
}

/** A 2xx without a task in it. */
function unreadable(ended: Ended, answer: Answer, taskId: string | undefined): HefflResponseError {
  const { trouble, outcome, key, timeoutMs } = ended;
  const cause = trouble && redactCause(trouble.cause, key);
  const why =
    trouble?.kind === "timeout"
      ? `its body didn't end within ${timeoutMs} ms`
      : trouble?.kind === "too large"
        ? `its body is larger than ${MAX_RESPONSE_BYTES.toLocaleString("en")} bytes`
        : trouble
          ? `the connection failed in its body${because(cause)}`
          : notTask(answer);
  return new HefflResponseError(`The answer was ${answer.status}, but ${why}. ${nextStep(outcome, taskId)}`, {
    ...blanked(answer, key),
    outcome,
    taskId,
    cause: trouble?.kind === "connection" ? cause : undefined,
  });
}

/** Any other status. */
function refusal(ended: Ended, answer: Answer): HefflApiError {
  const { status, headers, text } = answer;
  const error = readError(text);
  const details = blanked(answer, ended.key);
  const said = error ? redactText(spoken(error), ended.key) : foreign(answer);
  const advice = ended.tooLongMs === undefined ? ADVICE[status] : tooLong(ended.tooLongMs);
  return new HefflApiError(
    [`${status || "A redirect"}, ${said}`, advice, nextStep(ended.outcome)].filter(Boolean).join(" "),
    {
      ...details,
      outcome: ended.outcome,
      code: error?.code,
      issues: (error?.issues ?? []).map(({ field, message }) => ({
        ...(field !== undefined && { field: redactText(field, ended.key) }),
        message: redactText(message, ended.key),
      })),
      rateLimit: readRateLimit(headers, Date.now()),
    },
  );
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

/** What is to be said of an answer with an error's status that isn't in Heffl's form. */
function foreign({ status, headers, text }: Answer): string {
  if (status === 0 || (status >= 300 && status < 400))
    return "a redirect, which is never followed because the API key would go along. Check baseUrl.";
  const body = text.trim() === "" ? "without a body" : `with a body of ${mediaType(headers)}${encoding(headers)}`;
  return `${body}, not in Heffl's form: something between here and Heffl may have answered.`;
}

const mediaType = (headers: Headers): string => headers.get("content-type")?.split(";")[0]?.trim() || "no media type";

function encoding(headers: Headers): string {
  const name = headers.get("content-encoding");
  return name === null ? "" : ` in Content-Encoding ${name}`;
}

function blanked(answer: Answer, key: string) {
  const headers = redactHeaders(answer.headers, key);
  return { status: answer.status, headers, body: redactText(answer.text, key), requestId: readRequestId(headers) };
}

/** `: ECONNREFUSED 127.0.0.1:1` where the cause tells something. Its message may be the runtime's "fetch failed". */
function because(cause: unknown): string {
  const { message } = ((cause as { cause?: unknown } | null)?.cause ?? cause ?? {}) as { message?: unknown };
  return typeof message === "string" && message !== "" ? `: ${message.replace(/\s+/g, " ").trim()}` : "";
}
