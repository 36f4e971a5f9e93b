import type { Outcome } from "../errors/heffl-error.ts";
import { type Answer, redactAnswer } from "./answer.ts";
import type { Change, Evidence, Explanation } from "./operation.ts";

const NEVER_SENT: Evidence = { neverSent: true };
const UNANSWERED: Evidence = { neverSent: false };

/**
 * What the attempts of one call prove together. Several can be in progress at the same time, because a middleware may send a
 * request more than once, and their answers can arrive in any order.
 */
export class Proof {
  readonly #change: Change | undefined;
  #recorded: Outcome | undefined;
  #answer: Answer | undefined;
  #pending = 0;

  /** @param change how to decide whether the change was made; undefined for a read */
  constructor(change: Change | undefined) {
    this.#change = change;
  }

  /** Call this before a request is sent, and {@link Proof.end} afterwards. In between, the request may have changed something. */
  begin(): void {
    this.#pending++;
  }

  end(): void {
    this.#pending--;
  }

  /** Records an attempt that has ended. Returns what it proves by itself. */
  record(attempt: Evidence): Outcome | undefined {
    const change = this.#change;
    if (change === undefined) return undefined;
    const outcome = change.prove(attempt);
    const before = this.#recorded;
    this.#recorded = change.combine(before, outcome);
    if (this.#recorded !== before) this.#answer = attempt.answer;
    return outcome;
  }

  /** What the attempts that have ended prove together; undefined for a read, and before the first has ended. */
  get recorded(): Outcome | undefined {
    return this.#recorded;
  }

  /** What is proved now, including the requests that are still in progress. Undefined for a read. */
  get outcome(): Outcome | undefined {
    const change = this.#change;
    if (change === undefined) return undefined;
    if (this.#pending > 0) return change.combine(this.#recorded, change.prove(UNANSWERED));
    return this.#recorded ?? change.prove(NEVER_SENT);
  }

  /** What an error says about the change, with the keys redacted. */
  explain(keys: readonly string[]): Partial<Explanation> {
    const { outcome } = this;
    const answer = this.#answer && redactAnswer(this.#answer, keys);
    return outcome === undefined ? {} : (this.#change?.explain(outcome, answer) ?? {});
  }
}
