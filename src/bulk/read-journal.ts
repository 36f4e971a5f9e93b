import type { FileHandle } from "node:fs/promises";
import { HefflBulkError } from "./bulk-error.ts";
import type { Entry, Header, RowState } from "./journal-lines.ts";

export interface ReadJournal {
  /** Undefined for a new journal. */
  header: Header | undefined;
  rows: Map<string, RowState>;
  /** When the last requests ended, in ms since 1970. One that has no end counts as ended with the journal's last line. */
  sent: number[];
  /** The newest `createdAt` of a task that a row has created, in ms since 1970. */
  latest: number | undefined;
  /** Whether Heffl returned the created tasks with their keys; undefined if none was created yet. */
  keepsKeys: boolean | undefined;
  /** The length of the file up to the end of its last complete line, in bytes. */
  length: number;
}

/** How many of the last requests are kept. Heffl's limit for a minute is far lower. */
const MAX_SENT = 10_000;

/** Reads a journal line by line, so that a large one doesn't fill the memory. Throws a HefflBulkError for another file. */
export async function readJournal(file: FileHandle, path: string): Promise<ReadJournal> {
  const rows = new Map<string, RowState>();
  const journal: ReadJournal = {
    header: undefined,
    rows,
    sent: [],
    latest: undefined,
    keepsKeys: undefined,
    length: 0,
  };
  const requests = new Map<string, number>();
  let last = 0;
  let number = 0;
  for await (const line of wholeLines(file)) {
    number++;
    journal.length += line.length + 1;
    let entry: Entry & Partial<Header>;
    try {
      entry = JSON.parse(line.toString("utf8")) as Entry & Partial<Header>;
      if (number === 1) journal.header = checkHeader(entry);
      else enter(entry, journal);
    } catch {
      throw new HefflBulkError("journal", refusal(path, number));
    }
    const time = Date.parse(entry.at ?? entry.read ?? entry.sent ?? "");
    if (Number.isNaN(time)) continue;
    last = Math.max(last, time);
    // A request that has no end may have been under way until the journal's last line.
    const name = entry.row ?? `read ${number}`;
    requests.delete(name);
    requests.set(name, entry.at === undefined && entry.read === undefined ? Number.POSITIVE_INFINITY : time);
    if (requests.size > MAX_SENT) requests.delete(requests.keys().next().value ?? "");
  }
  if (number === 0) await refuseOther(file, path);
  journal.sent = [...requests.values()].map((time) => Math.min(time, last)).sort((a, b) => a - b);
  return journal;
}

const refusal = (path: string, line: number): string =>
  `The file ${path} ${line === 1 ? "isn't a journal of this package, or of a later version" : `can't be read in line ${line}`}. Take another journal.`;

const BEGINNING = '{"journal":"heffl-client"';

/** A file without a complete line counts as a new journal only if it is empty or begins like a journal. */
async function refuseOther(file: FileHandle, path: string): Promise<void> {
  const buffer = Buffer.alloc(BEGINNING.length);
  const { bytesRead } = await file.read(buffer, 0, buffer.length, 0);
  if (!BEGINNING.startsWith(buffer.toString("utf8", 0, bytesRead)))
    throw new HefflBulkError("journal", refusal(path, 1));
}

function enter(entry: Entry, journal: ReadJournal): void {
  const { rows } = journal;
  const { row, sent, outcome, content = "" } = entry;
  if (row === undefined) return;
  const before = rows.get(row);
  if (sent !== undefined) {
    const { latest } = journal;
    const now = { since: latest ?? Date.parse(sent), isHefflTime: latest !== undefined };
    // If the row was unknown already, its task may exist since it was sent first.
    const { since, isHefflTime } = before?.outcome === "unknown" ? before : now;
    rows.set(row, { outcome: "unknown", content, since, isHefflTime });
    return;
  }
  if (before === undefined || outcome === undefined) throw new Error("An outcome of what was never sent.");
  const { taskId, number, message, duplicates, createdAt, keyed } = entry;
  const time = Date.parse(createdAt ?? "");
  if (!Number.isNaN(time)) journal.latest = Math.max(journal.latest ?? time, time);
  if (keyed !== undefined) journal.keepsKeys = keyed && journal.keepsKeys !== false;
  rows.set(row, {
    outcome,
    content: before.content,
    since: before.since,
    isHefflTime: before.isHefflTime,
    ...(taskId !== undefined && { taskId }),
    ...(number !== undefined && { number }),
    ...(message !== undefined && { message }),
    ...(duplicates !== undefined && { duplicates }),
  });
}

function checkHeader(entry: Partial<Header>): Header {
  const { journal, version, id } = entry;
  if (journal !== "heffl-client" || version !== 1 || typeof id !== "string") throw new Error("Another file.");
  return entry as Header;
}

/** The complete lines, without one that was cut off at the end of the file. */
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
