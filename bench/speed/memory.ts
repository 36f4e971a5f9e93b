import type { Memory } from "./client.ts";
import type { Peer } from "./peer.ts";
import type { Start } from "./processes.ts";
import { progress } from "./progress.ts";

export interface Growth {
  peer: Peer;
  /** After one call. */
  atRest: Memory;
  /** After the first tenth of the calls, and after all of them. */
  warm: Memory;
  end: Memory;
  calls: number;
}

/** Makes `calls` in a process of its own. Compares with a tenth of them, since compiled code and pools grow at first. */
export async function measureGrowth(start: Start, peer: Peer, calls: number): Promise<Growth> {
  const client = await start(peer);
  const atRest = await client.memory();
  const tenth = Math.ceil(calls / 10);
  progress(`Memory over ${calls.toLocaleString("en")} calls: ${peer.name}`);
  await client.repeat(50, tenth);
  const warm = await client.memory();
  await client.repeat(50, calls - tenth);
  const end = await client.memory();
  client.stop();
  return { peer, atRest, warm, end, calls };
}

/** In MB. */
export const grown = ({ warm, end }: Growth): number => (end.heap - warm.heap) / 1e6;
