import { checkNumber, MAX_TIMER_MS, readOptions } from "../../config/checks.ts";
import type { RequestOptions } from "../../config/options.ts";
import { checkField } from "./idempotency-key.ts";

/** How long the client looks for a task after its create ended with outcome `"unknown"`, in ms. */
export const DEFAULT_LOOKUP_MS = 10_000;

/** The options of a client that concern tasks. */
export interface LookupOptions<Field extends string> {
  /**
   * A custom field of type Text that carries a key on every task that is created; create it in the workspace first. By the key
   * the client finds a task in Heffl after a create whose outcome is unknown: see `lookupMs`. Several calls share these reads, so
   * they are sent with the client's headers, not with a call's.
   *
   * @default none
   * @example new Heffl({ idempotencyField: "cf_request_id" })
   */
  idempotencyField?: Field | undefined;
  /**
   * How long the client looks for a task in the list of tasks after its create ended with outcome `"unknown"`, in ms. 0 turns
   * this off. It has an effect only with an `idempotencyField`.
   *
   * @default 10_000
   * @example new Heffl({ idempotencyField: "cf_request_id", lookupMs: 30_000 })
   */
  lookupMs?: number | undefined;
}

/** The options of one create. Each may be left out. */
export interface CreateOptions extends RequestOptions {
  /**
   * The key that the task carries in the client's `idempotencyField`. Give each task its own, and the same one when you create
   * that task again.
   *
   * @default what the task has in that field, else a new UUID
   * @example heffl.tasks.create(task, { idempotencyKey: order.id })
   */
  idempotencyKey?: string | undefined;
  /**
   * First looks for a task with this key among those created at `since` or later. If there is one, the call resolves with it and
   * sends no create. `since` is a `Date` or a date-time in RFC 3339. It needs a key of your own. It isn't a lock: two tasks can
   * still be created, by two processes at the same time, or if the list doesn't show a new task yet.
   *
   * @default the task is created without looking for it first
   * @example heffl.tasks.create(task, { idempotencyKey: order.id, ifAbsent: { since: order.placedAt } })
   */
  ifAbsent?: { since: Date | string } | undefined;
}

/** The options, checked. */
export interface LookupSettings {
  field: string | undefined;
  lookupMs: number;
}

export function resolveLookup(options: LookupOptions<string>): LookupSettings {
  const { idempotencyField, lookupMs = DEFAULT_LOOKUP_MS } = readOptions(options);
  return { field: checkField(idempotencyField), lookupMs: checkNumber("lookupMs", lookupMs, 0, MAX_TIMER_MS) };
}

/** The wait before the first look, in ms. The later waits are twice as long. */
export const firstWaitMs = (lookupMs: number): number => Math.min(1000, lookupMs / 10);
