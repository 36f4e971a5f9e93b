import { readKillOptions, tellFaults } from "../support/kill-options.ts";
import { runKillTrial } from "./kill-trial.ts";

const HELP = `npm run test:cli -- [options]

Kills heffl import at random moments, starts it again each time, and compares the file, what was created and the report. Build
first: npm run build.

  --rows N   how many rows the file has (default 2,000)
  --kills N  how many times it is killed (default 50)
  --seed N   repeats a run's faults (default: drawn, and printed)`;

const { rows, kills, seed } = readKillOptions(HELP, { rows: 2000, kills: 50 });

console.log(`${rows} rows, ${kills} kills, seed ${seed}`);
const started = performance.now();
const result = await runKillTrial({ rows, kills, seed, onProgress: (text) => console.log(`  ${text}`) });
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(`in ${seconds} s, killed ${result.kills} times, ${result.requests} reads`);
console.log(`  the report: ${JSON.stringify(result.told)}`);
const failed = tellFaults({
  lost: result.lost,
  "created twice": result.createdTwice,
  "reported what isn't so": result.lies,
  "reported at another place": result.misplaced,
  "unknown though the list shows it": result.unknownThoughListed,
  "unknown without a word": result.unexplained,
});
process.exitCode = failed ? 1 : 0;
