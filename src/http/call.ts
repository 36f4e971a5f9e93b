import { checkHeaders, checkMaxRetries, checkSignal, checkTimeout, readOptions } from "../config/checks.ts";
import type { RequestOptions } from "../config/options.ts";
import { own } from "../config/own.ts";
import type { Settings } from "../config/settings.ts";
import { type Answer, isSuccess } from "./answer.ts";
import type { ApiRequest } from "./api.ts";
import type { Context, Limits } from "./context.ts";
import { failure, thrownElsewhere } from "./failure.ts";
import type { Operation } from "./operation.ts";
import { serializePath } from "./path.ts";
import { PlainRequest, toResponse } from "./plain.ts";
import { resultOf } from "./result-of.ts";
import { Sender } from "./sender.ts";

/** What a request sends. */
export interface CallInput {
  params?: { path?: object; query?: object };
  /** JSON as text. It is sent as it is. */
  body?: string;
}

/** A request's result, and the answer that it was read from. */
export interface CallResult<Result> {
  result: Result;
  answer: Answer;
  /** Makes the Response, whose body is already read. */
  response(): Response;
}

/**
 * Sends one request of a call through openapi-fetch, middleware and all, in as many attempts as the retry policy allows.
 *
 * @param plain whether no middleware is registered, which is to see a real Request and Response
 * @throws HefflError when it doesn't end in a result; its outcome is what is proved by then
 */
export async function send<Result>(
  request: ApiRequest,
  plain: boolean,
  context: Context,
  operation: Operation<Result>,
  input: CallInput,
): Promise<CallResult<Result>> {
  const { proof } = context;
  serializePath(operation.path, { ...input.params?.path }); // within openapi-fetch it would look like a middleware's error
  const sender = new Sender(context);
  const running = request(operation.method, operation.path, toInit(operation, input, context.headers, sender, plain));
  const { response, data, error } = await resultOf(running, sender, context, (error) =>
    thrownElsewhere(error, context),
  );
  const exchange = sender.exchangeOf(response);
  // A middleware can answer in the API's place. What it says is taken, but proves nothing about what was sent before.
  const { status, headers } = response;
  const answer = exchange?.answer ?? { status, headers, text: asText(data ?? error) };
  if (!sender.used) proof.record({ answer, neverSent: false });
  const result = isSuccess(answer) ? operation.read(answer) : undefined;
  if (result === undefined) throw failure({ neverSent: false, ...exchange, answer }, context);
  return { result, answer, response: () => (plain ? consumed(toResponse(answer)) : response) };
}

/**
 * What openapi-fetch is given. Each option is named, because openapi-fetch also reads what they inherit; the method too, because
 * V8 takes 2 microseconds to add a property to a copy (Node 20), as openapi-fetch otherwise would.
 */
const toInit = (
  { method }: Operation<unknown>,
  input: CallInput,
  headers: Record<string, string>,
  sender: Sender,
  plain: boolean,
): object => ({
  baseUrl: undefined,
  body: own(input, "body"),
  bodySerializer: asItIs,
  fetch: sender.send,
  headers,
  method,
  middleware: undefined,
  params: Object.assign(Object.create(null), own(input, "params")),
  parseAs: "text",
  pathSerializer: undefined,
  querySerializer: undefined,
  Request: plain ? PlainRequest : undefined,
});

const asItIs = (text: string): string => text;

/** What a call was given, checked. */
export function decideOptions(
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
