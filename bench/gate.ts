import { resolve } from "node:path";
import { command, readOptions } from "../scripts/lib/command.ts";
import { DIST, type Start, withServer } from "./harness/processes.ts";
import { clearProgress } from "./harness/progress.ts";
import { measureRounds } from "./harness/rounds.ts";
import { peer } from "./peers/index.ts";
import { median, ratios, spread } from "./statistics.ts";
import { LIMIT, verdict } from "./verdict.ts";

const HELP = `npm run bench:gate -- [options]

Fails when a create by heffl-client takes more than ${LIMIT} times the CPU time of a bare
fetch with the same body and the same deadline. Both are measured in this run, in
turn; no figure of another run or another machine is used.

  --dist <folder>   measure the build in this folder
  --slow-down <µs>  make each create of heffl-client do useless work for this long,
                    to see the gate fail
  --help            show this
`;

const BARE = "fetch with a deadline";
// Many short rounds: on a shared machine the median of few long ones varies.
const LEVEL = { inFlight: 50, rounds: 40, slice: { calls: 500 } };

await command(async () => {
  const options = readOptions({
    dist: { type: "string", default: DIST },
    "slow-down": { type: "string", default: "0" },
    help: { type: "boolean", short: "h" },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const slowDownMicros = Number(options["slow-down"]);
  const { passed, message } = await withServer(resolve(options.dist), (start) =>
    verdict(() => measure(start, slowDownMicros)),
  );
  console.log(message);
  return passed ? 0 : 1;
});

async function measure(start: Start, slowDownMicros: number): Promise<number> {
  const clients = [await start(peer("heffl-client"), { slowDownMicros }), await start(peer(BARE))];
  const [ours, bare] = await measureRounds(clients, [LEVEL], 5000);
  for (const { stop } of clients) stop();
  clearProgress();
  const each = ratios(ours?.cpuMicros ?? [], bare?.cpuMicros ?? []);
  const range = spread(each, 2);
  console.log(`CPU time of a create: ${median(each).toFixed(2)} x ${BARE} (${range} in ${LEVEL.rounds} rounds)`);
  return median(each);
}
