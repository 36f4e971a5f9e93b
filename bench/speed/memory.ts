import { median } from "../statistics.ts";
import type { Memory } from "./client.ts";
import type { Peer } from "./peer.ts";
import type { Start } from "./processes.ts";
import { progress } from "./progress.ts";

export interface Growth {
  peer: Peer;
  /** After one call; medians of several starts. */
  atRest: Memory;
  /** After the first tenth of the calls, and after all of them. */
  warm: Memory;
  end: Memory;
  calls: number;
}

/** What is resident after one call differs from start to start, by when garbage was collected before. */
export const STARTS = 5;

/** Makes `calls` in a process of its own. Compares with a tenth of them, since compiled code and pools grow at first. */
export async function measureGrowth(start: Start, peer: Peer, calls: number): Promise<Growth> {
  const atRest = await restOf(start, peer);
  const client = await start(peer);
  const tenth = Math.ceil(calls / 10);
  progress(`Memory over ${calls.toLocaleString("en")} calls: ${peer.name}`);
  await client.repeat(50, tenth);
  const warm = await client.memory();
  await client.repeat(50, calls - tenth);
  const end = await client.memory();
  client.stop();
  return { peer, atRest, warm, end, calls };
}

async function restOf(start: Start, peer: Peer): Promise<Memory> {
  const rests: Memory[] = [];
  while (rests.length < STARTS) {
    progress(`Memory at rest, start ${rests.length + 1} of ${STARTS}: ${peer.name}`);
    const client = await start(peer);
    rests.push(await client.memory());
    client.stop();
  }
  return { heap: median(rests.map(({ heap }) => heap)), resident: median(rests.map(({ resident }) => resident)) };
}

/** In MB. */
export const grown = ({ warm, end }: Growth): number => (end.heap - warm.heap) / 1e6;
