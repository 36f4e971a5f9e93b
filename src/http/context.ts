import type { Settings } from "../config/options.ts";
import type { Operation } from "./operation.ts";
import type { Proof } from "./proof.ts";
import type { Stop } from "./stop.ts";

/** A request, but for the key. */
export interface Outgoing {
  url: string;
  method: string;
  /** Their names in lower case. */
  headers: Record<string, string>;
  /** Empty where there is none. */
  body: string;
}

/** What the requests of one call have in common: one signal, one total time, and what is proved by all of them. */
export interface Context {
  settings: Settings;
  operation: Operation<unknown>;
  limits: Limits;
  /** The call's own, without the client's. */
  headers: Record<string, string>;
  stop: Stop;
  proof: Proof;
  /**
   * Every API key to be redacted: those known when the call began, and those that it has got since. A key function may return a
   * different one for each sending.
   */
  keys: string[];
}

/** Adds a key to those that this call and later ones redact. */
export function remember(key: string, { keys, settings }: Context): void {
  if (!keys.includes(key)) keys.push(key);
  if (!settings.keys.includes(key) && settings.keys.push(key) > MAX_KEYS) settings.keys.shift();
}

/** How many keys later calls redact, so that a key function that always returns another one doesn't fill the memory. */
const MAX_KEYS = 10;

/** A call's own limits, decided. Times in ms. */
export interface Limits {
  timeoutMs: number;
  totalTimeoutMs: number | undefined;
  maxRetries: number;
}
