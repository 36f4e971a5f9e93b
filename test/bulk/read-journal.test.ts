import { open, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readJournal } from "../../src/bulk/read-journal.ts";
import { journalPath } from "./client.ts";

const at = (second: number): string => new Date(Date.UTC(2026, 10, 28, 12, 0, second)).toISOString();
const ms = (second: number): number => Date.parse(at(second));
const HEADER = { journal: "heffl-client", version: 1, id: "j", baseUrl: "u", idempotencyField: null, shape: null };

async function read(...lines: object[]) {
  const path = journalPath();
  await writeFile(path, [HEADER, ...lines].map((line) => `${JSON.stringify(line)}\n`).join(""));
  const file = await open(path);
  try {
    return await readJournal(file, path);
  } finally {
    await file.close();
  }
}

test("a row that was sent again while it was unknown may exist since it was first sent", async () => {
  const { rows } = await read(
    { row: "a", sent: at(1), content: "c" },
    { row: "a", at: at(2), outcome: "unknown" },
    { row: "a", sent: at(30), content: "c" },
  );
  expect(rows.get("a")).toMatchObject({ outcome: "unknown", since: ms(1), isHefflTime: false });
});

test("a row that was known not to exist may exist since it was sent again", async () => {
  const { rows } = await read(
    { row: "a", sent: at(1), content: "c" },
    { row: "a", at: at(2), outcome: "pending" },
    { row: "a", sent: at(30), content: "c" },
  );
  expect(rows.get("a")).toMatchObject({ outcome: "unknown", since: ms(30) });
});

test("once a row has created a task, the tasks of later rows may exist since that task's createdAt, which is by Heffl's clock", async () => {
  const { rows, latest } = await read(
    { row: "a", sent: at(1), content: "c" },
    { row: "a", at: at(2), outcome: "created", taskId: "tsk_1", createdAt: at(50) },
    { row: "b", sent: at(3), content: "d" },
    { row: "c", sent: at(4), content: "e" },
    { row: "c", at: at(5), outcome: "created", taskId: "tsk_2", createdAt: at(40) },
  );
  expect(rows.get("b")).toMatchObject({ since: ms(50), isHefflTime: true });
  expect(latest).toBe(ms(50));
});

test("requests that have no end count as sent when the journal ends", async () => {
  const { sent } = await read(
    { row: "a", sent: at(1), content: "c" },
    { row: "b", sent: at(2), content: "d" },
    { row: "a", at: at(3), outcome: "unknown" },
    { read: at(9) },
  );
  expect(sent).toEqual([ms(3), ms(9), ms(9)]);
});

test("keys were kept only if every created task came back with its own", async () => {
  const made = (row: string, keyed: boolean) => [
    { row, sent: at(1), content: "c" },
    { row, at: at(2), outcome: "created", taskId: row, keyed },
  ];
  expect((await read()).keepsKeys).toBeUndefined();
  expect((await read(...made("a", true))).keepsKeys).toBe(true);
  expect((await read(...made("a", true), ...made("b", false), ...made("c", true))).keepsKeys).toBe(false);
});
