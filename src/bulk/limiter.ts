import { MAX_TIMER_MS } from "../config/checks.ts";

/** The window that Heffl's limit is told for, in ms. */
const WINDOW_MS = 60_000;
/** Added to it, in ms, since clocks differ in how fast they run. */
const MARGIN_MS = 100;

const ENDING = new Error("The run is ending, so nothing more is sent.");

interface Waiting {
  isRead: boolean;
  start(): void;
  refuse(): void;
}

/**
 * Lets requests start evenly, and so that a server never sees more than the limit in any 60 seconds. It can see a request at any
 * time between its start and its end, so those that are under way count, and those that have ended for 60 seconds more. Reads go
 * first: they tell what became of creates. All times in ms by `performance.now()`.
 */
export class Limiter {
  readonly #perMinute: number;
  #underWay = 0;
  /** When the last requests ended, the first first. */
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

  /** Until when nothing is sent, because the server asks for it; undefined when it doesn't. */
  get pausedUntil(): number | undefined {
    return this.#pausedUntil > performance.now() ? this.#pausedUntil : undefined;
  }

  /** Sends nothing for a while, in ms. */
  pause(forMs: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, performance.now() + forMs);
    this.#pump();
  }

  /** Lets nothing but reads start any more. */
  close(): void {
    this.#closed = true;
    const creates = this.#waiting.filter(({ isRead }) => !isRead);
    this.#waiting.splice(0, this.#waiting.length, ...this.#waiting.filter(({ isRead }) => isRead));
    for (const create of creates) create.refuse();
  }

  /** Resolves when a request may start, with what is to be called when it has ended. Rejects when none may. */
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

  /** When the next request may start; infinite while that depends on the end of one that is under way. */
  get #nextStart(): number {
    if (this.#perMinute === 0) return this.#pausedUntil;
    const forgetBefore = performance.now() - WINDOW_MS - MARGIN_MS;
    while ((this.#ends[0] ?? forgetBefore + 1) <= forgetBefore) this.#ends.shift();
    // So many of those that have ended must be over for 60 seconds before there is room for one more.
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
        if (waitMs === Number.POSITIVE_INFINITY) return; // the end of what is under way comes here again
        this.#timer = setTimeout(() => this.#pump(), Math.min(MAX_TIMER_MS, Math.ceil(waitMs)));
        return;
      }
      const read = this.#waiting.findIndex(({ isRead }) => isRead);
      const [next] = this.#waiting.splice(read < 0 ? 0 : read, 1);
      next?.start();
    }
  }
}
