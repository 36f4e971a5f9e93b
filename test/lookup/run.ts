import { parseArgs } from "node:util";
import { startFaultServer } from "../faults/server.ts";
import { runTrial } from "./trial.ts";

const HELP = `npm run test:lookup -- [options]

Creates tasks that carry keys at a server that misbehaves at random on creates and reads, and whose list of tasks lags. Compares
what really was created with what callers were told.

  --creates N        how many (default 10,000)
  --concurrency N    how many at a time (default 64)
  --lag-ms N         how long the list may not show a task (default 2,000)
  --lookup-ms N      how long a task is looked for (default 10,000)
  --retry-unknown    sends again what isn't found
  --seed N           repeats a run's faults (default: drawn, and printed)`;

const { values } = parseArgs({
  options: {
    creates: { type: "string", default: "10000" },
    concurrency: { type: "string", default: "64" },
    "lag-ms": { type: "string", default: "2000" },
    "lookup-ms": { type: "string", default: "10000" },
    "retry-unknown": { type: "boolean", default: false },
    seed: { type: "string", default: `${Date.now() % 2 ** 31}` },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit();
}
const [creates, concurrency, lagMs, lookupMs, seed] = [
  values.creates,
  values.concurrency,
  values["lag-ms"],
  values["lookup-ms"],
  values.seed,
].map(Number) as [number, number, number, number, number];
if (![creates, concurrency, lagMs, lookupMs, seed].every((value) => Number.isInteger(value) && value >= 0)) {
  console.error(`The options must be whole numbers.\n\n${HELP}`);
  process.exit(2);
}
const retryUnknown = values["retry-unknown"];

const unhandled: unknown[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));
process.on("SIGINT", () => process.exit(130));

console.log(
  `${creates} creates, ${concurrency} at a time, seed ${seed}${retryUnknown ? ", unknown ones sent again" : ""}`,
);
const started = performance.now();
const server = await startFaultServer({ tls: false, reads: { faultPercent: 35, lagMs, seed } });
const result = await runTrial(server, {
  creates,
  concurrency,
  seed,
  faultPercent: 60,
  lookupMs,
  timeoutMs: 1000,
  retryUnknown,
  onProgress: (done) => {
    if (done % 1000 === 0) console.log(`  ${done} done`);
  },
});
await server.close();

console.log(`\nin ${((performance.now() - started) / 1000).toFixed(1)} s, callers were told:`);
for (const [told, count] of Object.entries(result.told)) console.log(`  ${told.padEnd(15)} ${`${count}`.padStart(6)}`);
const looked = result.told["task, looked up"] + result.told.unknown + result.told.duplicates;
const share = ((100 * result.settled) / result.existing).toFixed(2);
console.log(`of ${result.existing} creates whose task exists, ${result.settled} ended in the task (${share}%)`);
console.log(
  `${result.reads} requests for ${looked} creates that were looked for, ${(result.reads / looked).toFixed(2)} each`,
);
const faults = {
  ...(!retryUnknown && { "created twice": result.createdTwice }),
  "twice, not told": result.notReported,
  "told what isn't so": result.lies,
  "task of another": result.strangers,
  "key at another origin": Array.from({ length: result.leaks }, () => "a request with the key"),
  "rejections unhandled": unhandled,
};
console.log("and wrong was:");
for (const [name, cases] of Object.entries(faults)) {
  console.log(`  ${name.padEnd(22)} ${`${cases.length}`.padStart(4)}`);
  for (const story of cases.slice(0, 20)) console.log(`    ${story}`);
}
console.log(`not settled though the task exists: ${result.unsettled.length}`);
for (const story of result.unsettled.slice(0, 20)) console.log(`    ${story}`);
if (retryUnknown) console.log(`created twice: ${result.createdTwice.length}`);
process.exitCode = Object.values(faults).some((cases) => cases.length > 0) ? 1 : 0;
