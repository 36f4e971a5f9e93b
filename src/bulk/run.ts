import { setMaxListeners } from "node:events";
import { own } from "../config/own.ts";
import { HefflError } from "../errors/heffl-error.ts";
import { runSafely } from "../http/log.ts";
import { createdAt } from "../tasks/since.ts";
import type { Task } from "../tasks/types.ts";
import { HefflBulkError } from "./bulk-error.ts";
import { concurrently } from "./concurrently.ts";
import type { Since } from "./find-by-keys.ts";
import type { Journal } from "./journal.ts";
import type { RowEnd } from "./journal-lines.ts";
import type { KeyedRow } from "./keys.ts";
import { Limiter } from "./limiter.ts";
import { type Meaning, meaningOf } from "./outcome-of.ts";
import { paced, TURN } from "./paced.ts";
import { Progress } from "./progress.ts";
import { allFromJournal, fromJournal, result, type Unknown } from "./row-result.ts";
import { settle } from "./settle.ts";
import type { BulkClient, BulkOptions, RowResult } from "./types.ts";

export interface RunParts<CF> {
  heffl: BulkClient<CF>;
  journal: Journal;
  options: BulkOptions;
  concurrency: number;
  perMinute: number;
  total: number | undefined;
}

/** After how many rows in a row without an accepted key, or without a connection, the run stops. */
const MAX_TROUBLES = 3;
/** How many times a row is sent again that couldn't be sent because there was no connection. */
const MAX_TRIES = 5;
/** The wait before it is sent a second time, in ms. It doubles each time. */
const FIRST_WAIT_MS = 250;

/** Sends the rows, several at the same time, and at the end settles those whose outcome is unknown. */
export class Run<CF> {
  readonly heffl: BulkClient<CF>;
  readonly options: BulkOptions;
  /** Ends the run after the rows under way are settled. */
  readonly gentleStop = new AbortController();
  /** Ends the rows under way too. */
  readonly immediateStop = new AbortController();
  /** Whether Heffl returned the created tasks with their keys; undefined if none was created yet. */
  keepsKeys: boolean | undefined;
  readonly #journal: Journal;
  readonly #concurrency: number;
  readonly #total: number | undefined;
  readonly #limiter: Limiter;
  readonly #progress: Progress;
  readonly #unknown: Unknown<CF>[] = [];
  /** The newest `createdAt` of a created task: the task of a row that is sent now can't be older. */
  #latest: number | undefined;
  #troubles = { kind: "", count: 0 };
  #failure: HefflBulkError | undefined;
  #begun = 0;

