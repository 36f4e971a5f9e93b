import type { HefflError } from "../errors/heffl-error.ts";
import type { Since } from "./find-by-keys.ts";
import type { RowState } from "./journal-lines.ts";
import type { KeyedRow } from "./keys.ts";
import type { RowResult } from "./types.ts";

/** A row whose task may exist, with the earliest time at which it can have been created. */
export interface Unknown<CF> extends Since {
  row: KeyedRow<CF>;
  error?: HefflError | undefined;
  message?: string | undefined;
  /** Whether nothing was sent for it in this run. */
  fromJournal: boolean;
  /** Whether the row's content has changed since it was sent. */
  changed: boolean;
}

/** How a row ended, without its place and key. */
export type Ended<CF> = Omit<Partial<RowResult<CF>>, "outcome"> & Pick<RowResult<CF>, "outcome">;

export const result = <CF>({ index, key }: KeyedRow<CF>, ended: Ended<CF>): RowResult<CF> => ({
  index,
  key,
  fromJournal: false,
  changed: false,
  ...ended,
});

/** @param why a sentence to add to the message */
export function stillUnknown<CF>({ row, error, message, fromJournal }: Unknown<CF>, why: string): RowResult<CF> {
  const sent = message ?? "The run was cut off while this row was being sent. Its task may exist.";
  return result(row, { outcome: "unknown", error, message: `${sent} ${why}`, fromJournal });
}

/** The result of a row from the journal; undefined if the row has to be sent. */
export function fromJournal<CF>(row: KeyedRow<CF>, known: RowState | undefined): RowResult<CF> | undefined {
  if (known === undefined || known.outcome === "pending") return undefined;
  const { outcome, taskId, number, message, duplicates } = known;
  const changed = known.content !== row.hash;
  if (outcome === "refused" && changed) return undefined;
  return result(row, { outcome, taskId, taskNumber: number, message, duplicates, fromJournal: true, changed });
}

/** The results from the journal for all rows from `first` on. */
export async function* allFromJournal<CF>(
  rows: AsyncGenerator<KeyedRow<CF>, void>,
  states: ReadonlyMap<string, RowState>,
  first: number,
): AsyncGenerator<RowResult<CF>, void> {
  if (states.size === 0) return;
  for await (const row of rows) {
    const known = row.index < first ? undefined : fromJournal(row, states.get(row.key));
    if (known) yield known;
  }
}
