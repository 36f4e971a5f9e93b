import type { Settings } from "../config/options.ts";
import { type AnswerDetails, HefflApiError, HefflResponseError } from "../errors/answer-errors.ts";
import { HefflAbortError, HefflConnectionError, HefflTimeoutError } from "../errors/connection-errors.ts";
import { type ErrorDetails, HefflError } from "../errors/heffl-error.ts";
import { redactCause } from "../errors/redact.ts";
import { HefflConfigurationError } from "../errors/request-errors.ts";
import { isSuccess, type RedactedAnswer, readError, readRequestId, redactAnswer } from "./answer.ts";
import type { Context } from "./context.ts";
import * as describe from "./describe.ts";
import type { Exchange } from "./exchange.ts";
import type { Proof } from "./proof.ts";
import { readRateLimit } from "./rate-limit.ts";

/** The error that tells how a request ended that didn't end in a result. Nothing in it holds the key. */
export function failure(exchange: Exchange, context: Context): HefflError {
  const { trouble, key, decision } = exchange;
  const { apiKey } = context.settings;
  const ownKey = typeof apiKey === "string" ? apiKey : key; // nothing need have been sent yet
  const { operation, limits, stop, proof } = context;
  const { outcome } = proof;
  const { advice: next, taskId } = proof.explain(key);
  if (trouble?.kind === "abort") {
    const message = describe.sentences("The call was aborted.", next);
    return new HefflAbortError(message, { outcome, taskId, cause: redactCause(stop.abortReason, ownKey) });
  }
  const cause = trouble?.kind === "connection" ? redactCause(trouble.cause, key) : undefined;
  const details: ErrorDetails = { outcome, taskId, cause };
  if (exchange.answer) {
    const answer = redactAnswer(exchange.answer, key);
    const broken = trouble && `${describe.whatBroke(trouble, limits)}${describe.because(cause)}`;
    if (!isSuccess(answer)) return refusal(answer, exchange, broken, next, details);
    const what = `HTTP ${answer.status}, but ${broken ?? describe.notResult(answer, operation.result)}.`;
    return new HefflResponseError(describe.sentences(what, next), answerDetails(answer, details));
  }
  const wait = describe.formatWait(decision);
  if (trouble?.kind === "timeout") {
    const { timeoutMs } = limits;
    const message = describe.sentences(`No answer within ${timeoutMs} ms.`, wait, next);
    return new HefflTimeoutError(message, { ...details, limit: "attempt", timeoutMs });
  }
  if (trouble?.kind === "total timeout") {
    const { totalTimeoutMs: timeoutMs = 0 } = limits;
    const message = describe.sentences(`The call didn't end within totalTimeoutMs, ${timeoutMs} ms.`, next);
    return new HefflTimeoutError(message, { ...details, limit: "total", timeoutMs });
  }
  const why = exchange.neverSent ? "Couldn't connect" : "The connection failed before an answer arrived";
  const message = describe.sentences(`${why}${describe.because(cause)}.`, wait, next);
  return new HefflConnectionError(message, details);
}

/**
 * Any failure with what the call has proved: an unusable option is found without knowing of which call, and JavaScript can
 * be given things that fail wherever they are touched.
 */
export function asHefflError(error: unknown, proof: Proof, { apiKey }: Settings): HefflError {
  const { outcome } = proof;
  const key = typeof apiKey === "string" ? apiKey : "";
  const { advice, taskId } = proof.explain(key);
  if (!(error instanceof HefflError)) {
    const message = describe.sentences("A value passed to the call threw an error.", advice);
    return new HefflError(message, { outcome, taskId, cause: redactCause(error, key) });
  }
  if (!(error instanceof HefflConfigurationError) || error.outcome === outcome) return error;
  return new HefflConfigurationError(describe.sentences(error.message, advice), {
    cause: error.cause,
    outcome,
    taskId,
  });
}

function refusal(
  answer: RedactedAnswer,
  { decision }: Exchange,
  broken: string | undefined,
  next: string | undefined,
  details: ErrorDetails,
): HefflApiError {
  const error = readError(answer.text);
  const message = describe.sentences(
    error ? `HTTP ${answer.status}, ${describe.formatApiError(error)}` : describe.notHeffl(answer),
    broken && `But ${broken}.`,
    describe.formatWait(decision) ?? (error && describe.advice(answer.status)),
    next,
  );
  return new HefflApiError(message, {
    ...answerDetails(answer, details),
    code: error?.code,
    issues: error?.issues ?? [],
    rateLimit: readRateLimit(answer.headers, Date.now()),
  });
}

const answerDetails = ({ status, headers, text }: RedactedAnswer, details: ErrorDetails): AnswerDetails => ({
  ...details,
  status,
  headers,
  body: text,
  requestId: readRequestId(headers),
});
