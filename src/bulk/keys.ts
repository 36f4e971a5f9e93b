import { createHash } from "node:crypto";
import { refuse } from "../config/checks.ts";
import { own } from "../config/own.ts";
import { HefflBulkError } from "./bulk-error.ts";
import type { BulkRow, BulkSource } from "./types.ts";

/** A row with its place and its key. */
export interface KeyedRow<CF> extends BulkRow<CF> {
  index: number;
  key: string;
  /** Whether the key is the caller's own. */
  isGiven: boolean;
  /** A hash of the content. */
  hash: string;
}

/** Whether a source can be read more than once: a list, or a function. Throws if it isn't a source. */
export function isRepeatable<CF>(source: BulkSource<CF>): boolean {
  if (typeof source === "function" || Array.isArray(source)) return true;
  const given: object = Object(source);
  if (!(Symbol.iterator in given) && !(Symbol.asyncIterator in given))
    refuse("The rows must be a list, another iterable, or a function that gives one.");
  return source instanceof Set;
}

/**
 * The rows with their keys: the row's own, else the one that the task has in the field for keys, else a hash of the row's
 * content, with a number if an earlier row is equal.
 *
 * @throws HefflBulkError for a row without a task, and for a key that is empty or that an earlier row has
 */
export async function* withKeys<CF>(
  source: BulkSource<CF>,
  field: string | undefined,
): AsyncGenerator<KeyedRow<CF>, void> {
  const seen = new Map<string, number>();
  let index = 0;
  for await (const row of typeof source === "function" ? source() : source) {
    const at = `Row ${index + 1}`;
    if (typeof row !== "object" || row === null || row.task === undefined)
      throw new HefflBulkError("rows", `${at} has no task. Rows are objects such as { task: { title: "Call Acme" } }.`);
    const { task, content = task } = row;
    const held = field === undefined ? undefined : own(task, field);
    const key = row.key ?? (typeof held === "string" ? held : undefined);
    if (key !== undefined && (typeof key !== "string" || key.trim() === ""))
      throw new HefflBulkError("rows", `${at} has an empty key, or one that isn't a string.`);
    const hash = hashOf(content, at);
    const name = key ?? hash;
    const count = (seen.get(name) ?? 0) + 1;
    if (key !== undefined && count > 1)
      throw new HefflBulkError(
        "rows",
        `${at} has the key ${JSON.stringify(key)}, which an earlier row has. Give each its own.`,
      );
    seen.set(name, count);
    yield { ...row, index, key: count === 1 ? name : `${name}-${count}`, isGiven: key !== undefined, hash };
    index++;
  }
}

function hashOf(content: unknown, at: string): string {
  try {
    const text = JSON.stringify(content) ?? "undefined";
    return createHash("sha256").update(text).digest("base64url").slice(0, 22);
  } catch (error) {
    throw new HefflBulkError("rows", `${at} can't be read: ${(error as Error).message}.`, error);
  }
}
