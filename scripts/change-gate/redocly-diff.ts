import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { CommandError } from "../lib/command.ts";
import type { Json } from "../lib/document.ts";
import type { Change, Impact } from "./change.ts";

const CLI = fileURLToPath(new URL("../../node_modules/@redocly/cli/bin/cli.js", import.meta.url));
const CONFIG = fileURLToPath(new URL("redocly.yaml", import.meta.url));

/** What `redocly diff` finds, a document's version aside. */
export async function redoclyDiff(base: Json, revision: Json): Promise<Change[]> {
  const folder = await mkdtemp(join(tmpdir(), "heffl-diff-"));
  try {
    const files = [join(folder, "base.json"), join(folder, "revision.json")] as const;
    await Promise.all([writeFile(files[0], JSON.stringify(base)), writeFile(files[1], JSON.stringify(revision))]);
    return read(await run(...files));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function run(...files: string[]): Promise<string> {
  const args = [CLI, "diff", ...files, `--config=${CONFIG}`, "--format=json", "--fail-on=none"];
  const env = { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, args, { env, maxBuffer: 2 ** 28 });
    return stdout;
  } catch (error) {
    throw new CommandError(`redocly diff couldn't compare the documents:\n${(error as { stderr?: string }).stderr}`);
  }
}

function read(report: string): Change[] {
  const { changes } = JSON.parse(report) as { changes: Reported[] };
  return changes
    .filter(({ typeName, property }) => !(typeName === "Info" && property === "version"))
    .map(({ impact, kind, typeName, property, verdicts, base, revision }) => ({
      impact,
      pointer: (revision ?? base)?.pointer ?? "#",
      what: verdicts.map(({ message }) => message).join(" ") || `${property ?? typeName} ${kind}.`,
    }));
}

/** As far as it is used: the report has no published schema yet. */
interface Reported {
  impact: Impact;
  kind: "added" | "modified" | "removed";
  typeName: string;
  property?: string;
  verdicts: { message: string }[];
  base?: { pointer: string };
  revision?: { pointer: string };
}
