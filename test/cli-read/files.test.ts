import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { openTable } from "../../src/cli/read/open-table.ts";
import { fileOf, read, readPath, refusal, refusalOf } from "./reading.ts";

describe("the format", () => {
  test.each([
    ["a.csv", "a,b\n1,2", "csv"],
    ["A.CSV", "a,b\n1,2", "csv"],
    ["a.tsv", "a\tb\n1\t2", "csv"],
    ["a.tab", "a\tb\n1\t2", "csv"],
    ["a.txt", "a;b\n1;2", "csv"],
    ["a.ndjson", '{"a":1}', "ndjson"],
    ["a.jsonl", '{"a":1}', "ndjson"],
    ["a.json", '[{"a":1}]', "json"],
    ["spool", "a,b\n1,2", "csv"],
    ["spool", ' {"a":1}\n{"a":2}', "ndjson"],
    ["spool", '{"a":1}', "ndjson"],
    ["spool", '\n [{"a":1}]', "json"],
    ["a.b/spool.unknown", '"a","b"\n1,2', "csv"],
  ])("of %s is known by its name, or by its content: %j", async (name, text, format) => {
    expect((await read(text, name.replace("/", "-"))).table.format).toBe(format);
  });

  test.each([
    ["a.json", '{"a":1}\n{"a":2}\n', "ndjson", "Read as NDJSON: one object a line."],
    ["a.json", '{"a":1,}\r\n{"a":2}\r\n', "ndjson", "Read as NDJSON: one object a line."],
    ["a.ndjson", '[{"a":1},\n{"a":2}]', "json", "Read as JSON: one array of objects."],
    ["a.jsonl", '[\n  {\n"a":1}]', "json", "Read as JSON: one array of objects."],
  ])("of %s is told where its content is another one: %j", async (name, text, format, note) => {
    const { table } = await read(text, name);
    expect(table.format).toBe(format);
    expect(table.notes).toEqual([note]);
  });

  test("that is asked for wins over the name", async () => {
    expect((await read("a,b\n1,2", "a.json", "csv")).cells).toEqual([["1", "2"]]);
    expect((await read('{"a":1}', "a.csv", "ndjson")).cells).toEqual([[1]]);
    expect((await read('[{"a":1}]', "a.txt", "json")).cells).toEqual([[1]]);
  });

  test("of JSON in a file that is named as CSV is told rather than read as a header", async () => {
    expect(await refusal('{"a": "b"}\n')).toBe(
      "tasks.csv: This is JSON, not CSV. Give --format ndjson, or a name that ends with .ndjson.",
    );
    expect(await refusal('[\n{"a": "b"}]', "tasks.txt")).toBe(
      "tasks.txt: This is JSON, not CSV. Give --format json, or a name that ends with .json.",
    );
  });

  test("of CSV in a file that is named as NDJSON is told once, not for each line", async () => {
    expect(await refusal("title,type\na,b\nc,d\n", "a.ndjson")).toMatch(
      /^a\.ndjson: This isn't JSON\. .* For CSV, give --format csv\.$/,
    );
  });
});

describe("a file is refused in plain words", () => {
  test("that doesn't exist", async () => {
    const path = join(tmpdir(), "heffl-read-none", "tasks.csv");
    expect(await refusalOf(path)).toBe("tasks.csv: There is no such file.");
    expect(await refusalOf(join(fileOf("a"), "tasks.csv"))).toBe("tasks.csv: There is no such file.");
  });

  test("that is a folder", async () => {
    const folder = mkdtempSync(join(tmpdir(), "heffl-read-"));
    expect(await refusalOf(folder)).toMatch(/: This is a folder, not a file\. Name the file in it\.$/);
  });

  test("that is no regular file", async () => {
    expect(await refusalOf("/dev/null")).toBe("null: This isn't a regular file. Copy what it contains into one.");
  });

  test("that nobody may read", async () => {
    const path = fileOf("a,b\n");
    chmodSync(path, 0o000);
    // Permissions don't hold for root.
    const isRoot = process.getuid?.() === 0;
    if (isRoot) {
      chmodSync(join(path, ".."), 0o755);
      process.seteuid?.(65534);
    }
    try {
      expect(await refusalOf(path)).toBe("tasks.csv: You have no permission to read this file.");
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  });

  test.each([
    ["empty", "", "The file is empty."],
    ["with nothing but a byte order mark", "\ufeff", "The file has nothing but blank lines."],
    ["with nothing but blank lines", "\n \r\n\t\n", "The file has nothing but blank lines."],
  ])("that is %s", async (_, text, message) => {
    for (const name of ["a.csv", "a.json", "a.ndjson", "spool"])
      expect(await refusal(text, name)).toBe(`${name}: ${message}`);
  });

  test.each<[string, string, Buffer, RegExp]>([
    [
      "a workbook",
      "tasks.xlsx",
      Buffer.from("PK\x03\x04\x14\x00\x06\x00\x08\x00"),
      /workbook .*export the sheet as CSV/,
    ],
    [
      "a workbook with another name",
      "tasks.csv",
      Buffer.from("PK\x03\x04\x14\x00\x06\x00\x08\x00"),
      /workbook .*export the sheet as CSV/,
    ],
    ["an old workbook", "tasks.xls", Buffer.from("d0cf11e0a1b11ae10000", "hex"), /\.xls.*export the sheet as CSV/],
    ["a compressed file", "tasks.csv.gz", gzipSync("a,b\n1,2"), /compressed file. Unpack it first/],
    ["a PDF", "tasks.pdf", Buffer.from("%PDF-1.7\n%\xe2\xe3"), /PDF/],
    ["text in UTF-32", "tasks.csv", Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), /UTF-32. Save it as UTF-8/],
    [
      "a picture",
      "tasks.csv",
      Buffer.from("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489", "hex"),
      /isn't a text file|neither UTF-8/,
    ],
    [
      "control characters",
      "tasks.csv",
      Buffer.from(Array.from({ length: 400 }, (_, at) => at % 32)),
      /isn't a text file/,
    ],
    [
      "a web page",
      "tasks.csv",
      Buffer.from("\n<!DOCTYPE html><table><tr><td>a</td></tr></table>"),
      /HTML or XML, not CSV/,
    ],
    ["a table of a web page", "tasks.xls", Buffer.from("<html><table>"), /HTML or XML, not CSV/],
    ["XML", "tasks.csv", Buffer.from('<?xml version="1.0"?><Workbook/>'), /HTML or XML, not CSV/],
  ])("that is %s", async (_, name, bytes, message) => {
    expect(await refusal(bytes, name)).toMatch(message);
  });

  test("that has changed between two readings", async () => {
    const path = fileOf("a,b\n1,2\n");
    const { table } = await readPath(path);
    writeFileSync(path, "a,b\n1,2\n3,4\n");
    const again = async () => {
      for await (const _ of table.rows());
    };
    await expect(again()).rejects.toThrow("The file was changed while it was read.");
  });
});

test("a copy of the input is called by the name that is given, and its format is known by that", async () => {
  const path = fileOf('a,"b\n', "copy.json");
  await expect(openTable(path, { name: "standard input" })).rejects.toThrow(
    "standard input, line 1, character 3: The quote that opens here is never closed.",
  );
});

test("a reading that is given up closes its file", async () => {
  const path = fileOf(`a,b\n${"1,2\n".repeat(500_000)}`);
  const table = await openTable(path);
  for await (const row of table.rows()) if (row.line > 10) break;
  const { readdirSync, readlinkSync } = await import("node:fs");
  const open = readdirSync("/proc/self/fd").map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return "";
    }
  });
  expect(open).not.toContain(path);
});
