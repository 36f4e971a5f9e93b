import type { Outcome } from "../errors/heffl-error.ts";
import { type Answer, redactAnswer } from "./answer.ts";
import type { Change, Evidence, Explanation } from "./operation.ts";

const NEVER_SENT: Evidence = { neverSent: true };
const LOST: Evidence = { neverSent: false };

/**
 * What the attempts of one call prove together. There can be several at once, since a middleware may send a request more than
 * once, and their answers can arrive in any order.
 */
export class Proof {
  readonly #change: Change | undefined;
  #recorded: Outcome | undefined;
  #answer: Answer | undefined;
  #pending = 0;

  /** @param change what the operation knows of its change; undefined for a read, of which nothing is to be proved */
  constructor(change: Change | undefined) {
    this.#change = change;
  }

  /** A request is handed on. Until {@link Proof.end} any of its attempts may change something. */
  begin(): void {
    this.#pending++;
  }

  end(): void {
    this.#pending--;
  }

  /** Takes note of an attempt that has ended. Returns what it proves by itself. */
  record(attempt: Evidence): Outcome | undefined {
    const change = this.#change;
    if (change === undefined) return undefined;
    const outcome = change.prove(attempt);
    const before = this.#recorded;
    this.#recorded = change.combine(before, outcome);
    if (this.#recorded !== before) this.#answer = attempt.answer;
    return outcome;
  }

  /** What the attempts that have ended prove; undefined for a read, and before the first has ended. */
  get recorded(): Outcome | undefined {
    return this.#recorded;
  }

  /** What is proved now, the requests that are still under way included. Undefined for a read. */
  get outcome(): Outcome | undefined {
    const change = this.#change;
    if (change === undefined) return undefined;
    if (this.#pending > 0) return change.combine(this.#recorded, change.prove(LOST));
    return this.#recorded ?? change.prove(NEVER_SENT);
  }

  /** What an error is to tell of it, without the keys. */
  explain(keys: readonly string[]): Partial<Explanation> {
    const { outcome } = this;
    const answer = this.#answer && redactAnswer(this.#answer, keys);
    return outcome === undefined ? {} : (this.#change?.explain(outcome, answer) ?? {});
  }
}
