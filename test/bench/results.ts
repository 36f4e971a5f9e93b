import type { Slice } from "../../bench/speed/load.ts";
import type { Peer } from "../../bench/speed/peer.ts";
import type { Results } from "../../bench/speed/results.ts";

const peer = (name: string, kind: Peer["kind"], over: Peer["over"]): Peer => ({
  name,
  kind,
  over,
  note: "",
  start: () => Promise.reject(new Error("It isn't started here.")),
});

export const everyone = [
  peer("heffl-client", "ours", "fetch"),
  peer("fetch with a deadline", "bare", "fetch"),
  peer("got", "library", "node:http"),
];

/** A run in which a call of each costs so many microseconds, and all else follows from that. */
export function results({ ours, bare, rival }: { ours: number; bare: number; rival: number }): Results {
  const slice = (cpu: number): Slice => ({ calls: 10, cpu, perSecond: 1e6 / cpu, p50Ms: cpu / 1000, p99Ms: cpu / 500 });
  const costs = [ours, bare, rival];
  const series = everyone.map((peer, index) => {
    const one = slice(costs[index] ?? 0);
    return { peer, inFlight: 50, slices: [one, one] };
  });
  const plan = { levels: [{ inFlight: 50, rounds: 2, slice: { ms: 1 } }], warmUp: 0 };
  const machine = { node: "20.0.0", cores: 2, load: 0 };
  return { machine, plan, series, growth: [], imported: [], types: [], codegen: [] };
}
