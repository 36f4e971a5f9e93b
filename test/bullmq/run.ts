import { execFileSync, spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { command, readOptions, refuse } from "../../scripts/lib/command.ts";
import { measureCost } from "./cost.ts";
import { EXAMPLE } from "./example.ts";
import { hasRedis } from "./redis.ts";
import { runTrial } from "./trial.ts";

const SCENARIOS = fileURLToPath(new URL("scenarios.ts", import.meta.url));

const HELP = `npm run test:bullmq -- [options]

Installs examples/bullmq/, checks its types, and creates tasks with it at a server that misbehaves. Four workers are killed and
frozen at random moments, Redis is killed once, and one worker has BullMQ's defaults. Then compares what was created with what
the queue says. Needs redis-server. Build first: npm run build.

  --jobs N          how many tasks (default 500); 0 runs the single cases alone
  --without-field   the tasks carry no key
  --defaults        shows what happens with BullMQ's defaults and without marks; fails for it
  --cost N          counts what Redis has to do for a task with N workers and no faults, and does nothing else
  --seed N          repeats a run's faults (default: drawn, and printed)`;

await command(async () => {
  const options = readOptions({
    jobs: { type: "string", default: "500" },
    "without-field": { type: "boolean", default: false },
    defaults: { type: "boolean", default: false },
    cost: { type: "string", default: "0" },
    seed: { type: "string", default: `${Date.now() % 2 ** 31}` },
    help: { type: "boolean", default: false },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const [jobs, processes, seed] = [Number(options.jobs), Number(options.cost), Number(options.seed)];
  if (![jobs, processes, seed].every((value) => Number.isInteger(value) && value >= 0))
    refuse("--jobs, --cost and --seed are whole numbers");
  if (!hasRedis()) {
    console.log(
      "SKIPPED  redis-server not found. Install it, such as with apt-get install redis-server, to run the queue.",
    );
    // On somebody's machine that is no mistake of theirs; in CI nobody would notice.
    return process.env["CI"] ? 1 : 0;
  }
  install();

  const field = !options["without-field"];
  const { defaults } = options;
  if (processes > 0) {
    console.log(await measureCost(300, processes));
    return 0;
  }
  if (!defaults) {
    const flags = ["--import", "tsx", "--test", "--test-reporter=spec"];
    const { status } = spawnSync(process.execPath, [...flags, SCENARIOS], { stdio: "inherit" });
    if (status !== 0) return 1;
  }
  if (jobs === 0) return 0;
  console.log(`${jobs} jobs, seed ${seed}, ${field ? "with" : "without"} a field that carries a key`);
  const result = await runTrial({ jobs, seed, field, defaults, onProgress: (text) => console.log(`  ${text}`) });
  console.log(
    `in ${result.seconds} s, ${result.kills} kills, ${result.freezes} freezes, ${result.listReads} reads of the list`,
  );
  console.log(`  created ${result.created}, refused ${result.refused}, for a person ${result.person}`);
  if (defaults) console.log(`  failed ${result.unmarked.length}`);
  console.log(
    `  of those for a person ${result.personExisting} exist; a mark kept ${result.heldBack} from being sent again`,
  );
  const { mostInWindow, limit } = result;
  const faults = {
    "created twice": result.createdTwice,
    lost: result.lost,
    "failed without a mark": defaults ? [] : result.unmarked,
    "told what isn't so": result.lies,
    "over the limit": mostInWindow > limit ? [`${mostInWindow} requests in a window, and ${limit} are allowed`] : [],
  };
  console.log(`  at most ${mostInWindow} requests in any window, ${limit} are allowed`);
  for (const [name, cases] of Object.entries(faults)) {
    console.log(`  ${name.padEnd(22)} ${cases.length}`);
    for (const story of cases.slice(0, 10)) console.log(`    ${story}`);
  }
  return Object.values(faults).every((cases) => cases.length === 0) ? 0 : 1;
});

/** The example's packages, with this checkout's build as heffl-client, and its types. */
function install(): void {
  // npm takes a package of the same version for the same.
  for (const old of [".package-lock.json", "heffl-client"])
    rmSync(`${EXAMPLE}node_modules/${old}`, { recursive: true, force: true });
  const flags = ["--no-package-lock", "--install-links", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
  execFileSync("npm", ["install", ...flags], { cwd: EXAMPLE, stdio: "inherit" });
  execFileSync("npx", ["tsc", "-p", EXAMPLE], { stdio: "inherit" });
}
