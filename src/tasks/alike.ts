import { own } from "../config/own.ts";
import { toTime } from "./since.ts";

/**
 * Whether a task that was read equals the sent one in every field that was sent. Dates are compared as points in time, lists in
 * any order, and a missing field equals null.
 */
export const isLike = (sent: object, task: unknown): boolean =>
  Object.entries(sent).every(([field, value]) => equals(value, own(task, field)));

function equals(a: unknown, b: unknown): boolean {
  if ((a ?? null) === (b ?? null)) return true;
  if (typeof a === "string" && typeof b === "string") return toTime(a) !== undefined && toTime(a) === toTime(b);
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) && Array.isArray(b)) return isWithin(a, b) && isWithin(b, a);
  if (Array.isArray(a) || Array.isArray(b)) return false;
  return isLike(a, b) && isLike(b, a);
}

/** Whether each item of `some` equals one of `others`. */
const isWithin = (some: unknown[], others: unknown[]): boolean =>
  some.every((one) => others.some((other) => equals(one, other)));
