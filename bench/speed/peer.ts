import type { Create } from "./load.ts";

export interface Peer {
  name: string;
  /** How it is set up. Without a word on the deadline it has {@link DEADLINE_MS} in an option of its own. */
  note: string;
  kind: "ours" | "bare" | "library" | "SDK";
  /** What carries its requests. */
  over: "fetch" | "node:http" | "undici";
  start: (url: string) => Promise<Create>;
}

export const KEY = "test-key-of-nobody";
export const HEADERS = { "x-api-key": KEY, "content-type": "application/json" };
export const DEADLINE_MS = 30_000;
/** Of the clients that have a pool of their own. The others open one for each call in flight. */
export const CONNECTIONS = 50;