  constructor({ heffl, journal, options, concurrency, perMinute, total }: RunParts<CF>) {
    setMaxListeners(0, this.immediateStop.signal); // one for each row under way
    this.#journal = journal;
    this.#latest = journal.latest;
    this.keepsKeys = journal.keepsKeys;
    this.options = options;
    this.#concurrency = concurrency;
    this.#total = total;
    this.#limiter = new Limiter(
      perMinute,
      journal.sent.map((time) => Date.now() - time),
    );
    this.#progress = new Progress(total);
    this.gentleStop.signal.addEventListener("abort", () => this.#limiter.close(), { once: true });
    this.heffl = paced(heffl, this.#limiter, journal, () => this.#show());
  }

  /** @param now whether the rows under way are ended too */
  stop(now: boolean): void {
    this.gentleStop.abort();
    if (now) this.immediateStop.abort();
  }

  get isEnding(): boolean {
    return this.gentleStop.signal.aborted;
  }

  /** @param again returns the rows a second time; undefined if they can be read only once */
  async *results(
    rows: AsyncGenerator<KeyedRow<CF>, void>,
    again?: () => AsyncGenerator<KeyedRow<CF>, void>,
  ): AsyncGenerator<RowResult<CF>, void> {
    let read = 0;
    let failure: { error: unknown } | undefined;
    try {
      yield* this.resultsOf(rows, (row) => {
        read++;
        return this.#handle(row);
      });
    } catch (error) {
      failure = { error }; // of the source; thrown after the sent rows are settled
    }
    yield* settle(this, this.#unknown);
    if (this.isEnding && again)
      for await (const row of allFromJournal(again(), this.#journal.rows, read)) yield this.counted(row);
    if (failure) throw failure.error;
    if (this.#failure) throw this.#failure;
    if (this.#total !== undefined && read < this.#total && !this.isEnding) {
      const why = `${this.#total} rows were read first, and then ${read}.`;
      throw new HefflBulkError("rows", `${why} A function must give the rows anew each time it is called.`);
    }
  }

  /** Works on rows, and yields their results in the order in which they are ready. */
  async *resultsOf(
    rows: AsyncGenerator<KeyedRow<CF>, void>,
    work: (row: KeyedRow<CF>) => Promise<RowResult<CF> | undefined>,
  ): AsyncGenerator<RowResult<CF>, void> {
    for await (const row of concurrently(rows, work, this.#concurrency, this.gentleStop)) yield this.counted(row);
  }

  /** Counts a row's result, and returns it. */
  counted(row: RowResult<CF>): RowResult<CF> {
    this.#progress.count(row.outcome, !row.fromJournal);
    this.#show();
    return row;
  }

  /** Counts a row that is about to be sent. Returns false if the run's `limit` is reached. */
  readonly mayBegin = (): boolean => this.#begun++ < (this.options.limit ?? Number.POSITIVE_INFINITY);

  /** The key that a row's task carries. One that the caller didn't choose begins with the journal's ID, which makes it unique. */
  keyOf(row: KeyedRow<CF>): string {
    return row.isGiven ? row.key : `${this.#journal.id}:${row.key}`;
  }

  /** Returns a row's result from the journal, or sends the row. */
  async #handle(row: KeyedRow<CF>): Promise<RowResult<CF> | undefined> {
    const known = this.#journal.rows.get(row.key);
    const settled = fromJournal(row, known);
    if (known && settled?.outcome === "unknown")
      return this.#settleLater({ row, ...known, fromJournal: true, changed: settled.changed });
    if (settled) return settled;
    if (this.mayBegin()) return this.send(row);
    return result(row, { outcome: "pending", message: "Not sent: this run has reached its limit." });
  }

  /**
   * Sends a row. Resolves with undefined if it is settled at the end of the run.
   *
   * @param before set if a task of this row may exist already; then a failure can't prove that there is none
   */
  async send(row: KeyedRow<CF>, before?: Since): Promise<RowResult<CF> | undefined> {
    for (let failed = 0; ; ) {
      let end: (() => void) | undefined;
      try {
        // Before the journal's entry, because a row that waits for its turn isn't being sent yet.
        end = await this.#limiter.take(false, this.immediateStop.signal);
      } catch {
        if (before) return this.#settleLater({ row, ...before, fromJournal: true, changed: false });
        return result(row, { outcome: "pending", message: "The run ended before it was sent." });
      }
      const since = before ?? { since: this.#latest ?? Date.now(), isHefflTime: this.#latest !== undefined };
      try {
        await this.#journal.intend(row.key, row.hash);
      } catch (cause) {
        end();
        this.#fail("journal", "The journal can't be written, so nothing more is sent", cause);
        return result(row, {
          outcome: before ? "unknown" : "pending",
          error: this.#failure,
          message: this.#failure?.message,
        });
      }
      try {
        const { task } = await TURN.run(end, () => this.#create(row));
        return await this.created(row, [task]);
      } catch (error) {
        if (!(error instanceof HefflError)) throw error;
        const { outcome: proved, limited, trouble, duplicates } = meaningOf(error);
        const outcome = before && proved !== "created" ? "unknown" : proved;
        const { message, taskId } = error;
        const again = limited || (trouble === "network" && failed < MAX_TRIES);
        if (again && !this.isEnding) {
          if (!limited) this.#limiter.pause(FIRST_WAIT_MS * 2 ** failed++);
          await this.#write(row, { outcome, message });
          continue;
        }
        this.#note(trouble, error);
        await this.#write(row, { outcome, message, taskId, duplicates });
        if (outcome === "unknown")
          return this.#settleLater({ row, ...since, error, message, fromJournal: false, changed: false });
        return result(row, { outcome, error, message, taskId, duplicates });
      } finally {
        end();
      }
    }
  }

  #create(row: KeyedRow<CF>): Promise<{ task: Task<CF> }> {
    const key = this.heffl.idempotencyField === undefined ? {} : { idempotencyKey: this.keyOf(row) };
    return this.heffl.tasks.createWithResponse(row.task, { signal: this.immediateStop.signal, ...key });
  }

  #settleLater(unknown: Unknown<CF>): undefined {
    this.#unknown.push(unknown);
  }

  /** Notes the task of a row, or several tasks, the oldest first. */
  async created(row: KeyedRow<CF>, tasks: Task<CF>[], changed = false): Promise<RowResult<CF>> {
    const [task] = tasks as [Task<CF>];
    const time = createdAt(task);
    if (time !== undefined) this.#latest = Math.max(this.#latest ?? time, time);
    const field = this.heffl.idempotencyField;
    const keyed = field === undefined ? undefined : own(task, field) === this.keyOf(row);
    if (keyed !== undefined) this.keepsKeys = keyed && this.keepsKeys !== false;
    this.#troubles = { kind: "", count: 0 };
    const duplicates = tasks.length > 1 ? tasks.map(({ id }) => id) : undefined;
    const made = time === undefined ? undefined : new Date(time).toISOString();
    const outcome = "created" as const;
    await this.#write(row, { outcome, taskId: task.id, number: task.number, duplicates, createdAt: made, keyed });
    return result(row, { outcome, task, taskId: task.id, taskNumber: task.number, duplicates, changed });
  }

  /** Writes how a row ended. If that fails, the row's result is yielded all the same, and nothing more is sent. */
  async #write(row: KeyedRow<CF>, outcome: RowEnd): Promise<void> {
    try {
      await this.#journal.end(row.key, outcome);
    } catch (cause) {
      this.#fail("journal", "The journal can't be written, so nothing more is sent", cause);
    }
  }

  #note(trouble: Meaning["trouble"], error: HefflError): void {
    const count = this.#troubles.kind === trouble ? this.#troubles.count + 1 : 1;
    this.#troubles = { kind: trouble ?? "", count };
    if (trouble === undefined || count < MAX_TROUBLES || this.isEnding) return;
    this.#fail(trouble, `Stopped, because ${count} rows in a row ended with: ${error.message}`, error);
  }

  #fail(reason: HefflBulkError["reason"], message: string, cause: unknown): void {
    const next = "Run it again when that is fixed; what was sent is kept.";
    const why = reason === "journal" ? `${message}: ${(cause as Error).message}.` : message;
    this.#failure ??= new HefflBulkError(reason, `${why} ${next}`, cause);
    this.stop(false);
  }

  #show(): void {
    const { onProgress } = this.options;
    if (onProgress) runSafely(() => onProgress(this.#progress.show(this.#limiter.pausedUntil)));
  }
}
