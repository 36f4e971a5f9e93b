import type { Run } from "../../bench/report/run.ts";

interface Figures {
  /** CPU time per call at 50 in flight, in µs, a figure for each round. */
  oursMicros?: number[];
  bareMicros?: number[];
  fetchPerSecond?: number;
  undiciPerSecond?: number;
  requestPerSecond?: number;
  checkedMicros?: number[];
  heapGrowth?: number;
  calls?: number;
}

/** A run with these figures, at the limit of every target where nothing else is given. */
export function runWith(figures: Figures = {}): Run {
  const { oursMicros = [110, 220, 330], bareMicros = [100, 200, 300], heapGrowth = 1_000_000 } = figures;
  const { fetchPerSecond = 950, undiciPerSecond = 3800, requestPerSecond = 4000 } = figures;
  const series = (peer: string, perSecond: number, cpuMicros = [100, 100, 100]) => ({
    peer,
    inFlight: 50,
    perSecond: cpuMicros.map(() => perSecond),
    cpuMicros,
    p99Ms: cpuMicros.map(() => 12.5),
  });
  return {
    date: "2026-12-01",
    machine: { node: "20.19.0", cpu: "A processor", cores: 2, loadAverage: 0.25 },
    peers: [
      { name: "fetch", version: "Node 20.19.0", kind: "bare", over: "fetch", setup: "no deadline" },
      { name: "fetch with a deadline", version: "Node 20.19.0", kind: "bare", over: "fetch", setup: "a signal" },
      { name: "heffl-client", version: "0.1.0", kind: "ours", over: "fetch", setup: "defaults" },
      { name: "heffl-client/undici", version: "0.1.0", kind: "ours", over: "undici", setup: "50 connections" },
      { name: "undici.request", version: "7.30.2", kind: "bare", over: "undici", setup: "a pool" },
    ],
    levels: [{ inFlight: 50, rounds: 3, slice: { ms: 500 } }],
    requests: [
      series("fetch", fetchPerSecond),
      series("fetch with a deadline", 900, bareMicros),
      series("heffl-client", 925, oursMicros),
      series("heffl-client/undici", undiciPerSecond),
      series("undici.request", requestPerSecond),
    ],
    body: { checkedMicros: figures.checkedMicros ?? [4, 8, 12], stringifyMicros: [2, 4, 6] },
    growth: [
      {
        peer: "heffl-client",
        calls: figures.calls ?? 1_000_000,
        heapAfterTenth: 10_000_000,
        heapAtEnd: 10_000_000 + heapGrowth,
        residentAtEnd: 70_000_000,
      },
      { peer: "fetch", calls: 20_000, heapAfterTenth: 9_000_000, heapAtEnd: 99_000_000, residentAtEnd: 200_000_000 },
    ],
    imports: {
      emptyProcessMs: [100, 101, 99],
      imported: [{ name: "heffl-client", version: "0.1.0", bytes: 13_700, processMs: [110, 112, 111] }],
    },
  };
}
