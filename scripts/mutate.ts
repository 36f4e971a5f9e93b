import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { readDocument } from "./document.ts";
import { answerMutants } from "./mutate/answers.ts";
import { CHECKS, firstToFail } from "./mutate/checks.ts";
import { enumMutants } from "./mutate/enums.ts";
import { fieldMutants, type Mutant } from "./mutate/fields.ts";
import { Sandbox } from "./mutate/sandbox.ts";
import { WHOLE } from "./mutate/whole.ts";

const HELP = `npm run mutate -- [options]

Gets the document wrong in every way that it knows, one at a time, each in a copy of the repository, and shows which
check notices. Fails when a mutant survives.

  --without <check>   leave a check out: ${Object.keys(CHECKS).join(", ")}; may be repeated
  --only <text>       only the mutants with this text in their names; may be repeated
  --jobs <n>          how many at a time (default: one a processor)
  --list              name the mutants and stop
  --help
`;

const { values: options } = parseArgs({
  options: {
    without: { type: "string", multiple: true, default: [] },
    only: { type: "string", multiple: true, default: [] },
    jobs: { type: "string", default: String(availableParallelism()) },
    list: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const unknown = options.without.filter((name) => !(name in CHECKS));
if (options.help) {
  console.log(HELP);
  process.exit();
}
if (unknown.length > 0 || !(Number(options.jobs) >= 1)) {
  console.error(unknown.length > 0 ? `There is no check ${unknown.join(", ")}.` : "--jobs wants a number from 1 up.");
  console.error(HELP);
  process.exit(2);
}

const mutants: Mutant[] = [
  ...Object.entries(WHOLE).map(([name, change]) => ({ name, change })),
  ...answerMutants(readDocument()),
  ...enumMutants(readDocument()),
  ...fieldMutants(readDocument()),
].filter(({ name }) => options.only.length === 0 || options.only.some((text) => name.includes(text)));
if (options.list) {
  for (const { name } of mutants) console.log(name);
  process.exit();
}

if (mutants.length === 0) {
  console.error(`No mutant has ${options.only.join(" or ")} in its name; --list shows them all.`);
  process.exit(2);
}
// A change that no longer fits the document would stop the run halfway.
for (const { change } of mutants) change(readDocument());

const checks = Object.keys(CHECKS).filter((name) => !options.without.includes(name));
const killedBy = new Map<Mutant, string | undefined>();
const sandboxes: Sandbox[] = [];
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, async () => {
    await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
    process.exit(130);
  });

try {
  await runAll();
} finally {
  await Promise.all(sandboxes.map((sandbox) => sandbox.close()));
}
if (killedBy.size > 0) report();

async function runAll(): Promise<void> {
  const jobs = Math.min(Number(options.jobs), mutants.length);
  for (let job = 0; job < jobs; job++) sandboxes.push(new Sandbox());
  await Promise.all(sandboxes.map((sandbox) => sandbox.fill()));

  const [first] = sandboxes;
  if (!first) return;
  console.log(`The document as it is: ${checks.join(", ")} …`);
  await first.write(readDocument());
  const early = await firstToFail(first, checks);
  if (early) {
    console.error(
      `${early.output}\nThe check “${early.name}” fails on the document as it is, so it would say nothing.`,
    );
    process.exitCode = 2;
    return;
  }

  const queue = [...mutants];
  await Promise.all(
    sandboxes.map(async (sandbox) => {
      for (let mutant = queue.shift(); mutant; mutant = queue.shift()) await runOne(sandbox, mutant);
    }),
  );
}

async function runOne(sandbox: Sandbox, mutant: Mutant): Promise<void> {
  const started = performance.now();
  const document = readDocument();
  mutant.change(document);
  await sandbox.write(document);
  const killer = await firstToFail(sandbox, checks);
  killedBy.set(mutant, killer?.name);
  const place = `${killedBy.size}/${mutants.length}`.padStart(9);
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(5);
  console.log(`${place} ${seconds} s  ${(killer?.name ?? "SURVIVED").padEnd(8)}  ${mutant.name}`);
}

function report(): void {
  const survivors = mutants.filter((mutant) => killedBy.get(mutant) === undefined);
  const killed = mutants.length - survivors.length;
  console.log(`\n${killed} of ${mutants.length} mutants noticed, ${((100 * killed) / mutants.length).toFixed(1)}%`);
  for (const name of checks)
    console.log(`  ${name.padEnd(8)} ${[...killedBy.values()].filter((killer) => killer === name).length}`);
  for (const { name } of survivors) console.log(`  survived: ${name}`);
  process.exitCode = survivors.length > 0 ? 1 : 0;
}
