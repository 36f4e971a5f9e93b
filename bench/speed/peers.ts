import type { Peer } from "./peer.ts";
import { BARE } from "./peers-bare.ts";
import { LIBRARIES } from "./peers-libraries.ts";
import { OURS } from "./peers-ours.ts";
import { SDKS } from "./peers-sdks.ts";

export const PEERS: Peer[] = [...BARE, ...OURS, ...LIBRARIES, ...SDKS];

export function peer(name: string): Peer {
  const found = PEERS.find((peer) => peer.name === name);
  if (!found) throw new Error(`There is no peer ${name}.`);
  return found;
}
