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

  /** @param change what the operation says about its change; undefined for a read, which changes nothing */
  constructor(change: Change | undefined) {
    this.#change = change;
  }

  /** To be called when a request is about to be sent. Until {@link Proof.end} it may change something. */
  begin(): void {
    this.#pending++;
  }

  end(): void {
    this.#pending--;
  }

  /** Adds an attempt that has ended. Returns what it proves by itself. */
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

  /** What is proved now, including the requests that are still in progress. Undefined for a read. */
  get outcome(): Outcome | undefined {
    const change = this.#change;
    if (change === undefined) return undefined;
    if (this.#pending > 0) return change.combine(this.#recorded, change.prove(LOST));
    return this.#recorded ?? change.prove(NEVER_SENT);
  }

  /** What an error says about it, with the keys redacted. */
  explain(keys: readonly string[]): Partial<Explanation> {
    const { outcome } = this;
    const answer = this.#answer && redactAnswer(this.#answer, keys);
    return outcome === undefined ? {} : (this.#change?.explain(outcome, answer) ?? {});
  }
}
