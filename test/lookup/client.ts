import { Heffl, type HefflOptions } from "../../src/index.ts";
import { TASK } from "../support/server.ts";
import type { StoredTask } from "../support/task-server.ts";

export const FIELD = "cf_request_id";

/** A client whose tasks carry keys. It looks for one for a moment only. */
export const at = (baseUrl: string, options: HefflOptions<`cf_${string}`> = {}) =>
  new Heffl({ apiKey: "test-key", baseUrl, idempotencyField: FIELD, lookupMs: 400, maxRetryDelayMs: 0, ...options });

/** Tasks of other people, the newest first. */
export const others = (count: number, fields: object = {}): StoredTask[] =>
  Array.from({ length: count }, (_, n) => ({
    ...TASK,
    id: `tsk_other${n}`,
    [FIELD]: `other ${n}`,
    createdAt: new Date(Date.now() - n * 100).toISOString(),
    ...fields,
  }));

export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
