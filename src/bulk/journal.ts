import { randomUUID } from "node:crypto";
import { type FileHandle, open, realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { Appender } from "./append.ts";
import { HefflBulkError } from "./bulk-error.ts";
import type { Header, RowEnd, RowState, Shape } from "./journal-lines.ts";
import { lock } from "./lock.ts";
import { readJournal } from "./read-journal.ts";

/** The outcomes of the rows, in a file and in memory. */
export interface Journal {
  /** Random, and the same in every run with this journal. */
  readonly id: string;
  readonly rows: ReadonlyMap<string, RowState>;
  /** When the last requests ended, in ms since 1970. */
  readonly sent: readonly number[];
  /** The newest `createdAt` of a task that a row has created, in ms since 1970. */
  readonly latest: number | undefined;
  /** Whether Heffl returned the created tasks with their keys; undefined if none was created yet. */
  readonly keepsKeys: boolean | undefined;
  /** Notes that a row is about to be sent. Await it before you send the row. */
  intend(key: string, content: string): Promise<void>;
  /** Notes how a row ended. */
  end(key: string, outcome: RowEnd): Promise<void>;
  /** Notes a read request, which counts for the rate limit of a later run. */
  noteRead(): void;
  close(): Promise<void>;
}

/** Takes the place of a journal in a run without one: writes nothing. */
export function noJournal(): Journal {
  const done = async () => {};
  const empty = { rows: new Map(), sent: [], latest: undefined, keepsKeys: undefined };
  return { id: randomUUID(), ...empty, intend: done, end: done, noteRead() {}, close: done };
}

/** Opens a journal, or begins one. Throws a HefflBulkError when it can't be used, and leaves the file as it is. */
export async function openJournal(given: string, shape: Shape): Promise<Journal> {
  const path = await realpath(given).catch(() => given); // so that a symbolic link to it has the same lock
  let unlock: (() => Promise<void>) | undefined;
  let file: FileHandle | undefined;
  try {
    unlock = await lock(path);
    file = await open(path, "a+");
    const { header: found, length, ...read } = await readJournal(file, path);
    const header: Header = found ?? { journal: "heffl-client", version: 1, id: randomUUID(), ...shape };
    refuseOtherShape(path, header, shape);
    // Nothing was sent after an incomplete line, because a row is sent only when its line is on the disk.
    await file.truncate(length);
    const lines = new Appender(file, length);
    if (found === undefined) {
      await lines.append(header);
      await syncFolder(path);
    }
    const now = () => new Date().toISOString();
    const release = unlock;
    return {
      id: header.id,
      ...read,
      intend: (row, content) => lines.append({ row, sent: now(), content }, true),
      end: (row, outcome) => lines.append({ row, at: now(), ...outcome }),
      noteRead: () => void lines.append({ read: now() }).catch(() => {}),
      close: () => lines.close().finally(release),
    };
  } catch (error) {
    await file?.close().catch(() => {});
    await unlock?.();
    if (error instanceof HefflBulkError) throw error;
    throw new HefflBulkError("journal", `The journal ${path} can't be used: ${(error as Error).message}.`, error);
  }
}

/** A new file is safe only when its folder is on the disk too. Some systems can't sync a folder. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(dirname(path)).catch(() => undefined);
  await folder?.sync().catch(() => {});
  await folder?.close();
}

function refuseOtherShape(path: string, header: Header, shape: Shape): void {
  const was = partsOf(header);
  const is = partsOf(shape);
  const differs = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (name) => textOf(was[name]) !== textOf(is[name]),
  );
  if (differs.length === 0) return;
  const each = differs.map(
    (name) => `${name} was ${textOf(was[name]) ?? "nothing"} and is ${textOf(is[name]) ?? "nothing"}`,
  );
  const next = "Continue with what it was, or take another journal.";
  throw new HefflBulkError("journal", `The journal ${path} was begun differently: ${each.join("; ")}. ${next}`);
}

/** The parts of a shape by name. */
const partsOf = ({ baseUrl, idempotencyField, shape }: Shape): Record<string, unknown> => ({
  baseUrl,
  idempotencyField,
  ...Object(shape),
});

/** As JSON, with the fields of objects in the order of their names. */
const textOf = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
