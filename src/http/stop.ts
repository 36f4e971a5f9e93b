import { onAbort } from "./shared-listener.ts";

/** Why a call has to end early. */
export type StopReason = "abort" | "total timeout";

/** What can end a call at any time: the caller's signal, and the total timeout. */
export class Stop {
  readonly #signal: AbortSignal | undefined;
  readonly #listeners = new Set<() => void>();
  #endsAt = Number.POSITIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #why: StopReason | undefined;
  #leaveSignal: (() => void) | undefined;

  /** @param totalTimeoutMs in ms, and no more than a timer holds; undefined for no limit */
  constructor(signal: AbortSignal | undefined, totalTimeoutMs: number | undefined) {
    this.#signal = signal;
    if (signal?.aborted) this.#why = "abort";
    else if (signal) this.#leaveSignal = onAbort(signal, () => this.#stop("abort"));
    if (totalTimeoutMs === undefined) return;
    this.#endsAt = performance.now() + totalTimeoutMs;
    this.#timer = setTimeout(() => this.#stop("total timeout"), totalTimeoutMs);
  }

  /** Why the call has to end; undefined while it may go on. */
  get why(): StopReason | undefined {
    // If the process was busy or asleep, the timer may not have fired yet.
    if (this.leftMs <= 0) this.#why ??= "total timeout";
    return this.#why;
  }

  /** The caller's own reason for the abort. */
  get abortReason(): unknown {
    return this.#why === "abort" ? this.#signal?.reason : undefined;
  }

  /** What is left of the total time, in ms; infinite without a limit. */
  get leftMs(): number {
    return this.#endsAt === Number.POSITIVE_INFINITY ? this.#endsAt : this.#endsAt - performance.now();
  }

  /** Calls `listener` when the call has to end. Remove it with {@link Stop.unlisten}. */
  listen(listener: () => void): void {
    this.#listeners.add(listener);
  }

  unlisten(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  /** Waits for `promise`. Resolves with undefined, at once, if the call has to end first. */
  until<T>(promise: Promise<T>): Promise<T | undefined> {
    if (this.#signal === undefined && this.#timer === undefined) return promise; // nothing can end it
    promise.catch(() => {}); // it may fail when nobody waits for it any more
    let onStop = (): void => {};
    const stopped = new Promise<undefined>((resolve) => {
      onStop = () => resolve(undefined);
      if (this.#why !== undefined) onStop();
      else this.listen(onStop);
    });
    return Promise.race([stopped, promise]).finally(() => this.unlisten(onStop));
  }

  /** Waits for a time, in ms. Resolves with false, at once, if the call has to end first. */
  async pause(ms: number): Promise<boolean> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const waited = new Promise<true>((resolve) => {
      timer = setTimeout(resolve, ms, true);
    });
    return (await this.until(waited).finally(() => clearTimeout(timer))) ?? false;
  }

  /**
   * Call this when the call has ended: it removes the listener and the timer. Requests that a middleware still has in progress
   * are aborted, because their outcome can't be reported any more.
   */
  release(): void {
    clearTimeout(this.#timer);
    this.#leaveSignal?.();
    this.#stop("abort");
  }

  #stop(why: StopReason): void {
    this.#why ??= why;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** Waits for a time, in ms. Resolves at once when the signal is aborted. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const stop = new Stop(signal, undefined);
  await stop.pause(Math.max(0, ms));
  stop.release();
}
