import { HefflError } from "../errors/heffl-error.ts";
import type { Task } from "../tasks/types.ts";
import { atOnce, each, wait } from "./at-once.ts";
import { HefflBulkError } from "./bulk-error.ts";
import { findByKeys } from "./find-by-keys.ts";
import type { Journal } from "./journal.ts";
import type { KeyedRow } from "./keys.ts";
import { Limiter } from "./limiter.ts";
import { meaningOf } from "./outcome-of.ts";
import { Progress } from "./progress.ts";
import { type Ended, result, stillUnknown, type Unknown } from "./row-result.ts";
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
/** How often rows whose outcome is unknown are sent again. */
const MAX_ROUNDS = 3;
/** How long after a create its task may not be in the list yet, in ms. */
const LIST_LAG_MS = 10_000;

/** Sends the rows, some at a time, and settles at the end those whose outcome is unknown. */
export class Run<CF> {
  readonly #heffl: BulkClient<CF>;
  readonly #journal: Journal;
  readonly #options: BulkOptions;
  readonly #concurrency: number;
  readonly #limiter: Limiter;
  readonly #progress: Progress;
  readonly #gently = new AbortController();
  readonly #atOnce = new AbortController();
  readonly #unknown: Unknown<CF>[] = [];
  #troubles = { kind: "", count: 0 };
  #failure: HefflBulkError | undefined;

