import { readFileSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { Appender } from "../../src/bulk/append.ts";
import { journalPath } from "./client.ts";

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

test("append resolves only when its line is on the disk, and lines that wait are written together", async () => {
  const { file, events, reachDisk } = slowFile();
  const lines = new Appender(file, 0);
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

describe("after a write that failed", () => {
  /** A real file, whose disk has room for so many bytes. */
  async function smallDisk(room: number) {
    const path = journalPath();
    writeFileSync(path, "");
    const file = await open(path, "a+");
    onTestFinished(() => file.close().catch(() => {}));
    const full = new Error("ENOSPC");
    const append = file.appendFile.bind(file);
    file.appendFile = async (data) => {
      const left = room - readFileSync(path).length;
      await append(`${data}`.slice(0, left));
      if (`${data}`.length > left) throw full;
    };
    return { lines: new Appender(file, 0), full, read: () => readFileSync(path, "utf8") };
  }

  test("every append that waits rejects, and no intent is written any more", async () => {
    const { lines, full, read } = await smallDisk(4);
    const waiting = [lines.append({ n: 1 }, true), lines.append({ n: 2 }, true)];
    expect(await Promise.allSettled(waiting)).toEqual([
      { status: "rejected", reason: full },
      { status: "rejected", reason: full },
    ]);
    await expect(lines.append({ n: 3 }, true)).rejects.toBe(full);
    expect(read()).toBe("");
  });

  test("an intent that was written is removed again, and an entry about what was done is kept if there is room", async () => {
    const { lines, full, read } = await smallDisk(30);
    await lines.append({ n: 1 }, true);
    const waiting = [{ n: 2 }, { n: 3 }].map((line) => lines.append(line, true));
    const done = lines.append({ done: 1 });
    const results = await Promise.allSettled([...waiting, done]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    expect(read()).toBe('{"n":1}\n{"done":1}\n');
    await expect(lines.append({ d: 2 })).rejects.toBe(full);
    expect(read()).toBe('{"n":1}\n{"done":1}\n{"d":2}\n');
    await expect(lines.append({ d: 3 })).rejects.toBe(full);
    expect(read()).toBe('{"n":1}\n{"done":1}\n{"d":2}\n');
  });
});
