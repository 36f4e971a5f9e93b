import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import type { RowOutcome, RowResult } from "../../bulk.ts";
import { CliError, EXIT } from "../exit.ts";
import type { Input } from "./input.ts";

/** What became of a row, for the report. */
export interface Told extends Pick<RowResult, "taskId" | "taskNumber" | "message"> {
  outcome: RowOutcome | "invalid";
}

const COLUMNS = ["heffl_outcome", "heffl_task_id", "heffl_task_number", "heffl_error"];

/** The input's rows with what became of each, as CSV. */
export interface Report {
  /** Writes it beside its place, and then moves it there. Throws a {@link CliError}. */
  write(input: Input, tell: (place: number) => Told): Promise<void>;
  /** Removes what was begun. */
  discard(): Promise<void>;
}

/** Makes sure that a report can be written, before anything is sent. Throws a {@link CliError}. */
export async function openReport(path: string): Promise<Report> {
  const part = `${path}.${process.pid}.part`;
  try {
    await (await open(part, "w")).close();
  } catch (error) {
    throw new CliError(`The report can't be written to ${path}: ${(error as Error).message}. Nothing was sent.`);
  }
  return {
    discard: () => rm(part, { force: true }),
    async write(input, tell) {
      const { columns, delimiter } = input.table;
      // A spreadsheet runs a cell that begins with =, +, - or @. With a byte order mark it reads the file as UTF-8.
      const csv = stringify({ delimiter, bom: true, escape_formulas: true, record_delimiter: "windows" });
      try {
        await pipeline(Readable.from(lines(input, columns, tell)), csv, createWriteStream(part));
        await rename(part, path);
      } catch (error) {
        await rm(part, { force: true });
        const why = `The report can't be written to ${path}: ${(error as Error).message}.`;
        throw new CliError(`${why} Nothing is lost: the same command writes it again.`, EXIT.stopped);
      }
    },
  };
}

async function* lines(
  input: Input,
  columns: readonly string[],
  tell: Parameters<Report["write"]>[1],
): AsyncGenerator<string[], void> {
  yield [...columns, ...COLUMNS];
  let place = 0;
  for await (const { cells } of input.rows()) {
    const { outcome, taskId = "", taskNumber = "", message = "" } = tell(place++);
    yield [...columns.map((_, index) => cellText(cells[index])), outcome, taskId, taskNumber, message];
  }
}

const cellText = (cell: unknown): string =>
  cell === undefined ? "" : typeof cell === "string" ? cell : JSON.stringify(cell);
