import { heapGrowthMB } from "../growth.ts";
import { median, ratios, spread } from "../statistics.ts";
import { type Run, seriesOf } from "./run.ts";

export interface Target {
  what: string;
  limit: string;
  measured: string;
  /** The least and the greatest of the rounds; empty where there is one figure alone. */
  range: string;
  holds: boolean;
}

/** The clients that the targets compare, and the calls in flight at which they do. */
export const TARGET_PEERS = [
  "fetch",
  "fetch with a deadline",
  "heffl-client",
  "heffl-client/undici",
  "undici.request",
] as const;
export const TARGET_IN_FLIGHT = 50;

type Limit = { atMost: number; aim?: number } | { atLeast: number };

/** What the project holds itself to, and whether this run shows it. A target whose figures weren't measured is left out. */
export function targetsOf(run: Run): Target[] {
  const compare = (
    figure: "cpuMicros" | "perSecond",
    ours: (typeof TARGET_PEERS)[number],
    other: (typeof TARGET_PEERS)[number],
    limit: Limit,
  ): Target[] => {
    const [a, b] = [seriesOf(run, ours, TARGET_IN_FLIGHT), seriesOf(run, other, TARGET_IN_FLIGHT)];
    const name = figure === "cpuMicros" ? "CPU time per call" : "Requests/s";
    return a && b ? [ofRatios(`${name}: ${ours} / ${other}`, ratios(a[figure], b[figure]), limit)] : [];
  };
  return [
    ...compare("cpuMicros", "heffl-client", "fetch with a deadline", { atMost: 1.1, aim: 0.95 }),
    ...compare("perSecond", "heffl-client/undici", "fetch", { atLeast: 4 }),
    ...compare("perSecond", "heffl-client/undici", "undici.request", { atLeast: 0.95 }),
    ...bodyTarget(run),
    ...growthTargets(run),
  ];
}

function bodyTarget({ body }: Run): Target[] {
  if (!body) return [];
  const each = ratios(body.checkedMicros, body.stringifyMicros);
  return [ofRatios("Time per body: serialize, check and validate / JSON.stringify", each, { atMost: 2 })];
}

/** No growth means at most 1 byte per call, or 0.5 MB where that is more, since garbage collections differ by that much. */
function growthTargets({ growth = [], peers }: Run): Target[] {
  const isOurs = (name: string) => peers.some((peer) => peer.name === name && peer.kind === "ours");
  return growth
    .filter(({ peer }) => isOurs(peer))
    .map((one) => {
      const limit = Math.max(one.calls / 1e6, 0.5);
      return {
        what: `Heap growth over ${one.calls.toLocaleString("en")} calls, MB: ${one.peer}`,
        limit: `at most ${limit.toFixed(2)}`,
        measured: heapGrowthMB(one).toFixed(2),
        range: "",
        holds: heapGrowthMB(one) <= limit,
      };
    });
}

function ofRatios(what: string, each: number[], limit: Limit): Target {
  const measured = median(each);
  const atLeast = "atLeast" in limit;
  const aim = !atLeast && limit.aim !== undefined ? ` (aim: ${limit.aim.toFixed(2)})` : "";
  return {
    what,
    limit: atLeast ? `at least ${limit.atLeast.toFixed(2)}` : `at most ${limit.atMost.toFixed(2)}${aim}`,
    measured: measured.toFixed(2),
    range: spread(each, 2),
    holds: atLeast ? measured >= limit.atLeast : measured <= limit.atMost,
  };
}
