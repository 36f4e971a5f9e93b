import type { HefflError } from "../errors/heffl-error.ts";
import type { KeyedRow } from "./keys.ts";
import type { RowResult } from "./types.ts";

/** A row whose task may exist, and since when, in ms since 1970. */
export interface Unknown<CF> {
  row: KeyedRow<CF>;
  since: number;
  error?: HefflError | undefined;
  message?: string | undefined;
  fromJournal: boolean;
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

/** @param looked whether the list of tasks was read to the end that matters */
export function stillUnknown<CF>(unknown: Unknown<CF>, looked: boolean, hasField: boolean): RowResult<CF> {
  const { row, error, message, fromJournal } = unknown;
  const sent = message ?? "The run was cut off while this row was being sent. Its task may exist.";
  const next = looked
    ? "The list of tasks doesn't show it, which proves nothing."
    : hasField
      ? "The list of tasks wasn't read to its end."
      : "Without an idempotencyField it can't be looked for.";
  return result(row, { outcome: "unknown", error, message: `${sent} ${next}`, fromJournal });
}
