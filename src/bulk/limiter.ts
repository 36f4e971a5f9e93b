/** The longest delay that a timer holds, in ms. */
const MAX_TIMER_MS = 2 ** 31 - 1;
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
 * time between its start and its end, so a new one has to wait for 60 seconds after the *end* of the one that is the limit's number
 * before it. Reads go first: they tell what became of creates. All times in ms by `performance.now()`.
 */
export class Limiter {
  readonly #perMinute: number;
  /** When the last requests ended, in the order of their starts; infinite for one that hasn't. */
  readonly #ends: { at: number }[];
  readonly #waiting: Waiting[] = [];
  #lastStart = Number.NEGATIVE_INFINITY;
  #pausedUntil = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  /**
   * @param perMinute 0 for no limit
   * @param before how long ago earlier requests ended, in ms, the first of them first
   */
  constructor(perMinute: number, before: readonly number[] = []) {
    this.#perMinute = perMinute;
    const now = performance.now();
    this.#ends = perMinute === 0 ? [] : before.slice(-perMinute).map((agoMs) => ({ at: now - Math.max(0, agoMs) }));
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
    const end = { at: Number.POSITIVE_INFINITY };
    this.#lastStart = performance.now();
    if (this.#perMinute > 0) {
      this.#ends.push(end);
      if (this.#ends.length > this.#perMinute) this.#ends.shift();
    }
    return () => {
      end.at = Math.min(end.at, performance.now());
      this.#pump();
    };
  }

  /** When the next request may start; infinite while that depends on the end of one that is under way. */
  get #nextStart(): number {
    if (this.#perMinute === 0) return this.#pausedUntil;
    const full = this.#ends.length >= this.#perMinute ? (this.#ends[0]?.at ?? 0) + WINDOW_MS + MARGIN_MS : 0;
    return Math.max(this.#pausedUntil, this.#lastStart + WINDOW_MS / this.#perMinute, full);
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
