import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { startPrism } from "../../scripts/lib/prism.ts";
import { keep, writeGuide } from "./guide.ts";
import { type Result, runTool } from "./run-tool.ts";
import { findTools, type Tool } from "./tool.ts";

const HELP = `npm run test:codegen -- [options] [language…]

Gives the bundled document to generators and other tools, builds what they generate from clean, and tests it with the vectors.
A word selects the tools with it in their language or folder; without one, those run that CI runs for every change. The results
of those that pass are written into docs/other-languages.md.

  --all   runs all of them, including those that otherwise run on a schedule
  --list  lists them
  --page  only writes docs/other-languages.md again, with the results of the last runs`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    page: { type: "boolean", default: false },
  },
});
const found = findTools(positionals);
const tools = values.all || positionals.length > 0 ? found : found.filter(({ scheduled }) => !scheduled);
if (values.help) exit(0, HELP);
if (values.page) {
  await writeGuide();
  exit(0, "Wrote docs/other-languages.md.");
}
if (tools.length === 0) exit(2, `Nothing for ${positionals.join(" ")}. There are: ${names(findTools([]))}.`);
if (values.list) exit(0, found.map(listed).join("\n"));
if (!existsSync(new URL("../../dist/openapi-3.0.yaml", import.meta.url)))
  exit(2, "There is no bundle: `npm run bundle` first.");
process.on("SIGINT", () => process.exit(130));

const prism = await startPrism();
const results: Result[] = [];
const skipped: string[] = [];
for (const tool of tools) {
  const missing = tool.needs.filter((command) => !isInstalled(command));
  if (missing.length > 0) {
    skipped.push(tool.name);
    console.log(`SKIPPED  ${tool.name}: ${missing.join(", ")} not found. Install what is missing to test it.`);
    continue;
  }
  console.log(`…        ${tool.name}: generating and building`);
  const result = await runTool(tool, prism.url);
  results.push(result);
  const { problems, passed, tried, seconds } = result;
  const verdict = problems.length === 0 ? "ok      " : "FAILED  ";
  console.log(`${verdict} ${tool.name}: ${passed} of ${tried}, ${seconds.toFixed(0)} s`);
  for (const problem of problems) console.log(`           ${problem.trim().replaceAll("\n", "\n           ")}`);
}
await prism.close();

const right = results.filter(({ problems }) => problems.length === 0);
await keep(right);
await writeGuide();
const failed = results.length - right.length;
// A toolchain that is missing on somebody's machine is no mistake of theirs; in CI nobody would notice.
const tolerated = process.env["CI"] ? 0 : skipped.length;
console.log(`${right.length} passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = failed + skipped.length - tolerated > 0 ? 1 : 0;

function isInstalled(needed: string): boolean {
  if (needed.startsWith("/")) return existsSync(needed);
  try {
    execFileSync("which", [needed], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function listed({ name, generator, version, scheduled }: Tool): string {
  return `${name}  ${generator} ${version}${scheduled ? "  (on a schedule)" : ""}`;
}

function names(all: Tool[]): string {
  return all.map(({ name }) => name).join(", ");
}

function exit(status: number, text: string): never {
  (status === 0 ? console.log : console.error)(text);
  process.exit(status);
}
