import type { Start } from "./harness/processes.ts";
import { progress } from "./harness/progress.ts";
import type { Peer } from "./peers/peer.ts";

/** The memory of a client's process, in bytes, after garbage collection. */
export interface Growth {
  peer: string;
  calls: number;
  heapAfterTenth: number;
  heapAtEnd: number;
  residentAtEnd: number;
}

/** Makes `calls` in a process of its own. Compares with a tenth of them, since compiled code and pools grow at first. */
export async function measureGrowth(start: Start, peer: Peer, calls: number): Promise<Growth> {
  const client = await start(peer);
  const tenth = Math.ceil(calls / 10);
  progress(`Memory over ${calls.toLocaleString("en")} calls: ${peer.name}`);
  await client.repeat(50, tenth);
  const afterTenth = await client.memory();
  await client.repeat(50, calls - tenth);
  const atEnd = await client.memory();
  client.stop();
  return {
    peer: peer.name,
    calls,
    heapAfterTenth: afterTenth.heap,
    heapAtEnd: atEnd.heap,
    residentAtEnd: atEnd.resident,
  };
}

export const heapGrowthMB = ({ heapAfterTenth, heapAtEnd }: Growth): number => (heapAtEnd - heapAfterTenth) / 1e6;
