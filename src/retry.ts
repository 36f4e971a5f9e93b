import type { Outcome } from "./errors.ts";

/** The backoff before the first retry is drawn from 0 to this, in ms; it doubles with each one after. */
export const BACKOFF_MS = 500;
/** Up to this is added to a wait that the server asked for, in ms, so that waiting clients don't all come back at once. */
export const JITTER_MS = 500;

/** How one attempt ended, as far as the policy cares. */
export interface Ending {
  outcome: Outcome;
  /** Whether sending it again can't make a second task: it never left, or was turned away with 429. */
  retryable: boolean;
  /** Whether the caller has ended the call. */
  aborted: boolean;
  /** How long the server asks to wait, in ms; undefined when it doesn't. */
  askedMs: number | undefined;
}

export interface RetryPolicy {
  maxRetries: number;
  maxRetryDelayMs: number;
  retryUnknown: boolean;
}

export type Decision =
  | { retry: true; waitMs: number }
  | { retry: false; reason: "settled" | "spent" | "wait too long" };

/** What two sendings of one call prove together. Nothing takes back that it was created, or that it may have been. */
export function combine(before: Outcome | undefined, now: Outcome): Outcome {
  if (before === "created" || now === "created") return "created";
  return before === "unknown" ? before : now;
}

/**
 * Whether to try again. A create that may have arrived is not repeated, unless the caller asked for "rather twice than
 * never". The wait is what the server asks for and a little more, or else exponential backoff with full jitter; it never
 * exceeds `maxRetryDelayMs`.
 *
 * @param retries how many were made before
 * @param random from 0 up to 1
 */
export function decide(ending: Ending, retries: number, policy: RetryPolicy, random: number): Decision {
  const { outcome, retryable, aborted, askedMs } = ending;
  const allowed = retryable || (outcome === "unknown" && policy.retryUnknown);
  if (aborted || !allowed) return { retry: false, reason: "settled" };
  if (retries >= policy.maxRetries) return { retry: false, reason: "spent" };
  const ceiling = policy.maxRetryDelayMs;
  if (askedMs === undefined) return { retry: true, waitMs: random * Math.min(ceiling, BACKOFF_MS * 2 ** retries) };
  if (askedMs > ceiling) return { retry: false, reason: "wait too long" };
  return { retry: true, waitMs: Math.min(ceiling, askedMs + random * JITTER_MS) };
}
