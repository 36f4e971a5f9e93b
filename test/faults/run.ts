import { parseArgs } from "node:util";
import { hefflCreate } from "./heffl.ts";
import { startFaultServer } from "./server.ts";
import { runTrial } from "./trial.ts";

const HELP = `npm run test:faults -- [options]

Creates tasks at a server that misbehaves at random, and compares what really was created with what callers were told.

  --creates N      how many (default 10,000)
  --concurrency N  how many at a time (default 64)
  --seed N         repeats a run's faults (default: drawn, and printed)`;

const { values } = parseArgs({
  options: {
    creates: { type: "string", default: "10000" },
    concurrency: { type: "string", default: "64" },
    seed: { type: "string", default: `${Date.now() % 2 ** 31}` },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit();
}
const options = {
  creates: Number(values.creates),
  concurrency: Number(values.concurrency),
  seed: Number(values.seed),
};
if (!Object.values(options).every((value) => Number.isInteger(value) && value > 0)) {
  console.error(`creates, concurrency and seed must be whole numbers above 0.\n\n${HELP}`);
  process.exit(2);
}

const unhandled: unknown[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(reason));
process.on("SIGINT", () => process.exit(130));

console.log(`${options.creates} creates, ${options.concurrency} at a time, seed ${options.seed}`);
const started = performance.now();
const server = await startFaultServer({ tls: false });
const result = await runTrial(server, hefflCreate(server.url), {
  ...options,
  onProgress: (done) => {
    if (done % 1000 === 0) console.log(`  ${done} done`);
  },
});
await server.close();

console.log(`\nin ${((performance.now() - started) / 1000).toFixed(1)} s, callers were told:`);
for (const [told, count] of Object.entries(result.told)) console.log(`  ${told.padEnd(13)} ${`${count}`.padStart(6)}`);
// What is still open would keep a user's program alive: sockets idle in fetch's own pool don't, timers would.
const timers = process.getActiveResourcesInfo().filter((name) => name === "Timeout");
const faults = {
  "created twice": result.createdTwice,
  "told what isn't so": result.lies,
  "unknown though proved": result.provable,
  "key at another origin": Array.from({ length: result.leaks }, () => "a request with the key"),
  "rejections unhandled": unhandled,
  "timers left": timers,
};
console.log("and wrong was:");
for (const [name, cases] of Object.entries(faults)) {
  console.log(`  ${name.padEnd(22)} ${`${cases.length}`.padStart(4)}`);
  for (const story of cases.slice(0, 20)) console.log(`    ${story}`);
}
process.exitCode = Object.values(faults).some((cases) => cases.length > 0) ? 1 : 0;
