import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openTable } from "../../src/cli/read/open-table.ts";
import type { Format, Problem, Row, Table } from "../../src/cli/read/table.ts";

/** Writes a file for one test, and returns its path. */
export function fileOf(content: string | Uint8Array, name = "tasks.csv"): string {
  const folder = mkdtempSync(join(tmpdir(), "heffl-read-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

export interface Reading {
  table: Table;
  rows: Row[];
  /** The cells of each row. */
  cells: unknown[][];
  problems: Problem[];
}

export async function readPath(path: string, format?: Format): Promise<Reading> {
  const table = await openTable(path, { format });
  const rows: Row[] = [];
  for await (const row of table.rows()) rows.push(row);
  return {
    table,
    rows,
    cells: rows.map((row) => [...row.cells]),
    problems: rows.flatMap((row) => row.problems),
  };
}

/** What a file of this content is read as. */
export const read = (content: string | Uint8Array, name?: string, format?: Format): Promise<Reading> =>
  readPath(fileOf(content, name), format);

/** Why a file of this content can't be read, without the path of its folder. */
export async function refusal(content: string | Uint8Array, name = "tasks.csv", format?: Format): Promise<string> {
  const path = fileOf(content, name);
  return refusalOf(path, format);
}

export async function refusalOf(path: string, format?: Format): Promise<string> {
  try {
    await readPath(path, format);
  } catch (error) {
    if (error instanceof Error && error.name === "InputError")
      return error.message.replace(/^.*\/(?=[^/]*?(:|, line))/, "");
    throw error;
  }
  throw new Error("The file was read.");
}
