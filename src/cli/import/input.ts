import { createWriteStream, rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { CliError } from "../exit.ts";
import { InputError } from "../read/input-error.ts";
import { openTable } from "../read/open-table.ts";
import type { Format, Row, Table } from "../read/table.ts";

/** The rows to import, which can be read several times. */
export interface Input {
  /** The path that the user gave, or "standard input". */
  name: string;
  table: Table;
  /** The rows from the first on. Throws a {@link CliError} when the file has changed since it was opened, or can't be read. */
  rows(): AsyncGenerator<Row, void>;
  close(): Promise<void>;
}

/** Opens a file, or first copies stdin to a temporary file. Throws a {@link CliError}. */
export async function openInput(path: string, format: Format | undefined): Promise<Input> {
  if (path !== "-") return open(path, path, format, async () => {});
  const folder = await mkdtemp(join(tmpdir(), "heffl-import-"));
  const close = async () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", close); // also when it is interrupted
  try {
    const file = join(folder, "stdin");
    await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }));
    return await open(file, "standard input", format, close);
  } catch (error) {
    await close();
    if (error instanceof CliError) throw error;
    throw new CliError(
      `What comes on stdin can't be kept in ${folder}: ${(error as Error).message}. Nothing was sent.`,
    );
  }
}

async function open(
  path: string,
  name: string,
  format: Format | undefined,
  close: () => Promise<void>,
): Promise<Input> {
  const table = await withCliErrors(name, () => openTable(path, { format, name }));
  return {
    name,
    table,
    close,
    async *rows() {
      const rows = table.rows()[Symbol.asyncIterator]();
      for (;;) {
        const next = await withCliErrors(name, () => rows.next());
        if (next.done) return;
        yield next.value;
      }
    },
  };
}

async function withCliErrors<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputError) throw new CliError(error.message);
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new CliError(`${name} can't be read: ${message}.`);
  }
}
