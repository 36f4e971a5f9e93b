import type { Peer } from "./peer.ts";
import { BARE_FETCH, BARE_REQUEST } from "./peers-bare.ts";
import { LIBRARIES } from "./peers-libraries.ts";
import { OURS } from "./peers-ours.ts";
import { SDKS } from "./peers-sdks.ts";

// In the order of a round: what is compared is measured side by side, before the machine's mood has changed.
export const PEERS: Peer[] = [...BARE_FETCH, ...OURS, ...BARE_REQUEST, ...LIBRARIES, ...SDKS];

export function peer(name: string): Peer {
  const found = PEERS.find((peer) => peer.name === name);
  if (!found) throw new Error(`There is no peer ${name}.`);
  return found;
}
