import { checkHeaders, checkMaxRetries, checkSignal, checkTimeout } from "../config/checks.ts";
import type { RequestOptions, Settings } from "../config/options.ts";
import { HefflError } from "../errors/heffl-error.ts";
import { redactCause } from "../errors/redact.ts";
import { HefflConfigurationError } from "../errors/request-errors.ts";
import { type Answer, isSuccess } from "./answer.ts";
import type { Context, Limits } from "./context.ts";
import { sentences } from "./describe.ts";
import { failure } from "./failure.ts";
import type { Operation } from "./operation.ts";
import { serializePath } from "./path.ts";
import { PlainRequest, toResponse } from "./plain.ts";
import { Proof } from "./proof.ts";
import { Sender } from "./sender.ts";
import { Stop } from "./stop.ts";

/** What a call sends. */
export interface CallInput {
  params?: { path?: object; query?: object };
  /** JSON as text. It is sent as it is. */
  body?: string;
}

/** A call's result, and the answer that it was read from. */
export interface CallResult<Result> {
  result: Result;
  answer: Answer;
  /** Makes the Response, whose body is already read. */
  response(): Response;
}

/** openapi-fetch's `request`, as far as it is used here: the types of the document are checked by the caller. */
export type ApiRequest = (
  method: string,
  path: string,
  init: object,
) => Promise<{ response: Response; data?: unknown; error?: unknown }>;

/**
 * Runs one call through openapi-fetch, middleware and all.
 *
 * @param plain whether no middleware is registered, which is to see a real Request and Response
 * @throws {@link HefflError} when the call doesn't end in a result; its outcome is what is proved by then
 */
export async function call<Result>(
  request: ApiRequest,
  plain: boolean,
  settings: Settings,
  operation: Operation<Result>,
  input: CallInput,
  options: RequestOptions,
): Promise<CallResult<Result>> {
  const proof = new Proof(operation.change);
  try {
    const { limits, headers } = readOptions(settings, options);
    if (input.params?.path) serializePath(operation.path, { ...input.params.path }); // refused before middleware runs
    const stop = new Stop(options.signal, limits.totalTimeoutMs);
    try {
      return await run(request, plain, { settings, operation, limits, stop, proof }, operation, { ...input, headers });
    } finally {
      stop.release();
    }
  } catch (error) {
    throw withOutcomeOf(proof, error);
  }
}

async function run<Result>(
  request: ApiRequest,
  plain: boolean,
  context: Context,
  operation: Operation<Result>,
  input: CallInput & { headers: Record<string, string> },
): Promise<CallResult<Result>> {
  const { proof } = context;
  const sender = new Sender(context);
  const running = request(operation.method, operation.path, {
    ...input,
    bodySerializer: (text: string) => text,
    parseAs: "text",
    fetch: sender.send,
    ...(plain && { Request: PlainRequest }),
  });
  const { response, data, error } = await resultOf(running, sender, context);
  const exchange = sender.exchangeOf(response);
  // A middleware can answer in the API's place. What it says is taken, but proves nothing about what was sent before.
  const { status, headers } = response;
  const answer = exchange?.answer ?? { status, headers, text: asText(data ?? error) };
  if (!sender.used) proof.record({ answer, neverSent: false });
  const result = isSuccess(answer) ? operation.read(answer) : undefined;
  if (result === undefined) throw failure({ key: sender.key, neverSent: false, ...exchange, answer }, context);
  return { result, answer, response: () => (plain ? consumed(toResponse(answer)) : response) };
}

/** What the running call resolves with. Rejects at once when the call has to end, wherever it is. */
async function resultOf<T>(running: Promise<T>, sender: Sender, context: Context): Promise<T> {
  const { stop, proof } = context;
  try {
    const result = await stop.until(running);
    if (result !== undefined) return result;
    // What is being sent ends at once by itself, and knows what is proved. A middleware may never end.
    await sender.idle();
    const late = await Promise.race([running, new Promise<undefined>((resolve) => setTimeout(resolve, 0, undefined))]);
    if (late !== undefined) return late;
  } catch (error) {
    const exchange = sender.exchangeOf(error);
    // More may be proved by now, by what else was sent.
    if (exchange && error instanceof HefflError)
      throw error.outcome === proof.outcome ? error : failure(exchange, context);
    if (sender.threw(error)) throw error;
    throw middlewareFailed(error, sender, proof);
  }
  throw failure({ key: sender.key, neverSent: false, trouble: { kind: stop.why ?? "abort" } }, context);
}

function middlewareFailed(error: unknown, sender: Sender, proof: Proof): HefflError {
  const { advice, taskId } = proof.explain(sender.key);
  const when = sender.used ? "after the request" : "before the request was sent";
  const message = sentences(`A middleware failed ${when}.`, advice);
  return new HefflError(message, { outcome: proof.outcome, taskId, cause: redactCause(error, sender.key) });
}

/** What a call was given, checked. */
function readOptions(settings: Settings, options: RequestOptions): { limits: Limits; headers: Record<string, string> } {
  const { timeoutMs, totalTimeoutMs, maxRetries, signal, headers = {} } = options;
  checkSignal(signal);
  return {
    limits: {
      timeoutMs: timeoutMs === undefined ? settings.timeoutMs : checkTimeout("timeoutMs", timeoutMs),
      totalTimeoutMs:
        totalTimeoutMs === undefined ? settings.totalTimeoutMs : checkTimeout("totalTimeoutMs", totalTimeoutMs),
      maxRetries: maxRetries === undefined ? settings.maxRetries : checkMaxRetries(maxRetries),
    },
    headers: checkHeaders(headers),
  };
}

/** An unusable option is found without knowing of which call. Its outcome is what the call has proved. */
export function withOutcomeOf(proof: Proof, error: unknown): unknown {
  const { outcome } = proof;
  if (!(error instanceof HefflConfigurationError) || error.outcome === outcome) return error;
  return new HefflConfigurationError(error.message, { cause: error.cause, outcome });
}

function consumed(response: Response): Response {
  void response.text();
  return response;
}

const asText = (body: unknown): string =>
  typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
