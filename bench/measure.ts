import { availableParallelism, cpus, loadavg } from "node:os";
import { bodyMeter } from "./body.ts";
import { type Growth, measureGrowth } from "./growth.ts";
import { type Start, withServer } from "./harness/processes.ts";
import { type Level, measureRounds, type Series } from "./harness/rounds.ts";
import { measureImports, versionOf } from "./imports.ts";
import type { Peer } from "./peers/peer.ts";
import type { MeasuredPeer, Run } from "./report/run.ts";

export const PARTS = ["requests", "memory", "imports", "body"] as const;
export type Part = (typeof PARTS)[number];

export interface Plan {
  parts: Part[];
  levels: Level[];
  warmUpCalls: number;
  /** Calls for the growth of memory: by heffl-client and by the others. */
  calls: number;
  peerCalls: number;
  /** Rounds of the imports, and of the body while no other process runs. */
  rounds: number;
}

// Many short rounds: a disturbance of a minute then affects few of them. Most are where the targets are compared.
export const FULL: Plan = {
  parts: [...PARTS],
  levels: [
    { inFlight: 1, rounds: 16, slice: { ms: 500 } },
    { inFlight: 50, rounds: 40, slice: { ms: 500 } },
    { inFlight: 500, rounds: 6, slice: { ms: 2000 } },
  ],
  warmUpCalls: 5000,
  calls: 1_000_000,
  peerCalls: 20_000,
  rounds: 15,
};

/** The same with a few short rounds. */
export const quick = (plan: Plan): Plan => ({
  ...plan,
  levels: plan.levels.map(({ inFlight }) => ({ inFlight, rounds: 3, slice: { ms: inFlight === 500 ? 500 : 100 } })),
  warmUpCalls: 500,
  calls: 10_000,
  peerCalls: Math.min(plan.peerCalls, 2_000),
  rounds: 3,
});

/** Measures one part after the other, so that none disturbs another. */
export async function measure(peers: Peer[], plan: Plan, dist: string): Promise<Run> {
  const wants = (part: Part) => plan.parts.includes(part);
  const run: Run = {
    date: new Date().toISOString().slice(0, 10),
    machine: {
      node: process.versions.node,
      cpu: cpus()[0]?.model.trim() ?? "unknown processor",
      cores: availableParallelism(),
      loadAverage: loadavg()[0] ?? Number.NaN,
    },
    // Only the clients that are called: the others need not be installed.
    peers: wants("requests") || wants("memory") ? await Promise.all(peers.map(withVersion)) : [],
    levels: plan.levels,
  };
  const meter = wants("body") ? bodyMeter() : undefined;
  for (let round = 0; round < plan.rounds; round++) meter?.round();
  if (wants("requests") || wants("memory")) {
    await withServer(dist, async (start) => {
      if (wants("requests")) run.requests = await requests(start, peers, plan, meter?.round);
      if (wants("memory")) run.growth = await growths(start, peers, plan);
    });
  }
  if (meter) run.body = meter.body;
  if (wants("imports")) run.imports = await measureImports(dist, plan.rounds);
  return run;
}

async function withVersion({ name, kind, over, setup, ...peer }: Peer): Promise<MeasuredPeer> {
  const ofNode = kind === "bare" && peer.package === undefined;
  const version = ofNode ? `Node ${process.versions.node}` : await versionOf(peer.package ?? import.meta.filename);
  return { name, version, kind, over, setup };
}

async function requests(start: Start, peers: Peer[], plan: Plan, beforeRound?: () => void): Promise<Series[]> {
  const clients = [];
  for (const peer of peers) clients.push(await start(peer));
  const series = await measureRounds(clients, plan.levels, plan.warmUpCalls, beforeRound);
  for (const { stop } of clients) stop();
  return series;
}

async function growths(start: Start, peers: Peer[], { calls, peerCalls }: Plan): Promise<Growth[]> {
  const all: Growth[] = [];
  for (const peer of peers) {
    const ownCalls = peer.kind === "ours" ? calls : peerCalls;
    if (ownCalls > 0) all.push(await measureGrowth(start, peer, ownCalls));
  }
  return all;
}
