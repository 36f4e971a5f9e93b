import type { HefflOptions } from "../client.ts";
import type { HefflError } from "../errors/heffl-error.ts";
import type { Tasks } from "../tasks/tasks.ts";
import type { AnyCustomFields, Task, TaskInput } from "../tasks/types.ts";

/** What is used of a client. */
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
   * By which the row is known in a later run, and which its task carries in the client's `idempotencyField`. No two rows may have
   * the same.
   *
   * @default a hash of `content`, counted among equal rows; the task then carries it behind the run's ID
   */
  key?: string | undefined;
  /**
   * The row as it came, before a task was made of it. It tells whether a row has changed since an earlier run.
   *
   * @default the task
   */
  content?: unknown;
}

type Rows<CF> = Iterable<BulkRow<CF>> | AsyncIterable<BulkRow<CF>>;

/** The rows. A journal needs them twice, so it takes a list, or a function that gives them anew each time. */
export type BulkSource<CF = AnyCustomFields> = Rows<CF> | (() => Rows<CF>);

export interface BulkOptions {
  /**
   * The path of a file that keeps what became of each row. If the run is interrupted, run it again with the same file: it goes on
   * where it was.
   *
   * @default none: an interrupted run can't be continued
   * @example createMany(heffl, rows, { journal: "leads.heffl-journal.ndjson" })
   */
  journal?: string | undefined;
  /**
   * Whatever else decides what the tasks are like: a journal that was begun with something else is refused. Anything that JSON
   * can hold.
   *
   * @default none
   * @example createMany(heffl, rows, { journal, shape: { timeZone: "Europe/Vienna" } })
   */
  shape?: Record<string, unknown> | undefined;
  /**
   * How many rows are under way at the same time.
   *
   * @default 4
   * @example createMany(heffl, rows, { concurrency: 1 })
   */
  concurrency?: number | undefined;
  /**
   * How many requests are sent in any 60 seconds, lookups included; 0 for as many as go. What the server asks for is followed in
   * any case. It takes the place of the client's `beforeRequest` and `maxRetries`.
   *
   * @default 60
   * @example createMany(heffl, rows, { requestsPerMinute: 30 })
   */
  requestsPerMinute?: number | undefined;
  /**
   * How many rows are sent at most in this run. The others stay pending, and a later run with the same journal sends them.
   *
   * @default none
   * @example createMany(heffl, rows, { journal, limit: 5 })
   */
  limit?: number | undefined;
  /**
   * Sends rows again whose outcome is still unknown after they were looked for. A task that the list doesn't show can exist, so
   * this can create it twice. It needs an `idempotencyField`.
   *
   * @default false
   * @example createMany(heffl, rows, { journal, resendUnknown: true })
   */
  resendUnknown?: boolean | undefined;
  /**
   * How long after a create its task may not be in the list of tasks yet, in ms. Rows whose outcome is unknown are looked for that
   * long after the last of them was sent.
   *
   * @default 10_000
   * @example createMany(heffl, rows, { journal, listLagMs: 60_000 })
   */
  listLagMs?: number | undefined;
  /**
   * Goes on although rows are missing from the source whose tasks exist or may exist. An edited row without a key counts as missing
   * and as new, so its task is created a second time.
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
   * Ends the run gently: what is under way is settled first. `stop()` does the same.
   *
   * @default none
   * @example createMany(heffl, rows, { signal: controller.signal })
   */
  signal?: AbortSignal | undefined;
}

/** What became of a row. */
export type RowOutcome =
  /** Its task exists. */
  | "created"
  /** Heffl refused it, or it doesn't fit the document. Correct it, and it is sent in a later run. */
  | "refused"
  /** Its task may exist. Look for it before you do anything else about it. */
  | "unknown"
  /** Nothing was created, and it is sent in a later run. */
  | "pending";

export interface RowResult<CF = AnyCustomFields> {
  outcome: RowOutcome;
  /** The row's place in the source, from 0. */
  index: number;
  key: string;
  /** The created task, where it was read in this run. */
  task?: Task<CF> | undefined;
  taskId?: string | undefined;
  /** The task's number, as text. */
  taskNumber?: string | undefined;
  /** Several tasks with the row's key, the oldest first: delete all but one. */
  duplicates?: readonly string[] | undefined;
  /** Why it wasn't created, or isn't known to be. */
  error?: HefflError | Error | undefined;
  /** The same as text; in a later run only this is there. */
  message?: string | undefined;
  /** Whether this is what an earlier run found out, and nothing was sent in this one. */
  fromJournal: boolean;
  /** Whether the row has changed since its task was created. The task wasn't changed. */
  changed: boolean;
}

export interface BulkProgress {
  /** How many rows there are; undefined where that isn't known before the end. */
  total: number | undefined;
  created: number;
  refused: number;
  unknown: number;
  pending: number;
  /** Rows that were settled in the last minute of this run. */
  rowsPerMinute: number;
  /** How long the rest will take, in ms; undefined where that can't be told. */
  etaMs: number | undefined;
  /** Until when nothing is sent, because the server asks for that; undefined when it doesn't. */
  waitingUntil: Date | undefined;
}

/** A run, whose results come in the order in which they are known. It can be iterated once. */
export interface BulkRun<CF = AnyCustomFields> extends AsyncIterable<RowResult<CF>> {
  /** Ends the run gently: what is under way is settled first. A second call ends that too, and its rows are unknown. */
  stop(): void;
}
