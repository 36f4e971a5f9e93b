import type { BulkProgress, RowOutcome } from "./types.ts";

const MINUTE_MS = 60_000;

/** Counts the rows by outcome, and computes the rate and the remaining time. */
export class Progress {
  readonly #total: number | undefined;
  readonly #counts: Record<RowOutcome, number> = { created: 0, refused: 0, unknown: 0, pending: 0 };
  /** When rows were settled in the last minute, by `performance.now()`. */
  readonly #settled: number[] = [];
  readonly #began = performance.now();

  constructor(total: number | undefined) {
    this.#total = total;
  }

  /** @param inThisRun whether the row was settled in this run; rows of earlier runs don't count for the rate */
  count(outcome: RowOutcome, inThisRun: boolean): void {
    this.#counts[outcome]++;
    if (inThisRun) this.#settled.push(performance.now());
    this.#forget(performance.now());
  }

  #forget(now: number): void {
    while ((this.#settled[0] ?? now) < now - MINUTE_MS) this.#settled.shift();
  }

  /** @param pausedUntil by `performance.now()` */
  show(pausedUntil: number | undefined): BulkProgress {
    const now = performance.now();
    this.#forget(now);
    const minutes = Math.min(MINUTE_MS, Math.max(1, now - this.#began)) / MINUTE_MS;
    const rowsPerMinute = this.#settled.length / minutes;
    const done = Object.values(this.#counts).reduce((sum, count) => sum + count, 0);
    const waitMs = pausedUntil === undefined ? 0 : pausedUntil - now;
    const left = this.#total === undefined || rowsPerMinute === 0 ? undefined : (this.#total - done) / rowsPerMinute;
    return {
      total: this.#total,
      ...this.#counts,
      rowsPerMinute,
      etaMs: left === undefined ? undefined : left * MINUTE_MS + waitMs,
      waitingUntil: pausedUntil === undefined ? undefined : new Date(Date.now() + waitMs),
    };
  }
}
