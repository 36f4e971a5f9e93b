import { createWriteStream, rmSync } from "node:fs";
import { mkdtemp, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { CliError } from "../exit.ts";
import { InputError } from "../read/input-error.ts";
import { openTable } from "../read/open-table.ts";
import type { Format, Row, Table } from "../read/table.ts";

/** The rows to import, which can be read several times. */
export interface Input {
  /** As the person calls it. */
  name: string;
  table: Table;
  /** The rows from the first on. Throws a {@link CliError} when the file has changed since it was opened, or can't be read. */
  rows(): AsyncGenerator<Row, void>;
  close(): Promise<void>;
}

/** Opens a file, or keeps what comes on stdin in a file of its own first. Throws a {@link CliError}. */
export async function openInput(path: string, format: Format | undefined): Promise<Input> {
  if (path !== "-") return open(path, path, format, async () => {});
  const folder = await mkdtemp(join(tmpdir(), "heffl-import-"));
  const close = async () => rmSync(folder, { recursive: true, force: true });
  process.once("exit", close); // also when it is interrupted
  try {
    const file = join(folder, "stdin");
    await pipeline(process.stdin, createWriteStream(file, { mode: 0o600 }));
    return await open(file, "stdin", format, close);
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
  const table = await told(path, name, () => openTable(path, { format }));
  const before = await version(path);
  return {
    name,
    table,
    close,
    async *rows() {
      const changed = new CliError(`${name} has changed while it was read. Run it again when nothing writes to it.`);
      if ((await version(path)) !== before) throw changed;
      const rows = table.rows()[Symbol.asyncIterator]();
      for (;;) {
        const next = await told(path, name, () => rows.next());
        if (next.done) break;
        yield next.value;
      }
      if ((await version(path)) !== before) throw changed;
    },
  };
}

/** Two versions of a file differ in one of these. */
async function version(path: string): Promise<string> {
  const { dev, ino, size, mtimeMs } = await stat(path);
  return [dev, ino, size, mtimeMs].join(" ");
}

async function told<T>(path: string, name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputError) throw new CliError(`${error.message.replace(path, name)}`);
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new CliError(`${name} can't be read: ${message}.`);
  }
}
