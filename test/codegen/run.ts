import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { startPrism } from "../../scripts/lib/prism.ts";
import { findClients, type GeneratedClient } from "./client.ts";
import { guide } from "./guide.ts";
import { type Result, runClient } from "./run-client.ts";
import { VECTORS } from "./vectors.ts";

const HELP = `npm run test:codegen -- [language…]

Generates clients from the bundled document, builds them from clean and drives them through the vectors. A word picks
those whose language or folder holds it; without one all are run, and docs/other-languages.md is written.

  --list  what there is`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: "boolean", default: false }, list: { type: "boolean", default: false } },
});
const clients = findClients(positionals);
if (values.help) exit(0, HELP);
if (clients.length === 0) exit(2, `No client for ${positionals.join(" ")}. There are: ${names(findClients([]))}.`);
if (values.list) exit(0, clients.map(({ name, generator, version }) => `${name}  ${generator} ${version}`).join("\n"));
if (!existsSync(new URL("../../dist/openapi-3.0.yaml", import.meta.url)))
  exit(2, "There is no bundle: `npm run bundle` first.");
process.on("SIGINT", () => process.exit(130));

const prism = await startPrism();
const results: Result[] = [];
const skipped: string[] = [];
for (const client of clients) {
  const missing = client.needs.filter((command) => !isInstalled(command));
  if (missing.length > 0) {
    skipped.push(client.name);
    console.log(`SKIPPED  ${client.name}: ${missing.join(", ")} not found. Install what is missing to test it.`);
    continue;
  }
  console.log(`…        ${client.name}: generating and building`);
  const result = await runClient(client, prism.url);
  results.push(result);
  const verdict = result.problems.length === 0 ? "ok      " : "FAILED  ";
  console.log(
    `${verdict} ${client.name}: ${result.passed} of ${VECTORS.length} vectors, ${result.seconds.toFixed(0)} s`,
  );
  for (const problem of result.problems) console.log(`           ${problem.replaceAll("\n", "\n           ")}`);
}
await prism.close();

const failed = results.filter(({ problems }) => problems.length > 0).length;
const complete = positionals.length === 0 && skipped.length === 0 && failed === 0;
if (complete) await writeFile(new URL("../../docs/other-languages.md", import.meta.url), guide(results));
// A toolchain that is missing on somebody's machine is no mistake of theirs; in CI nobody would notice.
const tolerated = process.env["CI"] ? 0 : skipped.length;
console.log(`${results.length - failed} clients passed, ${failed} failed, ${skipped.length} skipped`);
process.exitCode = failed + skipped.length - tolerated > 0 ? 1 : 0;

function isInstalled(command: string): boolean {
  try {
    execFileSync("bash", ["-c", `command -v "$0"`, command], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function names(all: GeneratedClient[]): string {
  return all.map(({ name }) => name).join(", ");
}

function exit(status: number, text: string): never {
  (status === 0 ? console.log : console.error)(text);
  process.exit(status);
}
