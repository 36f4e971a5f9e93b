import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Json } from "../../scripts/lib/document.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const REDOCLY = "node_modules/@redocly/cli/bin/cli.js";
const SPECTRAL = "node_modules/@stoplight/spectral-cli/dist/index.js";

/** Ids of the rules that each document breaks, in the documents' order. */
export type Linter = (documents: Json[]) => Promise<Set<string>[]>;

// The real commands with the real configuration. One process takes many documents: starting it costs more than a few.
export const redocly: Linter = (documents) =>
  inFolder(documents, async (files) => {
    const args = ["lint", "--config=redocly.yaml", "--format=json", "--max-problems=100000"];
    const { stdout } = await run(REDOCLY, [...args, ...files]);
    // One JSON object a file, with nothing between them.
    const reports = stdout.split(/(?<=^\})(?=\{)/m).map((report) => JSON.parse(report) as RedoclyReport);
    return reports.flatMap(({ problems }) =>
      problems.map(({ ruleId, location }) => ({ rule: ruleId, file: location[0].source.ref })),
    );
  });

export const spectral: Linter = (documents) =>
  inFolder(documents, async (files) => {
    const { stdout } = await run(SPECTRAL, ["lint", "--quiet", "--format=json", ...files]);
    return (JSON.parse(stdout) as SpectralReport).map(({ code, source }) => ({ rule: code, file: source }));
  });

/** Runs a command of this repository as `npm run` would. */
export async function run(script: string, args: string[]): Promise<{ code: number | null; stdout: string }> {
  const child = spawn(process.execPath, [script, ...args], { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
  let stdout = "";
  for await (const chunk of child.stdout.setEncoding("utf8")) stdout += chunk;
  return { code: child.exitCode ?? (await new Promise((done) => child.once("close", done))), stdout };
}

export const redoclyCommand = (...args: string[]) => run(REDOCLY, args);
export const spectralCommand = (...args: string[]) => run(SPECTRAL, args);

interface RedoclyReport {
  problems: { ruleId: string; location: [{ source: { ref: string } }] }[];
}

type SpectralReport = { code: string; source: string }[];

async function inFolder(
  documents: Json[],
  lint: (files: string[]) => Promise<{ rule: string; file: string }[]>,
): Promise<Set<string>[]> {
  const folder = await mkdtemp(join(tmpdir(), "heffl-lint-"));
  try {
    const files = documents.map((_, index) => join(folder, `${index}.json`));
    await Promise.all(files.map((file, index) => writeFile(file, JSON.stringify(documents[index]))));
    const broken = documents.map(() => new Set<string>());
    const share = Math.ceil(files.length / availableParallelism());
    const shares = files.flatMap((_, index) => (index % share === 0 ? [files.slice(index, index + share)] : []));
    for (const { rule, file } of (await Promise.all(shares.map(lint))).flat())
      broken[Number(/(\d+)\.json$/.exec(file)?.[1])]?.add(rule);
    return broken;
  } finally {
    await rm(folder, { recursive: true });
  }
}
