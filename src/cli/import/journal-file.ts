import { existsSync } from "node:fs";
import { rename } from "node:fs/promises";
import { CliError } from "../exit.ts";

/** Where the journal of a file is. */
export const journalOf = (file: string): string => `${file}.heffl-journal.ndjson`;

/**
 * Renames a journal, so that a new one is begun. Resolves with its new name; undefined if there was none. Throws a
 * {@link CliError}.
 */
export async function setAside(journal: string): Promise<string | undefined> {
  if (!existsSync(journal)) return undefined;
  // Another run may be writing to it. Whether a lock is stale is checked only when a run opens the journal.
  if (existsSync(`${journal}.lock`))
    throw new CliError(
      `${journal} is in use, or its run was killed. Run it without --new-journal first. Nothing was sent.`,
    );
  const old = `${journal.replace(/\.ndjson$/, "")}.${new Date().toISOString().replaceAll(/[:.]/g, "-")}.ndjson`;
  try {
    await rename(journal, old);
  } catch (error) {
    throw new CliError(`${journal} can't be renamed: ${(error as Error).message}. Nothing was sent.`);
  }
  return old;
}
