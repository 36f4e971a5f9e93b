import { type Attempt, attempt } from "./attempt.ts";
import { checkKey } from "./checks.ts";
import { HefflConfigurationError, type Outcome } from "./errors.ts";
import type { Ended } from "./failure.ts";
import { logAttempt } from "./log.ts";
import type { Settings } from "./options.ts";
import { readWait } from "./rate-limit.ts";
import { redactCause } from "./redact.ts";
import { combine, decide } from "./retry.ts";
import { untilAborted } from "./until-aborted.ts";

/** A call's own limits, decided. */
export interface Limits {
  timeoutMs: number;
  maxRetries: number;
  signal: AbortSignal | undefined;
}

/** A request, but for the key. */
export interface Outgoing {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

/**
 * Sends a request with the API key, through as many attempts as the retry policy allows, and tells how the last one
 * ended. Rejects with a HefflConfigurationError when nothing could be sent at all.
 */
export async function send(request: Outgoing, settings: Settings, limits: Limits): Promise<Ended> {
  checkOrigin(request.url, settings.baseUrl);
  const { signal, timeoutMs } = limits;
  const aborted = (key: string, outcome: Outcome): Ended => ({
    trouble: { kind: "abort" },
    outcome,
    key,
    timeoutMs,
    reason: signal?.reason,
  });
  const { apiKey } = settings;
  const key = typeof apiKey === "string" ? apiKey : await untilAborted(askKey(apiKey), signal);
  if (key === undefined) return aborted("", "not_created");
  const init = toInit(request, key);

  const { maxRetryDelayMs, retryUnknown } = settings;
  const policy = { maxRetries: limits.maxRetries, maxRetryDelayMs, retryUnknown };

  let proved: Outcome | undefined;
  for (let retries = 0; ; retries++) {
    const started = performance.now();
    const ending = await attempt(settings.fetch, request.url, init, timeoutMs, signal);
    proved = combine(proved, ending.outcome);
    const { answer, trouble } = ending;
    if (proved === "not_created" && trouble) throwIfUnusable(trouble.cause, key);
    // Named one by one: a spread costs as much as all else here.
    const ended: Ended = { answer, trouble, outcome: proved, key, timeoutMs, reason: signal?.reason };

    const failed = ending.outcome === "created" ? undefined : answer;
    const askedMs = failed && readWait(failed.headers, Date.now(), failed.status === 429);
    const what = {
      outcome: ending.outcome,
      retryable: isRetryable(ending),
      aborted: trouble?.kind === "abort",
      askedMs,
    };
    const decision = decide(what, retries, policy, Math.random());
    logAttempt(settings.logger, { request, ended, retries, decision, tookMs: performance.now() - started });
    if (!decision.retry) {
      if (decision.reason === "wait too long") ended.tooLongMs = askedMs;
      return ended;
    }

    if (!(await pause(decision.waitMs, signal))) return aborted(key, proved);
  }
}

/** What may be sent again without leave: what never left, and what was turned away at the door. */
const isRetryable = ({ answer, outcome }: Attempt): boolean =>
  answer === undefined ? outcome === "not_created" : answer.status === 429;

/** A transport may say that it can't be used at all. That is nobody's connection, and there is nothing to try again. */
function throwIfUnusable(cause: unknown, key: string): void {
  if (cause instanceof HefflConfigurationError && redactCause(cause, key) === cause) throw cause;
}

/** A `baseUrl` given for one call, or a middleware, may point elsewhere. The key doesn't go there. */
function checkOrigin(url: string, baseUrl: string): void {
  if (url.startsWith(baseUrl) && url[baseUrl.length] === "/") return; // the origin ends before that slash
  const target = new URL(url).origin;
  const own = new URL(baseUrl).origin;
  if (target === own) return;
  throw new HefflConfigurationError(
    `Nothing was sent: the request would go to ${target}, but the API key goes to ${own} alone. Set baseUrl on the client.`,
  );
}

async function askKey(apiKey: () => string | Promise<string>): Promise<string> {
  let key: unknown;
  try {
    key = await apiKey();
  } catch (cause) {
    throw new HefflConfigurationError("The apiKey function failed, so nothing was sent.", { cause });
  }
  checkKey(key);
  return key;
}

const toInit = ({ method, headers, body }: Outgoing, key: string): RequestInit => ({
  method,
  headers: { ...headers, "x-api-key": key },
  // Deno sends a POST a second time by itself when a reused connection dies, unless its body is a Blob or a stream.
  ...(body !== "" && { body: "Deno" in globalThis ? new Blob([body]) : body }),
  redirect: "manual",
});

/** Waits. False, at once, when the signal ended it. Leaves neither timer nor listener. */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, true);
  });
  return (await untilAborted(waited, signal).finally(() => clearTimeout(timer))) ?? false;
}
