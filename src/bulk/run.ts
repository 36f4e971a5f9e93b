import { setMaxListeners } from "node:events";
import { own } from "../config/own.ts";
import { HefflError } from "../errors/heffl-error.ts";
import { say } from "../http/log.ts";
import { createdAt } from "../tasks/since.ts";
import type { Task } from "../tasks/types.ts";
import { atOnce } from "./at-once.ts";
import { HefflBulkError } from "./bulk-error.ts";
import type { Since } from "./find-by-keys.ts";
import type { Journal } from "./journal.ts";
import type { RowEnd } from "./journal-lines.ts";
import type { KeyedRow } from "./keys.ts";
import { Limiter } from "./limiter.ts";
import { meaningOf } from "./outcome-of.ts";
import { paced, TURN } from "./paced.ts";
import { Progress } from "./progress.ts";
import { allFromJournal, type Ended, fromJournal, result, type Unknown } from "./row-result.ts";
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

/** How many times in a row the key isn't accepted, or there is no connection, before the run stops. */
const MAX_TROUBLES = 3;
/** How often a row is sent that couldn't be sent for want of a connection. */
const MAX_TRIES = 5;
/** The wait before it is sent a second time, in ms; it doubles. */
const FIRST_WAIT_MS = 250;

/** Sends the rows, some at a time, and settles at the end those whose outcome is unknown. */
export class Run<CF> {
  readonly heffl: BulkClient<CF>;
  readonly options: BulkOptions;
  /** Ends the run when what is under way is settled. */
  readonly gently = new AbortController();
  /** Ends what is under way too. */
  readonly atOnce = new AbortController();
  /** Whether created tasks came back with their keys; undefined when there is none yet. */
  keepsKeys: boolean | undefined;
  readonly #journal: Journal;
  readonly #concurrency: number;
  readonly #total: number | undefined;
  readonly #limiter: Limiter;
  readonly #progress: Progress;
  readonly #unknown: Unknown<CF>[] = [];
  /** The newest `createdAt` of a created task: a row that is sent now can't have been created before. */
  #latest: number | undefined;
  #troubles = { kind: "", count: 0 };
  #failure: HefflBulkError | undefined;
  /** How many rows were begun to be sent. */
  #begun = 0;

