import { resolve } from "node:path";
import { command, readOptions } from "../scripts/lib/command.ts";
import { peer } from "./speed/peers.ts";
import { besideServer, DIST, type Start } from "./speed/processes.ts";
import { progressEnds } from "./speed/progress.ts";
import { measureRounds, ratio, type Series } from "./speed/rounds.ts";
import { LIMIT, verdict } from "./speed/verdict.ts";

const HELP = `npm run bench:gate -- [options]

Fails when a create by heffl-client costs more than ${LIMIT} times the CPU time of a bare
fetch with the same body and the same deadline. Both are measured in this run, in
turn; no time is compared with one of another run or another machine.

  --dist <folder>    where the build lies that is measured
  --busy-micros <n>  let each create of heffl-client work for that long in vain, to
                     see the gate close
  --help             show this
`;

const BARE = "fetch with a deadline";
// Short and many: on a shared machine the median of few long ones wanders.
const LEVEL = { inFlight: 50, rounds: 40, slice: { calls: 500 } };

await command(async () => {
  const options = readOptions({
    dist: { type: "string", default: DIST },
    "busy-micros": { type: "string", default: "0" },
    help: { type: "boolean", short: "h" },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const busyMicros = Number(options["busy-micros"]);
  const { passed, message } = await besideServer(resolve(options.dist), (start) =>
    verdict(() => measure(start, busyMicros)),
  );
  console.log(message);
  return passed ? 0 : 1;
});

async function measure(start: Start, busyMicros: number): Promise<number> {
  const clients = [await start(peer("heffl-client"), { busyMicros }), await start(peer(BARE))];
  const [ours, bare] = await measureRounds(clients, { levels: [LEVEL], warmUp: 5000 });
  for (const { stop } of clients) stop();
  progressEnds();
  const { ratio: measured, range } = ratio(ours as Series, bare as Series, "cpu");
  console.log(`CPU time of a create: ${measured.toFixed(2)} x ${BARE} (${range} in ${LEVEL.rounds} rounds)`);
  return measured;
}
