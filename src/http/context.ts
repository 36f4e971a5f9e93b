import type { Settings } from "../config/settings.ts";
import type { Operation } from "./operation.ts";
import type { Proof } from "./proof.ts";
import type { Stop } from "./stop.ts";

/** A request, without the API key. */
export interface Outgoing {
  url: string;
  method: string;
  /** By names in lower case. */
  headers: Record<string, string>;
  /** Empty if there is none. */
  body: string;
}

/** What the requests of one call share: its options, what can end it, and what all of them prove together. */
export interface Context {
  settings: Settings;
  operation: Operation<unknown>;
  limits: Limits;
  /** The headers of the call's own options, without the client's. */
  headers: Record<string, string>;
  stop: Stop;
  proof: Proof;
  /**
   * Every API key to redact: those known when the call began, and those that it has received since. A key function may return a
   * different one for each request.
   */
  keys: string[];
}

/** Adds a key to those that this call and later ones redact. */
export function remember(key: string, { keys, settings }: Context): void {
  if (!keys.includes(key)) keys.push(key);
  if (!settings.keys.includes(key) && settings.keys.push(key) > MAX_KEYS) settings.keys.shift();
}

/** How many keys later calls redact. Limited, because a key function may return a new key each time. */
const MAX_KEYS = 10;

/** The limits of a call, from its own options or else from the client's. Times in ms. */
export interface Limits {
  timeoutMs: number;
  totalTimeoutMs: number | undefined;
  maxRetries: number;
}
