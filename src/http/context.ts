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
  /** Every API key that this call has got so far, to be redacted: a key function may return a different one for each sending. */
  keys: string[];
}

/** The keys that are known before the call has asked for one. */
export const knownKeys = ({ apiKey }: Settings): string[] => (typeof apiKey === "string" ? [apiKey] : []);

/** A call's own limits, decided. Times in ms. */
export interface Limits {
  timeoutMs: number;
  totalTimeoutMs: number | undefined;
  maxRetries: number;
}