  constructor({ heffl, journal, options, concurrency, perMinute, total }: RunParts<CF>) {
    setMaxListeners(0, this.atOnce.signal); // one for each row under way
    const now = Date.now();
    this.#journal = journal;
    this.#latest = journal.latest;
    this.keepsKeys = journal.keepsKeys;
    this.options = options;
    this.#concurrency = concurrency;
    this.#total = total;
    this.#limiter = new Limiter(
      perMinute,
      journal.sent.map((time) => now - time),
    );
    this.#progress = new Progress(total);
    this.gently.signal.addEventListener("abort", () => this.#limiter.close(), { once: true });
    this.heffl = paced(heffl, this.#limiter, journal, () => this.#show());
  }

  /** @param now whether what is under way is ended too */
  stop(now: boolean): void {
    this.gently.abort();
    if (now) this.atOnce.abort();
  }

  get isEnding(): boolean {
    return this.gently.signal.aborted;
  }

  /** @param again gives the rows a second time, where they can be read twice */
  async *results(
    rows: AsyncGenerator<KeyedRow<CF>, void>,
    again?: () => AsyncGenerator<KeyedRow<CF>, void>,
  ): AsyncGenerator<RowResult<CF>, void> {
    let read = 0;
    let failure: { error: unknown } | undefined;
    try {
      yield* this.tell(rows, (row) => {
        read++;
        return this.#first(row);
      });
    } catch (error) {
      failure = { error }; // of the source; what was sent is settled first
    }
    yield* settle(this, this.#unknown);
    if (this.isEnding && again)
      for await (const row of allFromJournal(again(), this.#journal.rows, read)) yield this.told(row);
    if (failure) throw failure.error;
    if (this.#failure) throw this.#failure;
    if (this.#total !== undefined && read < this.#total && !this.isEnding) {
      const why = `${this.#total} rows were read first, and then ${read}.`;
      throw new HefflBulkError("rows", `${why} A function must give the rows anew each time it is called.`);
    }
  }

  /** Gives the results of rows in the order in which they come. */
  async *tell(
    rows: AsyncGenerator<KeyedRow<CF>, void>,
    work: (row: KeyedRow<CF>) => Promise<RowResult<CF> | undefined>,
  ): AsyncGenerator<RowResult<CF>, void> {
    for await (const row of atOnce(rows, work, this.#concurrency, this.gently)) yield this.told(row);
  }

  /** Counts a row's result. */
  told(row: RowResult<CF>): RowResult<CF> {
    this.#progress.count(row.outcome, !row.fromJournal);
    this.#show();
    return row;
  }

  /** What a row's task carries. A key of ours is told from those of other runs by the journal's ID. */
  keyOf(row: KeyedRow<CF>): string {
    return row.isGiven ? row.key : `${this.#journal.id}:${row.key}`;
  }

  /** What the journal knows of a row is told; else the row is sent. */
  async #first(row: KeyedRow<CF>): Promise<RowResult<CF> | undefined> {
    const known = this.#journal.rows.get(row.key);
    const told = fromJournal(row, known);
    if (known && told?.outcome === "unknown")
      return this.#later({ row, ...known, fromJournal: true, changed: told.changed });
    if (told) return told;
    if (this.#begun++ < (this.options.limit ?? Number.POSITIVE_INFINITY)) return this.send(row);
    return result(row, { outcome: "pending", message: "Not sent: this run has reached its limit." });
  }

  /**
   * Sends a row. Gives undefined when it is settled later.
   *
   * @param before since when a task of this row may exist already. Then no failure can make it certain that there is none
   */
  async send(row: KeyedRow<CF>, before?: Since): Promise<RowResult<CF> | undefined> {
    for (let failed = 0; ; ) {
      let end: (() => void) | undefined;
      try {
        // Before the intent: a row that waits for its turn isn't on its way.
        end = await this.#limiter.take(false, this.atOnce.signal);
      } catch {
        if (before) return this.#later({ row, ...before, fromJournal: true, changed: false });
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
          return this.#later({ row, ...since, error, message, fromJournal: false, changed: false });
        return result(row, { outcome, error, message, taskId, duplicates });
      } finally {
        end();
      }
    }
  }

  #create(row: KeyedRow<CF>): Promise<{ task: Task<CF> }> {
    const key = this.heffl.idempotencyField === undefined ? {} : { idempotencyKey: this.keyOf(row) };
    return this.heffl.tasks.createWithResponse(row.task, { signal: this.atOnce.signal, ...key });
  }

  #later(unknown: Unknown<CF>): undefined {
    this.#unknown.push(unknown);
  }

  /** A row's task exists, or several, the oldest first. */
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
    const ended: Ended<CF> = { outcome, task, taskId: task.id, taskNumber: task.number, duplicates, changed };
    return result(row, ended);
  }

  /** What can't be written is told all the same, and nothing more is sent. */
  async #write(row: KeyedRow<CF>, outcome: RowEnd): Promise<void> {
    try {
      await this.#journal.end(row.key, outcome);
    } catch (cause) {
      this.#fail("journal", "The journal can't be written, so nothing more is sent", cause);
    }
  }

  #note(trouble: "key" | "network" | undefined, error: HefflError): void {
    const count = this.#troubles.kind === trouble ? this.#troubles.count + 1 : 1;
    this.#troubles = { kind: trouble ?? "", count };
    if (trouble === undefined || count < MAX_TROUBLES || this.isEnding) return;
    this.#fail(trouble, `Stopped, because ${count} rows in a row ended with: ${error.message}`, error);
  }

  #fail(reason: HefflBulkError["reason"], message: string, cause: unknown): void {
    const next = "Run it again when that is mended; what was sent is kept.";
    const why = reason === "journal" ? `${message}: ${(cause as Error).message}.` : message;
    this.#failure ??= new HefflBulkError(reason, `${why} ${next}`, cause);
    this.stop(false);
  }

  #show(): void {
    const { onProgress } = this.options;
    if (onProgress) say(() => onProgress(this.#progress.show(this.#limiter.pausedUntil)));
  }
}
