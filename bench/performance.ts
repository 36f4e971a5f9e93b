import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { command, readOptions, refuse } from "../scripts/lib/command.ts";
import { DIST } from "./harness/processes.ts";
import { clearProgress } from "./harness/progress.ts";
import { FULL, measure, PARTS, type Plan, quick } from "./measure.ts";
import { PEERS } from "./peers/index.ts";
import { DOCS, folderToWrite, writePage, writeRun } from "./report/files.ts";
import { page } from "./report/page.ts";
import { targetsTable } from "./report/tables.ts";
import { TARGET_IN_FLIGHT, TARGET_PEERS, targetsOf } from "./report/targets.ts";

const NAMES = PEERS.map(({ name }) => name);
const TARGETS: Plan = {
  ...FULL,
  parts: ["requests", "memory", "body"],
  levels: FULL.levels.filter(({ inFlight }) => inFlight === TARGET_IN_FLIGHT),
  calls: 200_000,
  peerCalls: 0,
};

const HELP = `npm run bench -- [options]

Measures this client beside others. Writes the figures of every round to
docs/performance.json, and docs/performance.md from it. Measures the build in dist/
(npm run build) and needs npm run bench:install, a quiet machine and half an hour or more.

  --targets        measure only what the targets compare, and show them: about 5
                   minutes; ends with status 1 when one doesn't hold
  --page           write the page again from the JSON file, without measuring
  --quick          a few short rounds, to see that it runs
  --only <names>   only these clients, separated by commas; imports are always those of all
  --parts <names>  only these parts: ${PARTS.join(", ")}
  --calls <n>      calls of heffl-client for the growth of memory (${FULL.calls};
                   with --targets ${TARGETS.calls})
  --dist <folder>  measure the build in this folder
  --out <folder>   read and write here instead of in docs/. Without it a run with
                   --targets, --quick, --only or --parts writes nothing
  --help           show this
`;

await command(async () => {
  const options = readOptions({
    targets: { type: "boolean" },
    page: { type: "boolean" },
    quick: { type: "boolean" },
    only: { type: "string" },
    parts: { type: "string" },
    calls: { type: "string" },
    dist: { type: "string", default: DIST },
    out: { type: "string" },
    help: { type: "boolean", short: "h" },
  });
  const { targets, out, only, parts, calls } = options;
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  if (options.page) {
    await writePage(out ?? DOCS);
    return 0;
  }
  if (targets && (only ?? parts) !== undefined) refuse("--targets can't be combined with --only or --parts");
  const names = targets ? TARGET_PEERS : chosen(only, NAMES);
  const usual = targets ? TARGETS : FULL;
  const plan = { ...(options.quick ? quick(usual) : usual), parts: targets ? usual.parts : chosen(parts, PARTS) };
  if (calls !== undefined) plan.calls = count(calls);
  if (out !== undefined) await mkdir(out, { recursive: true }); // before the run, so that it can't fail after it

  const began = performance.now();
  const peers = PEERS.filter(({ name }) => names.some((one) => one === name));
  const run = await measure(peers, plan, resolve(options.dist));
  clearProgress();
  console.log(targets ? targetsTable(run) : page(run));
  const folder = folderToWrite(options);
  if (folder !== undefined) await writeRun(folder, run);
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  console.error(`${minutes} minutes; ${folder ? `written to ${folder}` : "nothing was written"}`);
  return targets && targetsOf(run).some(({ holds }) => !holds) ? 1 : 0;
});

/** The names in a list that is separated by commas, or all names without a list. */
function chosen<const N extends string>(list: string | undefined, names: readonly N[]): N[] {
  if (list === undefined) return [...names];
  return list.split(",").map((name) => {
    const known = names.find((one) => one === name);
    return known ?? refuse(`${JSON.stringify(name)} is not one of ${names.join(", ")}`);
  });
}

function count(text: string): number {
  return /^[1-9]\d*$/.test(text)
    ? Number(text)
    : refuse(`--calls must be a whole number above 0, not ${JSON.stringify(text)}`);
}
