import { checkNumber, MAX_TIMER_MS, readOptions } from "../../config/checks.ts";
import type { RequestOptions } from "../../config/options.ts";
import { checkField } from "./idempotency-key.ts";

/** How long a task is looked for after its create ended with outcome `"unknown"`, in ms. */
export const DEFAULT_LOOKUP_MS = 10_000;

/** The options of a client that concern tasks. */
export interface LookupOptions<Field extends string> {
  /**
   * A text field of the workspace that carries a key on every task that is created. By it a task can be found in Heffl after a
   * create whose outcome is unknown: see `lookupMs`. Make a field of type Text for it. Several calls share what is read, so it is
   * read with the client's headers, not with a call's.
   *
   * @default none
   * @example new Heffl({ idempotencyField: "cf_request_id" })
   */
  idempotencyField?: Field | undefined;
  /**
   * How long a task is looked for in the list of tasks after its create ended with outcome `"unknown"`, in ms. 0 turns that
   * off. It needs an `idempotencyField`.
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
   * Looks for a task with this key first, among those created at `since` or later, and sends nothing if there is one. `since` is a
   * `Date` or a date-time in RFC 3339. It needs a key of yours. It isn't a lock: two processes at once, or a list that doesn't
   * show a new task yet, can still make two.
   *
   * @default the task is created without a look
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

/** The wait before the first look, in ms. The later ones are twice as long. */
export const firstWaitMs = (lookupMs: number): number => Math.min(1000, lookupMs / 10);
