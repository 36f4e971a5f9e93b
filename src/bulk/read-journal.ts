import type { FileHandle } from "node:fs/promises";
import { HefflBulkError } from "./bulk-error.ts";
import type { Entry, Header, RowState } from "./journal-lines.ts";

interface ReadJournal {
  /** Undefined for a new journal. */
  header: Header | undefined;
  rows: Map<string, RowState>;
  sent: number[];
  /** How much of the file is whole lines, in bytes. */
  length: number;
}

/** How many of the last requests are remembered: more than fit into the time that counts. */
const MAX_SENT = 10_000;

/** Reads a journal line by line, so that a large one doesn't fill the memory. */
export async function readJournal(file: FileHandle, path: string): Promise<ReadJournal> {
  const journal: ReadJournal = { header: undefined, rows: new Map(), sent: [], length: 0 };
  let number = 0;
  for await (const line of wholeLines(file)) {
    number++;
    journal.length += line.length + 1;
    let entry: object;
    try {
      entry = JSON.parse(line.toString("utf8")) as object;
      if (number === 1) journal.header = checkHeader(entry);
      else enter(entry as Entry, journal);
    } catch {
      const what =
        number === 1 ? "isn't a journal of this package, or of a later version" : `can't be read in line ${number}`;
      throw new HefflBulkError("journal", `The file ${path} ${what}. Take another journal.`);
    }
  }
  return journal;
}

function enter(entry: Entry, { rows, sent }: ReadJournal): void {
  const time = Date.parse(entry.sent ?? entry.read ?? "");
  if (!Number.isNaN(time) && sent.push(time) > MAX_SENT) sent.splice(0, MAX_SENT / 2);
  if (entry.row === undefined) return;
  const before = rows.get(entry.row);
  if (entry.sent !== undefined) {
    // What is unknown stays so from the first time on.
    const sentAt = before?.outcome === "unknown" ? Math.min(before.sentAt, time) : time;
    rows.set(entry.row, { outcome: "unknown", content: entry.content ?? "", sentAt });
    return;
  }
  if (before === undefined || entry.outcome === undefined) throw new Error("An outcome of what was never sent.");
  const { outcome, taskId, number, message } = entry;
  rows.set(entry.row, {
    outcome,
    content: before.content,
    sentAt: before.sentAt,
    ...(taskId !== undefined && { taskId }),
    ...(number !== undefined && { number }),
    ...(message !== undefined && { message }),
  });
}

function checkHeader(entry: object): Header {
  const { journal, version, id } = entry as Partial<Header>;
  if (journal !== "heffl-client" || version !== 1 || typeof id !== "string") throw new Error("Another file.");
  return entry as Header;
}

/** The lines that have an end. */
async function* wholeLines(file: FileHandle): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  const buffer = Buffer.alloc(256 * 1024);
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    const bytes = Buffer.concat([rest, buffer.subarray(0, bytesRead)]);
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      yield bytes.subarray(from, end);
      from = end + 1;
    }
    rest = Buffer.from(bytes.subarray(from));
  }
}
