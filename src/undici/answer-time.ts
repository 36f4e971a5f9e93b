/** After this time without an answer the earlier ones don't count any more, in ms. */
const FORGOTTEN_AFTER_MS = 1000;

/** How long the latest answers took. All times in ms. */
export class AnswerTime {
  #longest = 0;
  #seenAt = Number.NEGATIVE_INFINITY;

  /** Records how long an answer took. A longer time counts at once, shorter ones lower the estimate bit by bit. */
  came(tookMs: number, now: number): void {
    this.#see(Math.max(tookMs, 0.9 * this.longest(now) + 0.1 * tookMs), now);
  }

  /** Records how long a call waited that ended before its answer came. */
  missed(waitedMs: number, now: number): void {
    this.#see(Math.max(waitedMs, this.longest(now)), now);
  }

  /**
   * The longest time that one of the latest answers took. It expires, because it keeps calls from being sent, which could show
   * that answers have become faster.
   */
  longest(now: number): number {
    return now - this.#seenAt > FORGOTTEN_AFTER_MS ? 0 : this.#longest;
  }

  #see(longest: number, now: number): void {
    this.#longest = longest;
    this.#seenAt = now;
  }
}
