import { link, open, readFile, rename, unlink } from "node:fs/promises";
import { hostname } from "node:os";
import { HefflBulkError } from "./bulk-error.ts";

/** Who holds a lock. */
interface Holder {
  pid: number;
  host: string;
}

/**
 * Keeps a second run from the same journal: a file beside it, with the process that holds it.
 *
 * @returns what gives it back
 * @throws HefflBulkError when another process holds it, or one on another host may
 */
export async function lock(journal: string): Promise<() => Promise<void>> {
  const path = `${journal}.lock`;
  const text = `${JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder)}\n`;
  for (;;) {
    if (await create(path, text)) return () => unlink(path).catch(() => {});
    const found = await readFile(path, "utf8").catch(() => undefined);
    if (found === undefined) continue; // it was given back meanwhile
    refuseIfHeld(path, found);
    await takeAway(path, found);
  }
}

async function create(path: string, text: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    await file.writeFile(text).finally(() => file.close());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw new HefflBulkError("journal", `The journal can't be locked: ${(error as Error).message}.`, error);
  }
}

function refuseIfHeld(path: string, text: string): void {
  const { pid, host } = parse(text);
  if (host !== hostname()) {
    const by = host === undefined ? "which process holds it can't be read" : `process ${pid} on ${host} holds it`;
    throw new HefflBulkError(
      "journal",
      `The journal is locked, and ${by}. If nothing uses it any more, delete ${path}.`,
    );
  }
  if (isAlive(pid)) {
    const next = `Wait until it has ended. If it isn't such a run, delete ${path}.`;
    throw new HefflBulkError("journal", `Process ${pid} uses this journal. ${next}`);
  }
}

/** Takes away the lock of a process that has ended. Two may do that at once, so it is looked at again when nobody else can. */
async function takeAway(path: string, stale: string): Promise<void> {
  const aside = `${path}.${process.pid}`;
  try {
    await rename(path, aside);
    if ((await readFile(aside, "utf8")) !== stale) await link(aside, path).catch(() => {}); // another's new one
    await unlink(aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

function parse(text: string): Partial<Holder> {
  try {
    return JSON.parse(text) as Holder;
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
