import { parseArgs } from "node:util";
import { runKillTrial } from "./kill-trial.ts";

const HELP = `npm run test:cli -- [options]

Kills heffl import at random moments, starts it again each time, and compares the file, what was created and the report. Build
first: npm run build.

  --rows N   how many rows the file has (default 2,000)
  --kills N  how many times it is killed (default 50)
  --seed N   repeats a run's faults (default: drawn, and printed)`;

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "2000" },
    kills: { type: "string", default: "50" },
    seed: { type: "string", default: `${Date.now() % 2 ** 31}` },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit();
}
const [rows, kills, seed] = [values.rows, values.kills, values.seed].map(Number) as [number, number, number];
if (![rows, kills, seed].every((value) => Number.isInteger(value) && value >= 0)) {
  console.error(`The options must be whole numbers.\n\n${HELP}`);
  process.exit(2);
}
process.on("SIGINT", () => process.exit(130));

console.log(`${rows} rows, ${kills} kills, seed ${seed}`);
const started = performance.now();
const result = await runKillTrial({ rows, kills, seed, onProgress: (text) => console.log(`  ${text}`) });
const seconds = ((performance.now() - started) / 1000).toFixed(0);
console.log(`in ${seconds} s, killed ${result.kills} times, ${result.requests} reads`);
console.log(`  the report: ${JSON.stringify(result.told)}`);
const faults = {
  lost: result.lost,
  "created twice": result.createdTwice,
  "reported what isn't so": result.lies,
  "reported at another place": result.misplaced,
  "unknown though the list shows it": result.unknownThoughListed,
  "unknown without a word": result.unexplained,
};
for (const [name, cases] of Object.entries(faults)) {
  console.log(`  ${name.padEnd(33)} ${cases.length}`);
  for (const story of cases.slice(0, 10)) console.log(`    ${story}`);
}
process.exitCode = Object.values(faults).some((cases) => cases.length > 0) ? 1 : 0;
