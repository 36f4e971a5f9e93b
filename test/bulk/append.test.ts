import type { FileHandle } from "node:fs/promises";
import { expect, test } from "vitest";
import { Appender } from "../../src/bulk/append.ts";

/** A file that tells what is done with it, and whose disk is as slow as the test wants. */
function slowFile() {
  const events: string[] = [];
  let onDisk: () => void = () => {};
  const file = {
    appendFile: async (text: string) => void events.push(text.trim().replaceAll("\n", " ")),
    datasync: () =>
      new Promise<void>((resolve) => {
        events.push("sync");
        onDisk = resolve;
      }),
    close: async () => void events.push("close"),
  };
  return { file: file as unknown as FileHandle, events, reachDisk: () => onDisk() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a line is told to be on the disk only when the disk says so, and lines that wait for it go together", async () => {
  const { file, events, reachDisk } = slowFile();
  const lines = new Appender(file);
  const told: number[] = [];
  const append = (line: number) => lines.append([line]).then(() => told.push(line));
  const first = append(1);
  await turn();
  const others = [append(2), append(3)];
  await turn();
  expect([events, told]).toEqual([["[1]", "sync"], []]);
  reachDisk();
  await first;
  await turn();
  expect([events, told]).toEqual([["[1]", "sync", "[2] [3]", "sync"], [1]]);
  reachDisk();
  await Promise.all(others);
  await lines.close();
  expect(events.at(-1)).toBe("close");
});

test("after a write that failed nothing is written, and everything that waits is told", async () => {
  const { file, events } = slowFile();
  const full = new Error("ENOSPC");
  const lines = new Appender(Object.assign(file, { appendFile: () => Promise.reject(full) }));
  const waiting = [lines.append({ n: 1 }), lines.append({ n: 2 })];
  expect(await Promise.allSettled(waiting)).toEqual([
    { status: "rejected", reason: full },
    { status: "rejected", reason: full },
  ]);
  await expect(lines.append({ n: 3 })).rejects.toBe(full);
  expect(events).toEqual([]);
});
