import { type AnswerDetails, HefflApiError, HefflResponseError } from "../errors/answer-errors.ts";
import { HefflAbortError, HefflConnectionError, HefflTimeoutError } from "../errors/connection-errors.ts";
import { type ErrorDetails, HefflError } from "../errors/heffl-error.ts";
import { redactCause, redactText } from "../errors/redact.ts";
import { HefflConfigurationError } from "../errors/request-errors.ts";
import { isSuccess, type RedactedAnswer, readError, readRequestId, redactAnswer } from "./answer.ts";
import type { Context } from "./context.ts";
import * as describe from "./describe.ts";
import type { Exchange } from "./exchange.ts";
import type { Proof } from "./proof.ts";
import { readRateLimit } from "./rate-limit.ts";

/** The error for a request that didn't end in a result. The keys in it are redacted. */
export function failure(exchange: Exchange, context: Context): HefflError {
  const { trouble, decision } = exchange;
  const { operation, limits, stop, proof, keys } = context;
  const { outcome } = proof;
  const { advice: next, taskId } = proof.explain(keys);
  if (trouble?.kind === "abort") {
    const message = describe.sentences("The call was aborted.", next);
    return new HefflAbortError(message, { outcome, taskId, cause: redactCause(stop.abortReason, ...keys) });
  }
  const cause = trouble?.kind === "connection" ? redactCause(trouble.cause, ...keys) : undefined;
  const details: ErrorDetails = { outcome, taskId, cause };
  if (exchange.answer) {
    const answer = redactAnswer(exchange.answer, keys);
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
 * Turns anything that was thrown during a call into a HefflError with the call's outcome, and with the keys redacted. An error
 * about an option gets the outcome here, because the code that checks options doesn't know the call.
 */
export function asHefflError(error: unknown, proof: Proof, keys: readonly string[]): HefflError {
  if (!(error instanceof HefflError)) return thrownElsewhere(error, { proof, keys });
  if (!(error instanceof HefflConfigurationError)) return error;
  const { outcome } = proof;
  const { advice, taskId } = proof.explain(keys);
  const known = error.outcome === outcome;
  if (known && redactCause(error, ...keys) === error) return error;
  const message = describe.sentences(redactText(error.message, ...keys), known ? undefined : advice);
  return new HefflConfigurationError(message, { cause: redactCause(error.cause, ...keys), outcome, taskId });
}

/**
 * The error for an exception from outside this client: from a middleware, a getter or proxy that was passed to the call, or
 * openapi-fetch when it makes the request or reads the answer.
 */
export function thrownElsewhere(
  error: unknown,
  { proof, keys }: { proof: Proof; keys: readonly string[] },
): HefflError {
  const { advice, taskId } = proof.explain(keys);
  const what = "A middleware or a value passed to the call threw, or the answer can't be read.";
  const cause = redactCause(error, ...keys);
  return new HefflError(describe.sentences(what, advice), { outcome: proof.outcome, taskId, cause });
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
