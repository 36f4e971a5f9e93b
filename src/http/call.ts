import { checkHeaders, checkMaxRetries, checkSignal, checkTimeout, readOptions } from "../config/checks.ts";
import type { RequestOptions } from "../config/options.ts";
import { own } from "../config/own.ts";
import type { Settings } from "../config/settings.ts";
import { type Answer, isSuccess } from "./answer.ts";
import type { ApiRequest } from "./api.ts";
import type { Context, Limits } from "./context.ts";
import { failure, thrownElsewhere } from "./failure.ts";
import { NOT_GIVEN } from "./not-given.ts";
import type { Operation } from "./operation.ts";
import { serializePath } from "./path.ts";
import { PlainRequest, toResponse } from "./plain.ts";
import { resultOf } from "./result-of.ts";
import { Sender } from "./sender.ts";

export interface CallInput {
  params?: { path?: object; query?: object };
  /** JSON, as the text that is sent. */
  body?: string;
}

/** A request's result, and the answer that it was read from. */
export interface CallResult<Result> {
  result: Result;
  answer: Answer;
  /** Makes a Response whose body counts as read already. */
  response(): Response;
}

/**
 * Sends one request of a call through openapi-fetch and its middleware, in as many attempts as the retry policy allows.
 *
 * @param plain whether no middleware is registered; middleware has to get a real Request and Response
 * @throws HefflError when there is no result; its outcome is what all requests of the call have proved
 */
export async function send<Result>(
  request: ApiRequest,
  plain: boolean,
  context: Context,
  operation: Operation<Result>,
  input: CallInput,
): Promise<CallResult<Result>> {
  const { proof } = context;
  // Checked here first: an error that is thrown within openapi-fetch looks like a middleware's.
  serializePath(operation.path, { ...input.params?.path });
  const sender = new Sender(context);
  const running = request(operation.method, operation.path, toInit(operation, input, context.headers, sender, plain));
  const { response, data, error } = await resultOf(running, sender, context, (error) =>
    thrownElsewhere(error, context),
  );
  const exchange = sender.exchangeOf(response);
  // A middleware can answer instead of the API. Its answer is used, but proves nothing about requests that were sent before.
  const { status, headers } = response;
  const answer = exchange?.answer ?? { status, headers, text: asText(data ?? error) };
  if (!sender.used) proof.record({ answer, neverSent: false });
  const result = isSuccess(answer) ? operation.read(answer) : undefined;
  if (result === undefined) throw failure({ neverSent: false, ...exchange, answer }, context);
  return { result, answer, response: () => (plain ? consumed(toResponse(answer)) : response) };
}

/** The options for openapi-fetch. */
const toInit = (
  { method }: Operation<unknown>,
  input: CallInput,
  headers: Record<string, string>,
  sender: Sender,
  plain: boolean,
): object => ({
  ...NOT_GIVEN,
  body: own(input, "body"),
  bodySerializer: unchanged,
  fetch: sender.send,
  headers,
  method,
  params: Object.assign(Object.create(null), own(input, "params")),
  parseAs: "text",
  Request: plain ? PlainRequest : undefined,
});

const unchanged = (text: string): string => text;

/** Checks a call's options, and fills in the client's. */
export function resolveRequestOptions(
  settings: Settings,
  options: RequestOptions,
): { limits: Limits; headers: Record<string, string>; signal: AbortSignal | undefined } {
  const { timeoutMs, totalTimeoutMs, maxRetries, signal, headers } = readOptions(options);
  checkSignal(signal);
  return {
    limits: {
      timeoutMs: timeoutMs === undefined ? settings.timeoutMs : checkTimeout("timeoutMs", timeoutMs),
      totalTimeoutMs:
        totalTimeoutMs === undefined ? settings.totalTimeoutMs : checkTimeout("totalTimeoutMs", totalTimeoutMs),
      maxRetries: maxRetries === undefined ? settings.maxRetries : checkMaxRetries(maxRetries),
    },
    headers: checkHeaders(headers),
    signal,
  };
}

function consumed(response: Response): Response {
  void response.text();
  return response;
}

const asText = (body: unknown): string =>
  typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
