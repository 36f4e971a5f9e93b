import { pause } from "../http/stop.ts";
import type { Task } from "../tasks/types.ts";
import { asGenerator } from "./concurrently.ts";
import { findByKeys, type Since } from "./find-by-keys.ts";
import type { KeyedRow } from "./keys.ts";
import { stillUnknown, type Unknown } from "./row-result.ts";
import type { BulkClient, BulkOptions, RowResult } from "./types.ts";

/** How many times rows whose outcome is unknown are sent again. */
const MAX_ROUNDS = 3;
/** See {@link BulkOptions.listLagMs}. */
const DEFAULT_LIST_LAG_MS = 10_000;

/** The part of a run that is used here. */
export interface Settling<CF> {
  readonly heffl: BulkClient<CF>;
  readonly options: BulkOptions;
  readonly gentleStop: AbortController;
  readonly immediateStop: AbortController;
  readonly isEnding: boolean;
  readonly keepsKeys: boolean | undefined;
  /** Whether another row may be sent in this run. */
  mayBegin(): boolean;
  keyOf(row: KeyedRow<CF>): string;
  send(row: KeyedRow<CF>, before: Since | undefined): Promise<RowResult<CF> | undefined>;
  resultsOf(
    rows: AsyncGenerator<KeyedRow<CF>, void>,
    work: (row: KeyedRow<CF>) => Promise<RowResult<CF> | undefined>,
  ): AsyncGenerator<RowResult<CF>, void>;
  counted(row: RowResult<CF>): RowResult<CF>;
  created(row: KeyedRow<CF>, tasks: Task<CF>[], changed?: boolean): Promise<RowResult<CF>>;
}

/**
 * Looks in the list of tasks for the rows whose outcome is unknown, and with `resendUnknown` sends those again that it doesn't
 * show.
 *
 * @param unknown `run.send` adds the rows to it whose outcome is unknown again
 */
export async function* settle<CF>(run: Settling<CF>, unknown: Unknown<CF>[]): AsyncGenerator<RowResult<CF>, void> {
  const repeated = new Map<KeyedRow<CF>, Since>();
  const created: RowResult<CF>[] = [];
  for (let round = 1; unknown.length > 0; round++) {
    const open = unknown.splice(0);
    const found = await look(
      run,
      open.map(({ row }) => row),
      open,
    );
    const unseen: Unknown<CF>[] = [];
    for (const one of open) {
      const tasks = found?.get(run.keyOf(one.row));
      if (tasks) yield run.counted(await run.created(one.row, tasks, one.changed));
      else unseen.push(one);
    }
    const why = found ? whyNotAgain(run, round) : whyNotFound(run);
    const again: KeyedRow<CF>[] = [];
    for (const one of unseen) {
      const reason = why ?? (run.mayBegin() ? undefined : "It isn't sent again, since this run has reached its limit.");
      if (reason !== undefined) yield run.counted(stillUnknown(one, reason));
      else {
        again.push(one.row);
        repeated.set(one.row, one);
      }
    }
    for await (const row of run.resultsOf(asGenerator(again), (row) => run.send(row, repeated.get(row))))
      created.push(row);
  }
  yield* lookForDuplicates(run, created, repeated);
}

/** Looks once more for the rows that were sent again: both of a row's tasks can be in the list by now. */
async function* lookForDuplicates<CF>(
  run: Settling<CF>,
  created: RowResult<CF>[],
  repeated: Map<KeyedRow<CF>, Since>,
): AsyncGenerator<RowResult<CF>, void> {
  const rows = [...repeated.keys()];
  const byIndex = new Map(rows.map((row) => [row.index, row]));
  const found = created.length > 0 ? await look(run, rows, [...repeated.values()]) : undefined;
  for (const one of created) {
    const row = byIndex.get(one.index);
    const seen = (row && found?.get(run.keyOf(row))) ?? [];
    const tasks = one.task && !seen.some(({ id }) => id === one.taskId) ? [...seen, one.task] : seen;
    yield row && tasks.length > 1 ? run.created(row, tasks) : one;
  }
}

/** The tasks of rows, by key; undefined if the list wasn't read. */
async function look<CF>(
  run: Settling<CF>,
  rows: KeyedRow<CF>[],
  times: readonly Since[],
): Promise<Map<string, Task<CF>[]> | undefined> {
  const field = run.heffl.idempotencyField;
  if (field === undefined || run.isEnding) return undefined;
  await pause(run.options.listLagMs ?? DEFAULT_LIST_LAG_MS, run.gentleStop.signal);
  if (run.isEnding) return undefined;
  const keys = new Set(rows.map((row) => run.keyOf(row)));
  return findByKeys(run.heffl, field, keys, times, run.immediateStop.signal);
}

function whyNotFound<CF>(run: Settling<CF>): string {
  if (run.heffl.idempotencyField === undefined) return "Without an idempotencyField it can't be looked for.";
  return run.isEnding ? "It wasn't looked for, because the run ended." : "The list of tasks couldn't be read.";
}

/** Why a row that the list doesn't show isn't sent again; undefined if it is. */
function whyNotAgain<CF>(run: Settling<CF>, round: number): string | undefined {
  const seen = "The list of tasks doesn't show it, which proves nothing.";
  if (!run.options.resendUnknown || round > MAX_ROUNDS) return seen;
  if (run.keepsKeys) return undefined;
  return run.keepsKeys === false
    ? `${seen} It isn't sent again, because Heffl returned a task without ${run.heffl.idempotencyField}.`
    : `${seen} It isn't sent again before a task has come back with its key in ${run.heffl.idempotencyField}.`;
}
