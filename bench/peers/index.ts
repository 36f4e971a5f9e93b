import { BARE_FETCH, BARE_REQUEST } from "./bare.ts";
import { LIBRARIES } from "./libraries.ts";
import { OURS } from "./ours.ts";
import type { Peer } from "./peer.ts";
import { SDKS } from "./sdks.ts";

// In the order of a round. Clients that are compared with each other stand side by side, so that little time passes between them.
export const PEERS: Peer[] = [...BARE_FETCH, ...OURS, ...BARE_REQUEST, ...LIBRARIES, ...SDKS];

export function peer(name: string): Peer {
  const found = PEERS.find((peer) => peer.name === name);
  if (!found) throw new Error(`There is no peer ${name}.`);
  return found;
}
