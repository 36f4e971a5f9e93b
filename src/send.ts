import { type Attempt, attempt } from "./attempt.ts";
import { checkKey } from "./checks.ts";
import { HefflConfigurationError, type Outcome } from "./errors.ts";
import type { Ended } from "./failure.ts";
import { logAttempt } from "./log.ts";
import type { Settings } from "./options.ts";
import { readWait } from "./rate-limit.ts";
import { combine, decide } from "./retry.ts";
import { untilAborted } from "./until-aborted.ts";

/** A call's own limits, decided. */
export interface Limits {
  timeoutMs: number;
  maxRetries: number;
  signal: AbortSignal | undefined;
}

/**
 * Sends a request with the API key, through as many attempts as the retry policy allows, and tells how the last one
 * ended. Rejects with a HefflConfigurationError when nothing could be sent at all.
 */
export async function send(request: Request, settings: Settings, limits: Limits): Promise<Ended> {
  checkOrigin(request.url, settings.baseUrl);
  const { signal, timeoutMs } = limits;
  const aborted = (key: string, outcome: Outcome): Ended => ({
    trouble: { kind: "abort" },
    outcome,
    key,
    timeoutMs,
    reason: signal?.reason,
  });
  const key = await untilAborted(askKey(settings.apiKey), signal);
  if (key === undefined) return aborted("", "not_created");
  const init = await toInit(request, key);

  let proved: Outcome | undefined;
  for (let retries = 0; ; retries++) {
    const started = performance.now();
    const ending = await attempt(settings.fetch, request.url, init, timeoutMs, signal);
    proved = combine(proved, ending.outcome);
    const ended: Ended = { ...ending, outcome: proved, key, timeoutMs, reason: signal?.reason };

    const { answer } = ending;
    const askedMs = answer && readWait(answer.headers, Date.now(), answer.status === 429);
    const what = {
      outcome: ending.outcome,
      retryable: isRetryable(ending),
      aborted: ending.trouble?.kind === "abort",
      askedMs,
    };
    const decision = decide(what, retries, { ...settings, maxRetries: limits.maxRetries }, Math.random());
    logAttempt(settings.logger, { request, ended, retries, decision, tookMs: performance.now() - started });
    if (!decision.retry) return { ...ended, tooLongMs: decision.reason === "wait too long" ? askedMs : undefined };

    if (!(await pause(decision.waitMs, signal))) return aborted(key, proved);
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
  let text: string;
  try {
    text = await request.text();
  } catch (cause) {
    throw new HefflConfigurationError(
      "Nothing was sent: a middleware has read the request's body. Let it read a clone.",
      {
        cause,
      },
    );
  }
  return {
    method: request.method,
    headers: { ...Object.fromEntries(request.headers), "x-api-key": key },
    // Deno sends a POST a second time by itself when a reused connection dies, unless its body is a Blob or a stream.
    ...(text !== "" && { body: "Deno" in globalThis ? new Blob([text]) : text }),
    redirect: "manual",
  };
}

/** Waits. False, at once, when the signal ended it. Leaves neither timer nor listener. */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const waited = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, ms, true);
  });
  return (await untilAborted(waited, signal).finally(() => clearTimeout(timer))) ?? false;
}
