import { IMPORTABLE, type Importable, measureImports, ours } from "../imports.ts";
import { bodyMeter } from "./body.ts";
import { measureCodegen } from "./codegen.ts";
import { type Growth, measureGrowth } from "./memory.ts";
import type { Peer } from "./peer.ts";
import { besideServer, type Start } from "./processes.ts";
import { progress } from "./progress.ts";
import type { Results } from "./results.ts";
import { measureRounds, type Plan, type Series } from "./rounds.ts";
import { measureTypes } from "./types.ts";

export const PARTS = ["requests", "memory", "imports", "types", "body", "codegen"] as const;
export type Part = (typeof PARTS)[number];

interface Wanted {
  machine: Results["machine"];
  quick: boolean;
  peers: Peer[];
  parts: Part[];
  dist: string;
  calls: number;
  peerCalls: number;
}

// Rather many rounds than long ones, so that a minute's disturbance falls on few; most where the targets are. But a slice
// holds some calls of each lane.
const WHOLE: Plan = {
  levels: [
    { inFlight: 1, rounds: 16, slice: { ms: 500 } },
    { inFlight: 50, rounds: 40, slice: { ms: 500 } },
    { inFlight: 500, rounds: 6, slice: { ms: 2000 } },
  ],
  warmUp: 5000,
};
const QUICK: Plan = {
  levels: [
    { inFlight: 1, rounds: 3, slice: { ms: 100 } },
    { inFlight: 50, rounds: 3, slice: { ms: 100 } },
    { inFlight: 500, rounds: 3, slice: { ms: 500 } },
  ],
  warmUp: 500,
};

/** Measures what is wanted, one part after the other, so that none disturbs another. */
export async function measure({ quick, parts, ...wanted }: Wanted): Promise<Results> {
  const { machine, peers, dist, calls, peerCalls } = wanted;
  const rounds = quick ? 3 : 15;
  const plan = quick ? QUICK : WHOLE;
  const wants = (part: Part) => parts.includes(part);
  const results: Results = { machine, plan, series: [], growth: [], imported: [], types: [], codegen: [] };
  const meter = wants("body") ? bodyMeter() : undefined;
  if (meter) results.body = meter.body;
  // The first of its rounds while this process is the only one.
  for (let round = 0; round < rounds; round++) meter?.round();
  if (wants("requests") || wants("memory")) {
    await besideServer(dist, async (start) => {
      if (wants("requests")) results.series = await requests(start, peers, plan, meter?.round);
      if (wants("memory")) results.growth = await growths(start, peers, { calls, peerCalls, starts: quick ? 1 : 5 });
    });
  }
  if (wants("imports")) results.imported = (await measureImports(importable(dist), rounds, progress)).imported;
  if (wants("types")) results.types = await measureTypes(dist, quick ? 1 : 3);
  if (wants("codegen")) results.codegen = await measureCodegen(quick ? 1 : 3);
  return results;
}

async function requests(start: Start, peers: Peer[], plan: Plan, between?: () => void): Promise<Series[]> {
  const clients = [];
  for (const peer of peers) clients.push(await start(peer));
  const series = await measureRounds(clients, plan, between);
  for (const { stop } of clients) stop();
  return series;
}

async function growths(
  start: Start,
  peers: Peer[],
  of: { calls: number; peerCalls: number; starts: number },
): Promise<Growth[]> {
  const all: Growth[] = [];
  for (const peer of peers)
    all.push(await measureGrowth(start, peer, peer.kind === "ours" ? of.calls : of.peerCalls, of.starts));
  return all;
}

const importable = (dist: string): Importable[] =>
  IMPORTABLE.map((one) => (one === ours ? { ...one, from: `${dist}/index.js` } : one));
