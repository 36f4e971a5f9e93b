import { type Attempt, attempt } from "./attempt.ts";
import { HefflConfigurationError } from "./errors.ts";
import type { Ended } from "./failure.ts";
import { logAttempt } from "./log.ts";
import { checkKey, type Settings } from "./options.ts";
import { readWait } from "./rate-limit.ts";
import { decide } from "./retry.ts";

/** A call's own limits, decided. */
export interface Limits {
  timeoutMs: number;
  maxRetries: number;
  signal: AbortSignal | undefined;
}

/**
 * Sends a request with the API key, through as many attempts as the retry policy allows, and tells how the last one
 * ended. Rejects only with a HefflConfigurationError, when nothing could be sent at all.
 */
export async function send(request: Request, settings: Settings, limits: Limits): Promise<Ended> {
  checkOrigin(request.url, settings.baseUrl);
  const { signal, timeoutMs } = limits;
  const key = await askKey(settings.apiKey);
  const init = await toInit(request, key);

  let doubt = false;
  for (let retries = 0; ; retries++) {
    const started = performance.now();
    const ending = await attempt(settings.fetch, request.url, init, timeoutMs, signal);
    doubt ||= ending.outcome === "unknown";
    // Once it may have been created, no later refusal takes that back.
    const outcome = doubt && ending.outcome === "not_created" ? "unknown" : ending.outcome;
    const ended: Ended = { ...ending, outcome, key, timeoutMs, reason: signal?.reason };

    const askedMs = ending.answer && readWait(ending.answer.headers, Date.now());
    const what = {
      outcome: ending.outcome,
      retryable: isRetryable(ending),
      aborted: ending.trouble?.kind === "abort",
      askedMs,
    };
    const decision = decide(what, retries, { ...settings, maxRetries: limits.maxRetries }, Math.random());
    logAttempt(settings.logger, { request, ended, retries, decision, tookMs: performance.now() - started });
    if (!decision.retry) return { ...ended, tooLongMs: decision.reason === "wait too long" ? askedMs : undefined };

    if (!(await pause(decision.waitMs, signal))) {
      return {
        trouble: { kind: "abort" },
        outcome: doubt ? "unknown" : "not_created",
        key,
        timeoutMs,
        reason: signal?.reason,
      };
    }
  }
}

/** What may be sent again without leave: what never left, and what was turned away at the door. */
const isRetryable = ({ answer, trouble, outcome }: Attempt): boolean =>
  answer === undefined ? trouble?.kind === "connection" && outcome === "not_created" : answer.status === 429;

/** A `baseUrl` given for one call, or a middleware, may point elsewhere. The key doesn't go there. */
function checkOrigin(url: string, baseUrl: string): void {
  const target = new URL(url).origin;
  const own = new URL(baseUrl).origin;
  if (target === own) return;
  throw new HefflConfigurationError(
    `Nothing was sent: the request would go to ${target}, but the API key goes to ${own} alone. Set baseUrl on the client.`,
  );
}

async function askKey(apiKey: Settings["apiKey"]): Promise<string> {
  if (typeof apiKey === "string") return apiKey;
  let key: unknown;
  try {
    key = await apiKey();
  } catch (cause) {
    throw new HefflConfigurationError("The apiKey function failed, so nothing was sent.", { cause });
  }
  checkKey(key);
  return key;
}

async function toInit(request: Request, key: string): Promise<RequestInit> {
  const text = await request.text();
  return {
    method: request.method,
    headers: { ...Object.fromEntries(request.headers), "x-api-key": key },
    // Deno sends a POST a second time by itself when a reused connection dies, unless its body is a Blob or a stream.
    ...(text !== "" && { body: "Deno" in globalThis ? new Blob([text]) : text }),
    redirect: "manual",
  };
}

/** Waits. False, at once, when the signal ended it. Leaves neither timer nor listener. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  if (signal?.aborted) return Promise.resolve(false);
  return new Promise((resolve) => {
    const done = (waited: boolean) => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      resolve(waited);
    };
    const onAbort = () => done(false);
    const timer = setTimeout(done, ms, true);
    signal?.addEventListener("abort", onAbort);
  });
}
