import { checkHeaders, checkMaxRetries, checkSignal, checkTimeout } from "./checks.ts";
import { HefflConfigurationError, HefflError, type Outcome } from "./errors.ts";
import { type Ended, failure, nextStep } from "./failure.ts";
import type { RequestOptions, Settings } from "./options.ts";
import { type Answer, outcomeOf, readTaskId } from "./outcome.ts";
import { redactCause } from "./redact.ts";
import { combine } from "./retry.ts";
import { type Limits, type Outgoing, send } from "./send.ts";
import { untilAborted } from "./until-aborted.ts";

/** What a call through an openapi-fetch client is given; headers and body where a middleware may look at them. */
export interface CallInit {
  fetch: (request: Request) => Promise<Response>;
  parseAs: "text";
  headers?: Record<string, string>;
  body?: string;
  bodySerializer?: () => string;
}

/** What openapi-fetch resolves with, as far as a call needs it. */
export interface Result {
  response: Response;
  data?: unknown;
  error?: unknown;
}

/** How a call ended that got an answer. */
export type Answered = Ended & { answer: Answer };

/** How it ended, and its Response, the body of which is read. */
export interface Called {
  ended: Answered;
  response: () => Response;
}

/** Starts a call through an openapi-fetch client. */
export type Run = (init: CallInit) => Promise<Result>;

/** The `fetch` under the openapi-fetch client: every answer comes back, whatever its status; else it throws. */
export async function sendForResponse(request: Request, settings: Settings): Promise<Response> {
  const { timeoutMs, maxRetries } = settings;
  return toResponse(await send(await read(request), settings, { timeoutMs, maxRetries, signal: request.signal }));
}

/**
 * Runs a call through the openapi-fetch client, middleware and all, with limits of its own. Rejects when there is no
 * whole answer; what a whole answer means, the resource says.
 */
export async function call(settings: Settings, body: string, options: RequestOptions, run: Run): Promise<Called> {
  const { limits, headers } = readOptions(settings, options);
  let ended: Ended | undefined;
  let sent: Response | undefined;
  let thrown: unknown;
  let reached = false;
  const { fetch: transport } = settings;
  const watched: Settings = {
    ...settings,
    fetch(url, init) {
      reached = true;
      return transport(url, init);
    },
  };
  let pending: Promise<unknown> | undefined;
  const fetch = async (request: Request): Promise<Response> => {
    try {
      const before = ended?.outcome;
      const attempts = read(request).then((outgoing) => send(outgoing, watched, limits));
      pending = attempts;
      ended = await attempts;
      // A middleware may send again by itself.
      ended = { ...ended, outcome: combine(before, ended.outcome) };
      sent = toResponse(ended);
      return sent;
    } catch (error) {
      thrown = error;
      throw error;
    }
  };

  const proved = (): Outcome => ended?.outcome ?? (reached ? "unknown" : "not_created");
  let result: Result | undefined;
  try {
    const running = run({ fetch, parseAs: "text", headers, body, bodySerializer: () => body });
    result = await untilAborted(running, limits.signal);
    if (result === undefined) {
      // What is being sent ends at once by itself, and knows what is proved. A middleware may never end.
      await pending?.catch(() => {});
      result = await Promise.race([running, new Promise<undefined>((resolve) => setTimeout(resolve, 0, undefined))]);
    }
  } catch (error) {
    // An error of this client can also come out of a middleware that makes a call of its own.
    if (error === thrown && error instanceof HefflError) throw error;
    throw middlewareFailed(error, proved(), ended);
  }
  if (result === undefined) {
    const { timeoutMs, signal } = limits;
    throw failure({
      key: "",
      timeoutMs,
      ...ended,
      trouble: { kind: "abort" },
      outcome: proved(),
      reason: signal?.reason,
    });
  }
  const { response } = result;
  if (ended?.answer && response === sent)
    return { ended: { ...ended, answer: ended.answer }, response: () => response };
  // A middleware answered in the API's place. What it says is taken, but it proves nothing about what was sent before.
  const answer = { status: response.status, headers: response.headers, text: asText(result.data ?? result.error) };
  const outcome = ended?.outcome ?? outcomeOf(answer);
  return { ended: { key: "", timeoutMs: limits.timeoutMs, ...ended, answer, outcome }, response: () => response };
}

/** What a call was given, checked. */
export function readOptions(settings: Settings, options: RequestOptions) {
  const limits: Limits = {
    timeoutMs: options.timeoutMs === undefined ? settings.timeoutMs : checkTimeout(options.timeoutMs),
    maxRetries: options.maxRetries === undefined ? settings.maxRetries : checkMaxRetries(options.maxRetries),
    // Not handed to the Request that openapi-fetch builds, which would leave a listener on it.
    signal: options.signal ?? undefined,
  };
  checkSignal(limits.signal);
  return { limits, headers: checkHeaders(options.headers ?? {}) };
}

async function read(request: Request): Promise<Outgoing> {
  const { url, method } = request;
  try {
    return { url, method, headers: Object.fromEntries(request.headers), body: await request.text() };
  } catch (cause) {
    throw new HefflConfigurationError(
      "Nothing was sent: a middleware has read the request's body. Let it read a clone.",
      { cause },
    );
  }
}

function middlewareFailed(error: unknown, outcome: Outcome, ended: Ended | undefined): HefflError {
  const cause = redactCause(error, ended?.key ?? "");
  const taskId = outcome === "created" && ended?.answer ? readTaskId(ended.answer) : undefined;
  const when = outcome === "not_created" && !ended ? "before the request was sent" : "after the request";
  return new HefflError(`A middleware failed ${when}. ${nextStep(outcome, taskId)}`, { outcome, taskId, cause });
}

/** Throws when the answer didn't come whole. */
export function assertWhole(ended: Ended): asserts ended is Answered {
  if (ended.answer === undefined || ended.trouble) throw failure(ended);
}

/** The answer as a Response with its body whole and unread. Throws when it didn't come whole. */
export function toResponse(ended: Ended): Response {
  assertWhole(ended);
  const { status, text } = ended.answer;
  const headers = new Headers();
  ended.answer.headers.forEach((value, name) => {
    headers.append(name, value);
  });
  const constructible = status >= 200 && status <= 599;
  const body = status === 204 || status === 205 || status === 304 ? null : text;
  const response = new Response(body, { status: constructible ? status : 200, headers });
  // A redirect that a browser hides has status 0, and servers can say 999. A Response can be read with these, not made.
  if (!constructible) Object.defineProperties(response, { status: { value: status }, ok: { value: false } });
  return response;
}

const asText = (body: unknown): string =>
  typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
