import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import type { Finding } from "./finding.ts";
import { killedServer } from "./killed-server.ts";
import { oddAnswers } from "./odd-answers.ts";
import { idleConnections, interruptions } from "./on-sockets.ts";
import { sequences } from "./sequences.ts";

const HELP = `npm run test:stress -- [options]

Creates tasks under everything that goes wrong, and compares what callers were told with what was made.

  --quick     a hundredth of the creates, and 3 s of a server that is killed instead of 60
  --seed N    repeats a run's random choices (default: drawn, and printed)
  --only X    one run: sequences, odd, interruptions, idle, killed, bytes`;

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    seed: { type: "string", default: `${Date.now() % 2 ** 31}` },
    only: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed);
if (values.help || !Number.isInteger(seed)) {
  console.log(HELP);
  process.exit(values.help ? 0 : 2);
}
process.on("SIGINT", () => process.exit(130));
const unhandled: string[] = [];
process.on("unhandledRejection", (reason) => unhandled.push(`unhandled: ${reason}`));

const calls = values.quick ? 200 : 20_000;
const onProgress = (done: number) => {
  if (done % 2000 === 0) console.log(`  ${done} done`);
};
const RUNS: Record<string, () => Promise<Finding>> = {
  sequences: () => sequences(values.quick ? 2 : 3),
  odd: oddAnswers,
  interruptions: () => interruptions({ calls, seed, onProgress }),
  idle: () => idleConnections({ calls, seed, onProgress }),
  killed: () => killedServer(values.quick ? 3 : 60, onProgress),
  bytes: oneByteChunks,
};
if (values.only !== undefined && !Object.hasOwn(RUNS, values.only)) {
  console.error(`There is no run ${values.only}.\n\n${HELP}`);
  process.exit(2);
}

console.log(`seed ${seed}`);
let wrong = 0;
for (const [name, run] of Object.entries(RUNS)) {
  if (values.only !== undefined && values.only !== name) continue;
  console.log(`${name}:`);
  const started = performance.now();
  const before = await heapMegabytes();
  const found = await run();
  const after = await heapMegabytes();
  const grown = after > before + 30 ? [`the heap grew from ${before} to ${after} MB`] : [];
  const faults = [...found.wrong, ...unhandled.splice(0), ...leftBehind(), ...grown];
  wrong += faults.length;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    `  ${found.calls} calls in ${seconds} s, ${faults.length} wrong, heap ${before} MB before and ${after} MB after`,
  );
  if (found.told) console.log(`  ${JSON.stringify(found.told)}`);
  for (const fault of faults.slice(0, 20)) console.log(`  wrong: ${fault}`);
}
process.exitCode = wrong > 0 ? 1 : 0;

/** 10 MiB in chunks of one byte, read in a process with a small heap. */
async function oneByteChunks(): Promise<Finding> {
  const script = fileURLToPath(new URL("../sending/memory.ts", import.meta.url));
  const pieces = values.quick ? 100_000 : 10 * 1024 * 1024 + 1;
  const command = ["--max-old-space-size=80", "--import", "tsx", script, `${pieces}`, "one byte"];
  const { stdout } = await promisify(execFile)(process.execPath, command);
  const { outcome, megabytes } = JSON.parse(stdout);
  const isBounded = outcome === "unknown" && megabytes < 200;
  return { calls: 1, wrong: isBounded ? [] : [`told ${outcome}, with ${megabytes} MB outside of the heap`] };
}

/** Sockets that are idle in `fetch`'s own pool stay for a while and hold nothing up; timers would. */
function leftBehind(): string[] {
  return process
    .getActiveResourcesInfo()
    .filter((name) => name === "Timeout")
    .map(() => "a timer is left");
}

/** After a collection of what nobody holds; `--expose-gc` gives it. */
async function heapMegabytes(): Promise<number> {
  for (let turn = 0; turn < 3; turn++) {
    globalThis.gc?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return Math.round(process.memoryUsage().heapUsed / 1e6);
}