  constructor({ heffl, journal, options, concurrency, perMinute, total }: RunParts<CF>) {
    const now = Date.now();
    this.#journal = journal;
    this.#options = options;
    this.#concurrency = concurrency;
    this.#limiter = new Limiter(
      perMinute,
      journal.sent.map((time) => now - time),
    );
    this.#progress = new Progress(total);
    this.#heffl = heffl.withOptions({
      retryUnknown: false,
      maxRetries: 0, // all rows wait together, and the journal knows of it
      beforeRequest: ({ method, signal }) => {
        const isRead = method === "GET";
        if (isRead) journal.noteRead();
        return this.#limiter.take(isRead, signal);
      },
    });
  }

  /** @param atOnce whether what is under way is ended too */
  stop(atOnce: boolean): void {
    this.#gently.abort();
    this.#limiter.close();
    if (atOnce) this.#atOnce.abort();
  }

  get #ending(): boolean {
    return this.#gently.signal.aborted;
  }

  async *results(rows: AsyncGenerator<KeyedRow<CF>, void>): AsyncGenerator<RowResult<CF>, void> {
    try {
      yield* this.#tell(rows, (row) => this.#first(row));
      yield* this.#settleUnknown();
    } finally {
      this.stop(false);
    }
    if (this.#failure) throw this.#failure;
  }

  /** Gives the results of rows in the order in which they come. */
  async *#tell(
    rows: AsyncGenerator<KeyedRow<CF>, void>,
    work: (row: KeyedRow<CF>) => Promise<RowResult<CF> | undefined>,
  ): AsyncGenerator<RowResult<CF>, void> {
    for await (const row of atOnce(rows, work, this.#concurrency, this.#gently)) if (row) yield this.#told(row);
  }

  /** What the journal knows of a row is told; else the row is sent. */
  async #first(row: KeyedRow<CF>): Promise<RowResult<CF> | undefined> {
    const known = this.#journal.rows.get(row.key);
    if (known === undefined || known.outcome === "pending") return this.#send(row);
    const { outcome, taskId, number, message } = known;
    const changed = known.content !== row.hash;
    if (outcome === "unknown") {
      this.#unknown.push({ row, since: known.sentAt, message, fromJournal: true });
      return undefined;
    }
    if (outcome === "refused" && changed) return this.#send(row);
    return result(row, { outcome, taskId, taskNumber: number, message, fromJournal: true, changed });
  }

  /** Sends a row. Gives undefined when it is settled later. */
  async #send(row: KeyedRow<CF>): Promise<RowResult<CF> | undefined> {
    for (let failed = 0; ; ) {
      const since = Date.now();
      try {
        await this.#journal.intend(row.key, row.hash);
      } catch (cause) {
        this.#fail("journal", "The journal can't be written, so nothing more is sent", cause);
        return result(row, { outcome: "pending", error: this.#failure });
      }
      try {
        const { task, rateLimit } = await this.#heffl.tasks.createWithResponse(row.task, {
          signal: this.#atOnce.signal,
          ...(this.#heffl.idempotencyField !== undefined && { idempotencyKey: this.#keyOf(row) }),
        });
        this.#troubles = { kind: "", count: 0 };
        if (rateLimit?.remaining === 0 && rateLimit.resetMs !== undefined) this.#limiter.pause(rateLimit.resetMs);
        return await this.#end(row, { outcome: "created", task, taskId: task.id, taskNumber: task.number });
      } catch (error) {
        if (!(error instanceof HefflError)) throw error;
        const { outcome, waitMs, trouble } = meaningOf(error);
        const stopped = this.#ending && outcome === "pending";
        const message = stopped ? "The run ended before it was sent." : error.message;
        if (waitMs !== undefined && !stopped) {
          this.#limiter.pause(waitMs);
          await this.#write(row, { outcome, message });
          this.#show();
          continue;
        }
        if (trouble === "network" && !stopped && failed < MAX_TRIES) {
          await this.#write(row, { outcome, message });
          await wait(FIRST_WAIT_MS * 2 ** failed++, this.#gently.signal);
          continue;
        }
        this.#note(trouble, error);
        if (outcome === "unknown") {
          await this.#write(row, { outcome, message });
          this.#unknown.push({ row, since, error, message, fromJournal: false });
          return undefined;
        }
        const { taskId } = error;
        const duplicates = "taskIds" in error ? (error.taskIds as string[]) : undefined;
        return await this.#end(row, { outcome, error, message, taskId, duplicates });
      }
    }
  }

  /** What a row's task carries. A key of ours is told from those of other runs by the journal's ID. */
  #keyOf = (row: KeyedRow<CF>): string => (row.isGiven ? row.key : `${this.#journal.id}:${row.key}`);

  /** Looks for all rows whose outcome is unknown, when the list can be expected to show them, and sends them again if told to. */
  async *#settleUnknown(): AsyncGenerator<RowResult<CF>, void> {
    for (let round = 1; this.#unknown.length > 0; round++) {
      const open = this.#unknown.splice(0);
      const found = await this.#look(open);
      const again: KeyedRow<CF>[] = [];
      for (const unknown of open) {
        const tasks = found?.get(this.#keyOf(unknown.row)) ?? [];
        const [task] = tasks;
        if (task) {
          const duplicates = tasks.length > 1 ? tasks.map(({ id }) => id) : undefined;
          const created = { outcome: "created", task, taskId: task.id, taskNumber: task.number, duplicates } as const;
          yield this.#told(await this.#end(unknown.row, created));
        } else if (found && this.#options.resendUnknown && round <= MAX_ROUNDS) again.push(unknown.row);
        else yield this.#told(stillUnknown(unknown, found !== undefined, this.#heffl.idempotencyField !== undefined));
      }
      yield* this.#tell(each(again), (row) => this.#send(row));
    }
  }

  /** The tasks that exist, by their keys; undefined when they weren't read. */
  async #look(open: Unknown<CF>[]): Promise<Map<string, Task<CF>[]> | undefined> {
    const field = this.#heffl.idempotencyField;
    if (field === undefined || this.#ending) return undefined;
    const times = open.map(({ since }) => since);
    const latest = times.reduce((a, b) => Math.max(a, b));
    await wait(Math.min(LIST_LAG_MS, latest + LIST_LAG_MS - Date.now()), this.#gently.signal);
    if (this.#ending) return undefined;
    const keys = new Set(open.map(({ row }) => this.#keyOf(row)));
    const since = times.reduce((a, b) => Math.min(a, b));
    return findByKeys(this.#heffl, field, keys, since, this.#atOnce.signal);
  }

  /** Writes what became of a row, and gives its result. */
  async #end(row: KeyedRow<CF>, ended: Ended<CF>): Promise<RowResult<CF>> {
    const { outcome, taskId, taskNumber: number, message } = ended;
    await this.#write(row, { outcome, taskId, number, message });
    return result(row, ended);
  }

  /** What can't be written is told all the same, and nothing more is sent. */
  async #write(row: KeyedRow<CF>, outcome: Parameters<Journal["end"]>[1]): Promise<void> {
    try {
      await this.#journal.end(row.key, outcome);
    } catch (cause) {
      this.#fail("journal", "The journal can't be written, so nothing more is sent", cause);
    }
  }

  #note(trouble: "key" | "network" | undefined, error: HefflError): void {
    if (trouble === undefined || this.#ending) return;
    const count = this.#troubles.kind === trouble ? this.#troubles.count + 1 : 1;
    this.#troubles = { kind: trouble, count };
    if (count < MAX_TROUBLES) return;
    this.#fail(trouble, `Stopped, because ${count} rows in a row ended with: ${error.message}`, error);
  }

  #fail(reason: HefflBulkError["reason"], message: string, cause: unknown): void {
    const next = "Run it again when that is mended; what was sent is kept.";
    const why = reason === "journal" ? `${message}: ${(cause as Error).message}.` : message;
    this.#failure ??= new HefflBulkError(reason, `${why} ${next}`, cause);
    this.stop(false);
  }

  #told(row: RowResult<CF>): RowResult<CF> {
    this.#progress.count(row.outcome, !row.fromJournal);
    this.#show();
    return row;
  }

  #show(): void {
    this.#options.onProgress?.(this.#progress.show(this.#limiter.pausedUntil));
  }
}
