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

/** What the requests of one call have in common. */
export interface Context {
  settings: Settings;
  operation: Operation<unknown>;
  limits: Limits;
  stop: Stop;
  proof: Proof;
}

/** A call's own limits, decided. Times in ms. */
export interface Limits {
  timeoutMs: number;
  totalTimeoutMs: number | undefined;
  maxRetries: number;
}
