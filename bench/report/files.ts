import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CommandError } from "../../scripts/lib/command.ts";
import { page } from "./page.ts";
import { type Run, runFromJson, runToJson } from "./run.ts";

export const DOCS = fileURLToPath(new URL("../../docs", import.meta.url));

/** The options that decide where a run is written. */
export interface Scope {
  out?: string | undefined;
  targets?: boolean | undefined;
  quick?: boolean | undefined;
  only?: string | undefined;
  parts?: string | undefined;
}

/** Where a run is written: into docs/ only when everything was measured in full, so that no partial run replaces a whole one. */
export function folderToWrite({ out, targets, quick, only, parts }: Scope): string | undefined {
  const isWhole = !targets && !quick && only === undefined && parts === undefined;
  return out ?? (isWhole ? DOCS : undefined);
}

export async function writeRun(folder: string, run: Run): Promise<void> {
  await writeFile(join(folder, "performance.json"), runToJson(run));
  await writePage(folder);
}

/** Writes the page from the JSON file, never from a run in memory, so that it can always be written again. */
export async function writePage(folder: string): Promise<void> {
  const file = join(folder, "performance.json");
  if (!existsSync(file)) throw new CommandError(`${file} doesn't exist. npm run bench measures and writes it.`);
  await writeFile(join(folder, "performance.md"), page(runFromJson(await readFile(file, "utf8"))));
}
