import { readKillOptions, tellFaults } from "../support/kill-options.ts";
import { runKillTrial } from "./kill-trial.ts";
import { runLimitTrial } from "./limit-trial.ts";

const HELP = `npm run test:bulk -- [options]

Kills a process that creates many tasks at random moments, starts it again each time, and compares what was created with what
was told. Once with a field that carries a key, and once without. Build first: npm run build.

  --limit N  instead, watches in real time for N minutes that a limit of 60 requests a minute is kept
  --rows N   how many tasks (default 5,000)
  --kills N  how many times it is killed (default 200)
  --seed N   repeats a run's faults (default: drawn, and printed)`;

const { rows, kills, seed, limit } = readKillOptions(HELP, { rows: 5000, kills: 200, limit: 0 });
const PER_MINUTE = 60;

if (limit > 0) {
  const { requests, most } = await runLimitTrial(PER_MINUTE, limit);
  console.log(`${requests} requests in ${limit} minutes; at most ${most} in any 60 seconds, of ${PER_MINUTE}`);
  process.exit(most > PER_MINUTE ? 1 : 0);
}

let failed = false;
for (const field of [true, false]) {
  console.log(`\n${rows} rows, ${kills} kills, seed ${seed}, ${field ? "with" : "without"} a field that carries a key`);
  const started = performance.now();
  const result = await runKillTrial({ rows, kills, seed, field, onProgress: (text) => console.log(`  ${text}`) });
  console.log(
    `in ${((performance.now() - started) / 1000).toFixed(0)} s, killed ${result.kills} times, ${result.requests} reads`,
  );
  console.log(
    `  told: ${JSON.stringify(result.told)}; with unknown rows sent again: ${JSON.stringify(result.toldAfterResend)}`,
  );
  const hasFaults = tellFaults({
    lost: result.lost,
    "created twice": result.createdTwice,
    "told what isn't so": result.lies,
    "unknown though the list shows it": field ? result.unknownThoughListed : [],
    "unknown without a word": result.unexplained,
  });
  failed ||= hasFaults;
}
process.exitCode = failed ? 1 : 0;
