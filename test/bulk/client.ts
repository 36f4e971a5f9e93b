import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { BulkRow, RowResult } from "../../src/bulk.ts";
import { Heffl, type HefflOptions } from "../../src/index.ts";

export const at = (baseUrl: string, options: HefflOptions<`cf_${string}`> = {}): Heffl =>
  new Heffl({ apiKey: "test-key", baseUrl, lookupMs: 200, ...options });

/** A path for a journal in a folder of its own, which is gone when the test has finished. */
export function journalPath(): string {
  const folder = mkdtempSync(join(tmpdir(), "heffl-bulk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, "rows.heffl-journal.ndjson");
}

export const rowsOf = (count: number): BulkRow[] =>
  Array.from({ length: count }, (_, n) => ({ task: { title: `row ${n}` } }));

export async function all(run: AsyncIterable<RowResult>): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for await (const result of run) results.push(result);
  return results.sort((a, b) => a.index - b.index);
}

export const outcomes = (results: RowResult[]): string[] => results.map(({ outcome }) => outcome);
