import type { HefflError } from "../errors/heffl-error.ts";
import type { Since } from "./find-by-keys.ts";
import type { RowState } from "./journal-lines.ts";
import type { KeyedRow } from "./keys.ts";
import type { RowResult } from "./types.ts";

/** A row whose task may exist, and since when. */
export interface Unknown<CF> extends Since {
  row: KeyedRow<CF>;
  error?: HefflError | undefined;
  message?: string | undefined;
  /** Whether nothing was sent for it in this run. */
  fromJournal: boolean;
  /** Whether its content is another than when it was sent. */
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

/** @param why what more is to be said of it */
export function stillUnknown<CF>({ row, error, message, fromJournal }: Unknown<CF>, why: string): RowResult<CF> {
  const sent = message ?? "The run was cut off while this row was being sent. Its task may exist.";
  return result(row, { outcome: "unknown", error, message: `${sent} ${why}`, fromJournal });
}

/** What earlier runs found out of a row; undefined when it has to be sent. */
export function fromJournal<CF>(row: KeyedRow<CF>, known: RowState | undefined): RowResult<CF> | undefined {
  if (known === undefined || known.outcome === "pending") return undefined;
  const { outcome, taskId, number, message, duplicates } = known;
  const changed = known.content !== row.hash;
  if (outcome === "refused" && changed) return undefined;
  return result(row, { outcome, taskId, taskNumber: number, message, duplicates, fromJournal: true, changed });
}

/** The same for all rows from a place on. */
export async function* allFromJournal<CF>(
  rows: AsyncGenerator<KeyedRow<CF>, void>,
  known: ReadonlyMap<string, RowState>,
  first: number,
): AsyncGenerator<RowResult<CF>, void> {
  if (known.size === 0) return;
  for await (const row of rows) {
    const told = row.index < first ? undefined : fromJournal(row, known.get(row.key));
    if (told) yield told;
  }
}
