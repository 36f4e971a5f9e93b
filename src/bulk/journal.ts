import { randomUUID } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import { Appender } from "./append.ts";
import { HefflBulkError } from "./bulk-error.ts";
import type { Header, Outcome, RowState, Shape } from "./journal-lines.ts";
import { lock } from "./lock.ts";
import { readJournal } from "./read-journal.ts";

/** What became of each row, on disk and here. */
export interface Journal {
  /** Random, and the same in every run with this journal. */
  readonly id: string;
  readonly rows: ReadonlyMap<string, RowState>;
  /** When requests were sent lately, in ms since 1970. */
  readonly sent: readonly number[];
  /** To be awaited before the row is sent. */
  intend(key: string, content: string): Promise<void>;
  end(key: string, outcome: Outcome): Promise<void>;
  /** Notes a request that isn't a row's, for the pace of a later run. */
  noteRead(): void;
  close(): Promise<void>;
}

/** A run's memory that nobody else sees, for a run without a journal. */
export function noJournal(): Journal {
  const done = async () => {};
  return { id: randomUUID(), rows: new Map(), sent: [], intend: done, end: done, noteRead() {}, close: done };
}

/** Opens a journal, or begins one. Throws a HefflBulkError when it can't be used, and leaves it as it is. */
export async function openJournal(path: string, shape: Shape): Promise<Journal> {
  const unlock = await lock(path);
  let file: FileHandle | undefined;
  try {
    file = await open(path, "a+");
    const read = await readJournal(file, path);
    const header = read.header ?? { journal: "heffl-client", version: 1, id: randomUUID(), ...shape };
    refuseOtherShape(path, header, shape);
    // A line that broke off was never told to anybody.
    await file.truncate(read.length);
    const lines = new Appender(file);
    if (read.header === undefined) await lines.append(header);
    const now = () => new Date().toISOString();
    return {
      id: header.id,
      rows: read.rows,
      sent: read.sent,
      intend: (row, content) => lines.append({ row, sent: now(), content }),
      end: (row, outcome) => lines.append({ row, at: now(), ...outcome }),
      noteRead: () => void lines.append({ read: now() }).catch(() => {}),
      close: () => lines.close().finally(unlock),
    };
  } catch (error) {
    await file?.close().catch(() => {});
    await unlock();
    if (error instanceof HefflBulkError) throw error;
    throw new HefflBulkError("journal", `The journal ${path} can't be used: ${(error as Error).message}.`, error);
  }
}

function refuseOtherShape(path: string, header: Header, shape: Shape): void {
  const names = ["baseUrl", "idempotencyField", "shape"] as const;
  const differs = names.filter((name) => JSON.stringify(header[name]) !== JSON.stringify(shape[name]));
  if (differs.length === 0) return;
  const each = differs.map((name) => {
    return `${name} was ${JSON.stringify(header[name])} and is ${JSON.stringify(shape[name])}`;
  });
  const next = "Continue with what it was, or take another journal.";
  throw new HefflBulkError("journal", `The journal ${path} was begun differently: ${each.join("; ")}. ${next}`);
}
