import { checkKey, refuse } from "../config/checks.ts";
import type { Fetch } from "../config/transport.ts";
import { redactCause } from "../errors/redact.ts";
import { HefflConfigurationError } from "../errors/request-errors.ts";
import type { Answer } from "./answer.ts";
import { type Attempt, attempt } from "./attempt.ts";
import { type Context, type Outgoing, remember } from "./context.ts";
import { logAttempt } from "./log.ts";
import { checkNoProxy } from "./no-proxy.ts";
import { readWait } from "./rate-limit.ts";
import { attemptInit } from "./request-init.ts";
import { type Decision, decide, mayRepeat } from "./retry.ts";
import type { Stop } from "./stop.ts";

/** How a request ended after its last attempt. */
export interface Exchange extends Attempt {
  /** Why there was no further attempt. */
  decision?: Decision | undefined;
}

/**
 * Sends a request with the API key, in as many attempts as the retry policy allows. Resolves with how the last one ended. Rejects
 * with a HefflConfigurationError if the request can't be sent at all, and with what `beforeRequest` throws.
 */
export async function exchange(request: Outgoing, context: Context): Promise<Exchange> {
  const { settings, operation, limits, stop, proof, keys } = context;
  checkOrigin(request.url, settings.baseUrl);
  if (stop.why) return stopped(stop);
  const { apiKey, maxRetryDelayMs, retryUnknown } = settings;
  const key = typeof apiKey === "string" ? apiKey : await stop.until(askKey(apiKey));
  if (key === undefined) return stopped(stop);
  remember(key, context);

  for (let retries = 0; ; retries++) {
    const started = performance.now();
    const ended = await (settings.beforeRequest ? sendAfterHook : sendOnce)(request, key, context);
    if (ended === undefined) return stopped(stop);
    const proved = proof.record(ended);
    const { answer, trouble, neverSent } = ended;
    if (neverSent && trouble) throwIfUnusable(trouble.cause, keys);

    const allowed =
      mayRepeat(ended, operation.repeatable) || (retryUnknown && proved === "unknown" && stop.why === undefined);
    const askedMs = allowed && answer ? readWait(answer.headers, Date.now(), answer.status === 429) : undefined;
    const { leftMs } = stop;
    const { maxRetries } = limits;
    const decision = decide({ allowed, retries, maxRetries, askedMs, maxRetryDelayMs, leftMs }, Math.random());
    // Not `{ ...ended, decision }`: the spread would take as long as the rest of this loop.
    const result: Exchange = { answer, trouble, neverSent, decision };
    const tookMs = performance.now() - started;
    logAttempt(settings.logger, { request, attempt: ended, outcome: proof.recorded, retries, decision, tookMs, keys });
    if (!decision.retry) return result;
    if (!(await stop.pause(decision.waitMs))) return stopped(stop);
  }
}

/** Makes one attempt. Undefined if the call has to end before that. */
function sendOnce(request: Outgoing, key: string, context: Context): Promise<Attempt | undefined> | undefined {
  const { settings, limits, stop } = context;
  if (stop.why !== undefined) return undefined;
  // Looked up for each attempt, because mocks replace the global one at any time.
  const fetch = settings.fetch ?? globalFetch();
  if (fetch === globalThis.fetch) checkNoProxy(request.url);
  return attempt(fetch, request.url, attemptInit(request, key, fetch), limits.timeoutMs, stop);
}

/** Makes one attempt after `beforeRequest` has resolved. */
async function sendAfterHook(request: Outgoing, key: string, context: Context): Promise<Attempt | undefined> {
  const end = await callHook(request, context);
  let ended: Attempt | undefined;
  try {
    ended = await sendOnce(request, key, context);
    return ended;
  } finally {
    end(ended?.answer);
  }
}

/** Calls `beforeRequest` and waits for it. Returns what to call when the request has ended or wasn't sent. */
async function callHook({ method, url }: Outgoing, { settings, stop }: Context): Promise<(answer?: Answer) => void> {
  const controller = new AbortController();
  const leave = () => controller.abort();
  stop.listen(leave);
  const waiting = Promise.resolve(settings.beforeRequest?.({ method, url, signal: controller.signal }));
  try {
    await stop.until(waiting);
  } catch (error) {
    if (stop.why === undefined) throw error; // otherwise it rejects because its signal was aborted
  } finally {
    stop.unlisten(leave);
  }
  // `waiting` may resolve after the call has ended. Its function is called then too, so that its place is freed.
  return (answer) =>
    void waiting
      .then((done) => typeof done === "function" && done(answer && { status: answer.status, headers: answer.headers }))
      .catch(() => {});
}

function globalFetch(): Fetch {
  const { fetch } = globalThis;
  if (typeof fetch === "function") return fetch;
  return refuse("Not sent: this runtime has no fetch. Pass one as the fetch option.");
}

/** The exchange of a request that isn't sent, or isn't sent again, because the call has to end. */
export const stopped = (stop: Stop): Exchange => ({ trouble: { kind: stop.why ?? "abort" }, neverSent: false });

/** A transport that can't be used throws a HefflConfigurationError. Another attempt wouldn't help. */
function throwIfUnusable(cause: unknown, keys: readonly string[]): void {
  if (cause instanceof HefflConfigurationError && redactCause(cause, ...keys) === cause) throw cause;
}

/** Keeps the key from another origin, which a middleware or the `baseUrl` of a single call may have chosen. */
function checkOrigin(url: string, baseUrl: string): void {
  if (url.startsWith(baseUrl) && url[baseUrl.length] === "/") return; // the origin ends before that slash
  const target = new URL(url).origin;
  const own = new URL(baseUrl).origin;
  if (target === own) return;
  refuse(`Not sent: the request is for ${target}, but the API key is only for ${own}. Set baseUrl on the client.`);
}

async function askKey(apiKey: () => string | Promise<string>): Promise<string> {
  let key: unknown;
  try {
    key = await apiKey();
  } catch (cause) {
    if (cause instanceof HefflConfigurationError) throw cause;
    throw new HefflConfigurationError("Not sent: the apiKey function failed.", { cause });
  }
  checkKey(key);
  return key;
}
