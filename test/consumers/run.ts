import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { inspect, parseArgs } from "node:util";
import { startPrism } from "../../scripts/lib/prism.ts";
import { browsers } from "./browsers.ts";
import { compilers } from "./compilers.ts";
import { type Consumer, Failure } from "./consumer.ts";
import { installers } from "./installers.ts";
import { next } from "./next.ts";
import { Projects, pack, temporaryFolder } from "./projects.ts";
import { type Passed, report } from "./report.ts";
import { resending } from "./resending.ts";
import { resolvers } from "./resolvers.ts";
import { runners } from "./runners.ts";
import { runtimes } from "./runtimes.ts";
import { tools } from "./tools.ts";
import { workers } from "./workers.ts";

const HELP = `npm run test:consumers -- [name…]

Packs the package, installs it into small projects and creates a task from each: in every runtime, with compilers, test
runners and bundlers. A word selects those with it in their name ("node", "node-22", "require"); without one, those run that CI
runs for every change.

  --all             runs all of them, including those that otherwise run on a schedule, and writes docs/consumers.md
  --list            lists them
  --tarball FILE    tests this package instead of a fresh build`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    tarball: { type: "string" },
  },
});
const every: Consumer[] = [
  ...[...tools, ...runtimes, ...workers, ...browsers, ...resending, ...compilers],
  ...[...runners, ...next, ...installers, ...resolvers],
];
const found = every.filter(({ name }) => positionals.length === 0 || isNamed(name, positionals));
const consumers = values.all || positionals.length > 0 ? found : found.filter(({ scheduled }) => !scheduled);
if (values.help) exit(0, HELP);
if (consumers.length === 0) exit(2, `No consumer for ${positionals.join(" ")}. --list tells what there is.`);
if (values.list) exit(0, found.map(listed).join("\n"));
if (!values.tarball && !existsSync(new URL("../../dist/openapi-3.0.yaml", import.meta.url)))
  exit(2, "There is no bundle: `npm run bundle` first.");
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));
process.on("SIGHUP", () => process.exit(129));

const folder = temporaryFolder();
if (!values.tarball) console.log("…        building and packing");
const tarball = values.tarball ? resolve(values.tarball) : await pack(folder);
const projects = new Projects(folder, tarball);
const prism = await startPrism();
const env = { HEFFL_API_KEY: "test-key-of-nobody", HEFFL_BASE_URL: prism.url };
const passed: Passed[] = [];
let skipped = 0;
let failed = 0;

for (const consumer of consumers) {
  if (consumer.missing !== undefined) {
    skipped++;
    console.log(`SKIPPED  ${consumer.name}: ${consumer.missing}`);
    continue;
  }
  const started = performance.now();
  try {
    const version = await consumer.run({ folder: await projects.install(consumer), tarball, env });
    passed.push({ consumer, version });
    console.log(`ok       ${consumer.name}: ${version}, ${seconds(started)}`);
  } catch (error) {
    failed++;
    console.log(`FAILED   ${consumer.name}: ${seconds(started)}`);
    console.log(`           ${story(error).replaceAll("\n", "\n           ")}`);
  }
}
await prism.close();

const complete = passed.length === every.length && values.tarball === undefined;
if (complete) await writeFile(new URL("../../docs/consumers.md", import.meta.url), report(passed));
console.log(`${passed.length} consumers passed, ${failed} failed, ${skipped} skipped`);
// A runtime that is missing on somebody's machine is no mistake of theirs; in CI nobody would notice.
process.exitCode = failed > 0 || (skipped > 0 && process.env["CI"]) ? 1 : 0;

/** "node" and "node-20" name "node-20 require"; so does "require". */
function isNamed(name: string, words: string[]): boolean {
  const parts = name.split(" ");
  return words.some((word) =>
    parts.some((part) => part === word || part.startsWith(`${word}-`) || part.startsWith(`${word}.`)),
  );
}

function listed({ name, scheduled }: Consumer): string {
  return `${name}${scheduled ? "  (on a schedule)" : ""}`;
}

function story(error: unknown): string {
  return error instanceof Failure ? error.message : inspect(error);
}

function seconds(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

function exit(status: number, text: string): never {
  (status === 0 ? console.log : console.error)(text);
  process.exit(status);
}
