/** How long without an answer until those before it are forgotten, in ms. */
const FORGOTTEN_AFTER_MS = 1000;

/** How long answers lately took. All times in ms. */
export class AnswerTime {
  #longest = 0;
  #seenAt = Number.NEGATIVE_INFINITY;

  /** An answer came after so long. A longer time counts at once, shorter ones bit by bit. */
  came(tookMs: number, now: number): void {
    this.#see(Math.max(tookMs, 0.9 * this.longest(now) + 0.1 * tookMs), now);
  }

  /** An answer hadn't come after so long, when its call ended. */
  missed(waitedMs: number, now: number): void {
    this.#see(Math.max(waitedMs, this.longest(now)), now);
  }

  /**
   * The longest that an answer lately took. It is forgotten after a while, since it keeps calls from being sent, and so
   * from showing that answers have become faster.
   */
  longest(now: number): number {
    return now - this.#seenAt > FORGOTTEN_AFTER_MS ? 0 : this.#longest;
  }

  #see(longest: number, now: number): void {
    this.#longest = longest;
    this.#seenAt = now;
  }
}
