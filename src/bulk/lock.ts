import { randomUUID } from "node:crypto";
import { link, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { HefflBulkError } from "./bulk-error.ts";

/** Who holds a lock. */
interface Holder {
  pid: number;
  host: string;
  /** Tells two runs of one process apart. */
  id: string;
}

/**
 * The locks that this process holds or asks for. A lock file with this process's number isn't proof: an earlier process may have
 * had it.
 */
const HELD = new Set<string>();
/** How long another process may need to remove the same stale lock, in ms. */
const TAKING_MS = 200;

/**
 * Locks a journal against a second run, with a file beside it that names the process.
 *
 * @returns a function that releases the lock
 * @throws HefflBulkError when another process holds it, or one on another host may
 */
export async function lock(journal: string): Promise<() => Promise<void>> {
  const path = `${journal}.lock`;
  const id = randomUUID();
  const text = `${JSON.stringify({ pid: process.pid, host: hostname(), id } satisfies Holder)}\n`;
  HELD.add(id);
  try {
    await acquire(path, text, id);
  } catch (error) {
    HELD.delete(id);
    throw error;
  }
  return async () => {
    HELD.delete(id);
    await unlink(path).catch(() => {});
  };
}

async function acquire(path: string, text: string, id: string): Promise<void> {
  for (let removed = false; ; ) {
    if (await create(path, text)) {
      if (!removed) return;
      // Two processes may remove the same stale lock, and the slower one then removes the other's new lock. So wait, and check.
      await new Promise((resolve) => setTimeout(resolve, TAKING_MS));
      if ((await read(path)) === text) return;
    }
    const found = await read(path);
    if (found === undefined) continue; // it was released meanwhile
    refuseIfHeld(path, found);
    await removeStale(path, found, id);
    removed = true;
  }
}

/** Creates the file with its text in one step, so that no process sees it empty. Resolves with false if it exists already. */
async function create(path: string, text: string): Promise<boolean> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await writeFile(aside, text);
    await link(aside, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    await unlink(aside).catch(() => {});
  }
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

function refuseIfHeld(path: string, text: string): void {
  const { pid, host, id } = parse(text);
  if (host !== hostname()) {
    const by = host === undefined ? "which process holds it can't be read" : `process ${pid} on ${host} holds it`;
    throw new HefflBulkError(
      "journal",
      `The journal is locked, and ${by}. If nothing uses it any more, delete ${path}.`,
    );
  }
  if (pid === process.pid ? HELD.has(id ?? "") : isAlive(pid)) {
    const next = `Wait until it has ended. If it isn't such a run, delete ${path}.`;
    throw new HefflBulkError("journal", `Process ${pid} uses this journal. ${next}`);
  }
}

/** Removes the lock of a process that has ended, and puts it back if another process holds it by now. */
async function removeStale(path: string, stale: string, id: string): Promise<void> {
  const aside = `${path}.${id}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, "utf8")) !== stale) await link(aside, path).catch(() => {});
    await unlink(aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function parse(text: string): Partial<Holder> {
  try {
    return (JSON.parse(text) as Holder | null) ?? {};
  } catch {
    return {};
  }
}

function isAlive(pid: number | undefined): boolean {
  try {
    process.kill(pid ?? Number.NaN, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
