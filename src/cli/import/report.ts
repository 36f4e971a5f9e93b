import { createWriteStream, existsSync, rmSync, statSync } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify";
import type { RowOutcome } from "../../bulk.ts";
import { CliError, EXIT } from "../exit.ts";
import type { Input } from "./input.ts";
import type { Sent } from "./run.ts";

/** The result of a row in the report. */
export interface ReportedRow extends Omit<Sent, "outcome"> {
  outcome: RowOutcome | "invalid";
}

const COLUMNS = ["heffl_outcome", "heffl_task_id", "heffl_task_number", "heffl_error"];

/** A CSV file with the input's rows and the result of each. */
export interface Report {
  /** Writes a temporary file, and then renames it. Throws a {@link CliError}. */
  write(input: Input, resultOf: (place: number) => ReportedRow): Promise<void>;
  /** Removes the temporary file. */
  discard(): Promise<void>;
}

/** Makes sure that a report can be written, before anything is sent. Throws a {@link CliError}. */
export async function openReport(path: string): Promise<Report> {
  const part = `${path}.${process.pid}.part`;
  try {
    if (existsSync(path) && !statSync(path).isFile()) throw new Error("it isn't a regular file");
    await (await open(part, "w")).close();
  } catch (error) {
    throw new CliError(`The report can't be written to ${path}: ${(error as Error).message}. Nothing was sent.`);
  }
  process.once("exit", () => rmSync(part, { force: true })); // also when it is interrupted
  return {
    discard: () => rm(part, { force: true }),
    async write(input, resultOf) {
      const { columns, delimiter } = input.table;
      // A spreadsheet runs a cell that begins with =, +, - or @. With a byte order mark it reads the file as UTF-8.
      const csv = stringify({ delimiter, bom: true, escape_formulas: true, record_delimiter: "windows" });
      try {
        await pipeline(Readable.from(lines(input, columns, resultOf)), csv, createWriteStream(part));
        await rename(part, path);
      } catch (error) {
        await rm(part, { force: true });
        const why = (error as Error).message.replace(/\.$/, "");
        const next =
          "The journal has what became of each row: the same command, without --new-journal, writes the report again.";
        throw new CliError(`The report can't be written to ${path}: ${why}. ${next}`, EXIT.stopped);
      }
    },
  };
}

async function* lines(
  input: Input,
  columns: readonly string[],
  resultOf: Parameters<Report["write"]>[1],
): AsyncGenerator<string[], void> {
  yield [...columns, ...COLUMNS];
  let place = 0;
  for await (const { cells } of input.rows()) {
    const { outcome, taskId = "", taskNumber = "", message = "" } = resultOf(place++);
    yield [...columns.map((_, index) => cellText(cells[index])), outcome, taskId, taskNumber, message];
  }
}

const cellText = (cell: unknown): string =>
  cell === undefined ? "" : typeof cell === "string" ? cell : JSON.stringify(cell);
