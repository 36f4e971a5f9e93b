import type { Attempt } from "./attempt.ts";

/** The backoff before the first retry is random between 0 and this, in ms. This doubles for each further retry. */
export const BACKOFF_MS = 500;
/** The most that is added to a wait that the server asked for, in ms, so that not all clients come back at the same time. */
export const JITTER_MS = 500;

/** What the decision about another attempt depends on. All times in ms. */
export interface Situation {
  /** Whether one more attempt is allowed: see {@link mayRepeat}. */
  allowed: boolean;
  /** How many retries were made so far. */
  retries: number;
  maxRetries: number;
  /** How long the server asks to wait; undefined if it doesn't. */
  askedMs: number | undefined;
  maxRetryDelayMs: number;
  /** What is left of the call's total time; infinite without a limit. */
  leftMs: number;
}

export type Decision =
  | { retry: true; waitMs: number }
  | { retry: false; reason: "not retryable" | "retries exhausted" }
  | { retry: false; reason: "longer than maxRetryDelayMs" | "longer than totalTimeoutMs"; waitMs: number };

/**
 * Whether the request may be sent again after an attempt: if it was never sent, if it was refused with 429, or if it is
 * repeatable and another attempt may succeed.
 *
 * @param repeatable see `Operation.repeatable`
 */
export function mayRepeat({ answer, trouble, neverSent }: Attempt, repeatable: boolean): boolean {
  if (trouble?.kind === "abort" || trouble?.kind === "total timeout") return false;
  if (neverSent || answer?.status === 429) return true;
  if (!repeatable) return false;
  return answer === undefined || answer.status >= 500 || trouble?.kind === "timeout" || trouble?.kind === "connection";
}

/**
 * Whether to try again, and after what wait: a little more than the server asks for, or exponential backoff with full jitter.
 * A wait is never longer than `maxRetryDelayMs`, and one that doesn't fit into the total time isn't started.
 *
 * @param random from 0 up to 1
 */
export function decide(situation: Situation, random: number): Decision {
  const { allowed, retries, maxRetries, askedMs, maxRetryDelayMs, leftMs } = situation;
  if (!allowed) return { retry: false, reason: "not retryable" };
  if (retries >= maxRetries) return { retry: false, reason: "retries exhausted" };
  if (askedMs !== undefined && askedMs > maxRetryDelayMs)
    return { retry: false, reason: "longer than maxRetryDelayMs", waitMs: askedMs };
  const waitMs =
    askedMs === undefined
      ? random * Math.min(maxRetryDelayMs, BACKOFF_MS * 2 ** retries)
      : Math.min(maxRetryDelayMs, askedMs + random * JITTER_MS);
  if (waitMs >= leftMs) return { retry: false, reason: "longer than totalTimeoutMs", waitMs };
  return { retry: true, waitMs };
}
