import type { Create } from "../harness/load.ts";

/** A client that is measured. */
export interface Peer {
  name: string;
  /** How it is set up. Unless this says otherwise, the client's own timeout option is {@link DEADLINE_MS}. */
  setup: string;
  kind: "ours" | "bare" | "library" | "SDK";
  /** What carries its requests. */
  over: "fetch" | "node:http" | "undici";
  /** The installed package whose version is reported; none for what Node itself brings and for this project. */
  package?: string;
  /** Creates the client. It resolves with a function that creates one task and returns what the client returned. */
  start: (url: string) => Promise<Create>;
}

export const KEY = "test-key-of-nobody";
export const HEADERS = { "x-api-key": KEY, "content-type": "application/json" };
export const DEADLINE_MS = 30_000;
/** For clients that have a connection pool of their own. The others open a connection for each call in flight. */
export const CONNECTIONS = 50;
