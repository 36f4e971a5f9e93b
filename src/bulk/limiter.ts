import { MAX_TIMER_MS } from "../config/checks.ts";

/** The window of Heffl's rate limit, in ms. */
const WINDOW_MS = 60_000;
/** Added to the window, in ms, because clocks run at different speeds. */
const MARGIN_MS = 100;

const ENDING = new Error("The run is ending, so nothing more is sent.");

interface Waiting {
  isRead: boolean;
  start(): void;
  refuse(): void;
}

/**
 * Starts requests at even intervals, so that a server never sees more than the limit in any 60 seconds. A server can see a
 * request at any time between its start and its end, so a request counts while it is under way and for 60 seconds after its end.
 * Reads go first, because they settle rows whose outcome is unknown. All times in ms by `performance.now()`.
 */
export class Limiter {
  readonly #perMinute: number;
  #underWay = 0;
  /** When the last requests ended, the earliest first. */
  readonly #ends: number[];
  readonly #waiting: Waiting[] = [];
  #lastStart = Number.NEGATIVE_INFINITY;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /**
   * @param perMinute 0 for no limit
   * @param before how long ago earlier requests ended, in ms
   */
  constructor(perMinute: number, before: readonly number[] = []) {
    this.#perMinute = perMinute;
    const now = performance.now();
    this.#ends = before.map((agoMs) => now - Math.max(0, agoMs)).sort((a, b) => a - b);
  }

  /** When the current pause ends; undefined if there is none. */
  get pausedUntil(): number | undefined {
    return this.#pausedUntil > performance.now() ? this.#pausedUntil : undefined;
  }

  /** Sends nothing for a while, in ms. */
  pause(forMs: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + forMs);
    this.#pump();
  }

  /** From now on only reads may start. */
  close(): void {
    this.#closed = true;
    const creates = this.#waiting.filter(({ isRead }) => !isRead);
    this.#waiting.splice(0, this.#waiting.length, ...this.#waiting.filter(({ isRead }) => isRead));
    for (const create of creates) create.refuse();
  }

  /** Resolves when a request may start, with a function to call when it has ended. Rejects if it may not start at all. */
  take(isRead: boolean, signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const waiting: Waiting = {
        isRead,
        start: () => {
          signal.removeEventListener("abort", leave);
          resolve(this.#begin());
        },
        refuse: () => {
          signal.removeEventListener("abort", leave);
          reject(ENDING);
        },
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
        reject(signal.reason);
      };
      if (signal.aborted) return reject(signal.reason);
      if (this.#closed && !isRead) return reject(ENDING);
      signal.addEventListener("abort", leave, { once: true });
      this.#waiting.push(waiting);
      this.#pump();
    });
  }

  #begin(): () => void {
    this.#lastStart = performance.now();
    this.#underWay++;
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#underWay--;
      if (this.#perMinute > 0) this.#ends.push(performance.now());
      this.#pump();
    };
  }

  /** When the next request may start; infinite if that depends on when a request under way ends. */
  get #nextStart(): number {
    if (this.#perMinute === 0) return this.#pausedUntil;
    const forgetBefore = performance.now() - WINDOW_MS - MARGIN_MS;
    while ((this.#ends[0] ?? forgetBefore + 1) <= forgetBefore) this.#ends.shift();
    // There is room for one more when `over + 1` of the ended requests have left the window.
    const over = this.#underWay + this.#ends.length - this.#perMinute;
    const end = over < 0 ? Number.NEGATIVE_INFINITY : (this.#ends[over] ?? Number.POSITIVE_INFINITY);
    return Math.max(this.#pausedUntil, this.#lastStart + WINDOW_MS / this.#perMinute, end + WINDOW_MS + MARGIN_MS);
  }

  /** Starts what may start: reads first. */
  #pump(): void {
    clearTimeout(this.#timer);
    while (this.#waiting.length > 0) {
      const waitMs = this.#nextStart - performance.now();
      if (waitMs > 0) {
        if (waitMs === Number.POSITIVE_INFINITY) return; // called again when a request ends
        this.#timer = setTimeout(() => this.#pump(), Math.min(MAX_TIMER_MS, Math.ceil(waitMs)));
        return;
      }
      const read = this.#waiting.findIndex(({ isRead }) => isRead);
      const [next] = this.#waiting.splice(read < 0 ? 0 : read, 1);
      next?.start();
    }
  }
}
