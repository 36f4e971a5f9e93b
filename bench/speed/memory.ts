import { median } from "../statistics.ts";
import type { Memory } from "./client.ts";
import type { Peer } from "./peer.ts";
import type { Start } from "./processes.ts";
import { progress } from "./progress.ts";

export interface Growth {
  peer: Peer;
  /** How many processes `atRest` is the median of. */
  starts: number;
  /** After one call. */
  atRest: Memory;
  /** After the first tenth of the calls, and after all of them. */
  warm: Memory;
  end: Memory;
  calls: number;
}

/**
 * Makes `calls` in a process of its own. Compares with a tenth of them, since compiled code and pools grow at first.
 *
 * @param starts how many processes are looked at for what is there at rest: that differs, by when garbage was collected
 */
export async function measureGrowth(start: Start, peer: Peer, calls: number, starts: number): Promise<Growth> {
  const atRest = await restOf(start, peer, starts);
  const client = await start(peer);
  const tenth = Math.ceil(calls / 10);
  progress(`Memory over ${calls.toLocaleString("en")} calls: ${peer.name}`);
  await client.repeat(50, tenth);
  const warm = await client.memory();
  await client.repeat(50, calls - tenth);
  const end = await client.memory();
  client.stop();
  return { peer, starts, atRest, warm, end, calls };
}

async function restOf(start: Start, peer: Peer, starts: number): Promise<Memory> {
  const rests: Memory[] = [];
  while (rests.length < starts) {
    progress(`Memory at rest, start ${rests.length + 1} of ${starts}: ${peer.name}`);
    const client = await start(peer);
    rests.push(await client.memory());
    client.stop();
  }
  return { heap: median(rests.map(({ heap }) => heap)), resident: median(rests.map(({ resident }) => resident)) };
}

/** In MB. */
export const grown = ({ warm, end }: Growth): number => (end.heap - warm.heap) / 1e6;
