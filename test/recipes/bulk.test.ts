import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import type { BulkRow } from "../../src/bulk.ts";
import { recipes, writeModules } from "../docs/blocks.ts";
import { startTaskServer } from "../support/task-server.ts";
import { loadFrom } from "./load.ts";

type ImportTasks = (rows: () => Iterable<BulkRow>, journal: string) => Promise<Record<string, number>>;

test("thousands of tasks: a second run with the journal sends nothing again", async () => {
  const server = await startTaskServer();
  const folder = mkdtempSync(join(tmpdir(), "recipe-bulk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const log = vi.spyOn(console, "log").mockImplementation(() => {});
  onTestFinished(() => log.mockRestore());
  const { importTasks } = await loadFrom<{ importTasks: ImportTasks }>(
    writeModules("recipes-bulk", recipes()),
    "import-tasks.ts",
    { HEFFL_BASE_URL: server.url, HEFFL_API_KEY: "test-key" },
  );
  const rows = (): BulkRow[] => [
    { task: { title: "Call Acme" }, key: "17" },
    { task: { title: "Call Zeta" }, key: "18" },
  ];
  const first = await importTasks(rows, join(folder, "journal"));
  expect(first).toEqual({ created: 2, refused: 0, unknown: 0, pending: 0 });
  expect(log.mock.calls.flat()).toEqual(expect.arrayContaining([["created", "17", "tsk_1"].join("\t")]));
  expect(await importTasks(rows, join(folder, "journal"))).toEqual(first);
  expect(server.count("create")).toBe(2);
});
