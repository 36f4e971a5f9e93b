import type { HefflOptions } from "../client.ts";
import type { HefflError } from "../errors/heffl-error.ts";
import type { Tasks } from "../tasks/tasks.ts";
import type { AnyCustomFields, Task, TaskInput } from "../tasks/types.ts";

/** The part of a client that a run uses. A `Heffl` has all of it. */
export interface BulkClient<CF> {
  readonly tasks: Tasks<CF>;
  readonly baseUrl: string;
  readonly idempotencyField: string | undefined;
  withOptions(changes: HefflOptions): BulkClient<CF>;
}

/** A task to create. */
export interface BulkRow<CF = AnyCustomFields> {
  task: TaskInput<CF>;
  /**
   * Identifies the row in later runs, and is the key that its task carries in the client's `idempotencyField`. No two rows may
   * have the same key.
   *
   * @default the key that the task has in that field, else a hash of `content`, with a number if an earlier row is equal. The
   * task carries such a hash after the journal's ID.
   */
  key?: string | undefined;
  /**
   * The original row, before a task was made from it. It is compared with an earlier run's to see whether the row has changed.
   *
   * @default the task
   */
  content?: unknown;
}

type Rows<CF> = Iterable<BulkRow<CF>> | AsyncIterable<BulkRow<CF>>;

/** The rows. With a journal they are read twice, so they must be a list, or a function that returns them anew each time. */
export type BulkSource<CF = AnyCustomFields> = Rows<CF> | (() => Rows<CF>);

export interface BulkOptions {
  /**
   * The path of a file that keeps the outcome of each row. If the run is interrupted, run it again with the same file: it
   * continues where it stopped.
   *
   * @default none: an interrupted run can't be continued
   * @example createMany(heffl, rows, { journal: "leads.heffl-journal.ndjson" })
   */
  journal?: string | undefined;
  /**
   * Whatever else the tasks depend on, as JSON: options of your own program, for example. A journal that was begun with another
   * shape is refused.
   *
   * @default none
   * @example createMany(heffl, rows, { journal, shape: { timeZone: "Europe/Vienna" } })
   */
  shape?: Record<string, unknown> | undefined;
  /**
   * The most rows that are under way at the same time, from 1 to 1,000.
   *
   * @default 4
   * @example createMany(heffl, rows, { concurrency: 1 })
   */
  concurrency?: number | undefined;
  /**
   * The most requests in any 60 seconds, lookups included, up to 1,000,000; 0 for no limit. A wait that the server asks for is
   * always kept. This replaces the client's `beforeRequest` and `maxRetries`.
   *
   * @default 60
   * @example createMany(heffl, rows, { requestsPerMinute: 30 })
   */
  requestsPerMinute?: number | undefined;
  /**
   * The most rows that this run sends. The others stay pending, and a later run with the same journal sends them.
   *
   * @default no limit
   * @example createMany(heffl, rows, { journal, limit: 5 })
   */
  limit?: number | undefined;
  /**
   * Sends a row again if its outcome is still unknown after its task was looked for. A task can exist although the list doesn't
   * show it, so this can create it twice. It needs an `idempotencyField`.
   *
   * @default false
   * @example createMany(heffl, rows, { journal, resendUnknown: true })
   */
  resendUnknown?: boolean | undefined;
  /**
   * How long it may take until Heffl's list shows a new task, in ms. A run waits this long after its last row before it looks for
   * the rows whose outcome is unknown.
   *
   * @default 10_000
   * @example createMany(heffl, rows, { journal, listLagMs: 60_000 })
   */
  listLagMs?: number | undefined;
  /**
   * Starts the run even if rows of the journal are missing from the source whose tasks exist or may exist. An edited row without
   * a key counts as missing and as new, so its task is created a second time.
   *
   * @default false
   * @example createMany(heffl, rows, { journal, acceptChanges: true })
   */
  acceptChanges?: boolean | undefined;
  /**
   * Called after each row, and when the server asks for a wait.
   *
   * @default none
   * @example createMany(heffl, rows, { onProgress: ({ created, total }) => console.error(`${created} of ${total}`) })
   */
  onProgress?: ((progress: BulkProgress) => void) | undefined;
  /**
   * Stops the run gently when it is aborted: the rows under way are settled first. `stop()` does the same.
   *
   * @default none
   * @example createMany(heffl, rows, { signal: controller.signal })
   */
  signal?: AbortSignal | undefined;
}

/** The outcome of a row. */
export type RowOutcome =
  /** Its task exists. */
  | "created"
  /** Heffl refused it, or it doesn't match the OpenAPI document. If you correct it, a later run sends it. */
  | "refused"
  /** Its task may exist. Look for it before you create it again. */
  | "unknown"
  /** No task was created. A later run sends it. */
  | "pending";

export interface RowResult<CF = AnyCustomFields> {
  outcome: RowOutcome;
  /** The row's place in the source, from 0. */
  index: number;
  key: string;
  /** The created task, if it was read in this run. */
  task?: Task<CF> | undefined;
  taskId?: string | undefined;
  /** The task's number, as text. */
  taskNumber?: string | undefined;
  /** The IDs of several tasks with the row's key, the oldest first: delete all but one. */
  duplicates?: readonly string[] | undefined;
  /** Why the task wasn't created, or may not have been. */
  error?: HefflError | Error | undefined;
  /** The same as text. A result from the journal has only this. */
  message?: string | undefined;
  /** Whether the result is that of an earlier run, so that nothing was sent in this one. */
  fromJournal: boolean;
  /** Whether the row has changed since its task was created. The task wasn't changed. */
  changed: boolean;
}

export interface BulkProgress {
  /** How many rows there are; undefined if that isn't known before the end. */
  total: number | undefined;
  created: number;
  refused: number;
  unknown: number;
  pending: number;
  /** How many rows were settled in the last minute of this run. */
  rowsPerMinute: number;
  /** How long the remaining rows will take, in ms; undefined if that isn't known. */
  etaMs: number | undefined;
  /** When the wait ends that the server asked for; undefined if there is none. */
  waitingUntil: Date | undefined;
}

/** A run. It can be iterated once, and yields the results in the order in which they are ready. */
export interface BulkRun<CF = AnyCustomFields> extends AsyncIterable<RowResult<CF>> {
  /**
   * Stops the run gently: the rows under way are settled first. A second call stops those too, and leaves those that may have
   * been sent unknown.
   */
  stop(): void;
}
