import { describe, expect, test } from "vitest";
import type { Row } from "../../src/cli/read/table.ts";
import { read, refusal } from "./reading.ts";

const ndjson = (content: string | Uint8Array) => read(content, "tasks.ndjson");
const lines = (rows: Row[]) => rows.map(({ line, cells }) => [line, ...cells]);

describe("the lines of an NDJSON file", () => {
  test("are rows, whose keys are the columns in the order of their first appearance", async () => {
    const { table, cells } = await ndjson('{"title":"a","type":"call"}\n{"score":1.5,"title":"b"}\n{}\n');
    expect(table).toMatchObject({ format: "ndjson", delimiter: ",", notes: [], columns: ["title", "type", "score"] });
    expect(cells).toEqual([["a", "call"], ["b", undefined, 1.5], []]);
  });

  test("keep their columns when they are read again", async () => {
    const { table } = await ndjson('{"a":1}\n{"b":2}');
    const cells: unknown[] = [];
    for await (const row of table.rows()) cells.push(row.cells);
    expect(cells).toEqual([[1], [undefined, 2]]);
    expect(table.columns).toEqual(["a", "b"]);
  });

  test("may be blank, end in \\r\\n, and the last one without an end", async () => {
    const { rows, problems } = await ndjson('\n{"a":1}\r\n\r\n  \n{"a":2}');
    expect(lines(rows)).toEqual([
      [2, 1],
      [5, 2],
    ]);
    expect(problems).toEqual([]);
  });

  test("may end as on old Macs", async () => {
    expect(lines((await ndjson('{"a":1}\r\r{"a":2}\r')).rows)).toEqual([
      [1, 1],
      [3, 2],
    ]);
  });

  test("may have the line separators of Unicode within texts", async () => {
    const text = "a\u2028b\u2029c\u0085d";
    const { rows } = await ndjson(`{"a":"${text}"}\n{"a":"x"}`);
    expect(lines(rows)).toEqual([
      [1, text],
      [2, "x"],
    ]);
  });

  test("keep every kind of value as it is", async () => {
    const values = [
      "00731",
      "",
      " a ",
      0,
      -1.5,
      1e21,
      true,
      false,
      null,
      [1, "2", []],
      { a: { b: [] } },
      "\0",
      "\ud800",
    ];
    const { cells, problems } = await ndjson(
      `${JSON.stringify(Object.fromEntries(values.map((v, at) => [`k${at}`, v])))}`,
    );
    expect(cells).toEqual([values]);
    expect(problems).toEqual([]);
  });

  test("may have keys that mean something to JavaScript", async () => {
    const { table, cells } = await ndjson('{"__proto__":1,"constructor":{"__proto__":2},"hasOwnProperty":3}');
    expect(table.columns).toEqual(["__proto__", "constructor", "hasOwnProperty"]);
    expect(cells[0]?.[0]).toBe(1);
    expect(cells[0]?.[2]).toBe(3);
    expect(({} as { a?: unknown }).a).toBeUndefined();
  });

  test("of more than 10 MB are refused, and one of 9 MB is read", async () => {
    const long = (size: number) => `{"a":1}\n{"a":"${"x".repeat(size)}"}`;
    expect(await refusal(long(10_300_000), "a.ndjson")).toMatch(/^a\.ndjson, line 2: .*longer than 10 MB/);
    expect((await ndjson(long(9_000_000))).cells).toHaveLength(2);
  });
});

describe("a broken line is a problem with its line and character, and the rest is read:", () => {
  test.each<[string, string]>([
    ["{bad}", 'Broken JSON at character 2: a key in double quotes was expected, not "b".'],
    ["{'a':1}", `Broken JSON at character 2: a key in double quotes was expected, not "'".`],
    ['{"a":1,}', 'Broken JSON at character 8: a key in double quotes was expected, not "}".'],
    ['{"a" 1}', 'Broken JSON at character 6: a colon after the key was expected, not "1".'],
    ['{"a":1 "b":2}', 'Broken JSON at character 8: a comma or } was expected, not "\\"".'],
    ['{"a":[1 2]}', 'Broken JSON at character 9: a comma or ] was expected, not "2".'],
    ['{"a":01}', 'Broken JSON at character 7: a comma or } was expected, not "1".'],
    ['{"a":.5}', 'Broken JSON at character 6: a value was expected, not ".".'],
    ['{"a":True}', 'Broken JSON at character 6: a value was expected, not "T".'],
    ['{"a":NaN}', 'Broken JSON at character 6: a value was expected, not "N".'],
    ['{"a":}', 'Broken JSON at character 6: a value was expected, not "}".'],
    ['{"a":"x', "Broken JSON at character 8: the closing quote of a text was expected, not the end."],
    ['{"a":"\t"}', 'Broken JSON at character 7: the closing quote of a text was expected, not "\\t".'],
    [
      '{"a":"\\x"}',
      'Broken JSON at character 7: an escape that JSON knows, such as \\n, after the backslash was expected, not "\\\\".',
    ],
    [
      '{"ä€":"\\u12"}',
      'Broken JSON at character 8: an escape that JSON knows, such as \\n, after the backslash was expected, not "\\\\".',
    ],
    ['{"a":1', "Broken JSON at character 7: a comma or } was expected, not the end."],
    ['{"a":1}}', 'Broken JSON at character 8: the end of the record was expected, not "}".'],
    ['{"a":1},', 'Broken JSON at character 8: the end of the record was expected, not ",".'],
    ['{"a":1}{"a":2}', 'Broken JSON at character 8: the end of the record was expected, not "{".'],
    ["title,type", 'Broken JSON at character 1: a value was expected, not "t".'],
  ])("%s", async (broken, message) => {
    expect(() => JSON.parse(broken)).toThrow(SyntaxError);
    const { rows } = await ndjson(`{"a":0}\n${broken}\r\n{"a":3}\n`);
    expect(rows).toEqual([
      { line: 1, cells: [0], problems: [] },
      { line: 2, cells: [], problems: [{ line: 2, message }] },
      { line: 3, cells: [3], problems: [] },
    ]);
  });
});

test.each([
  ["[1, 2]", "an array"],
  ['"text"', "a text"],
  ["12", "a number"],
  ["null", "null"],
  ["true", "true or false"],
])("a line that is no object is a problem: %s", async (text, kind) => {
  const { rows, problems } = await ndjson(`{"a":0}\n${text}\n{"a":3}\n`);
  expect(lines(rows)).toEqual([[1, 0], [2], [3, 3]]);
  expect(problems).toEqual([
    { line: 2, message: `A record is an object, such as {"title": "Call back"}, but this is ${kind}.` },
  ]);
});

describe("what JSON.parse would lose without a word is a problem:", () => {
  test.each([
    ['{"a":1,"b":2,"a":3}', "a", 'The key "a" is there twice. Remove one of the two.'],
    ['{"a":1,"\\u0061":3}', "a", 'The key "a" is there twice. Remove one of the two.'],
    ['{"__proto__":1,"__proto__":2}', "__proto__", 'The key "__proto__" is there twice. Remove one of the two.'],
    ['{"a":{"b":1,"c":2,"b":3}}', "a", 'The key "b" is there twice. Remove one of the two.'],
    ['{"a":9007199254740993}', "a", "The number 9007199254740993 would lose digits. Write it as text, in quotes."],
    [
      '{"b":0,"a":[-12345678901234567890]}',
      "a",
      "The number -12345678901234567890 would lose digits. Write it as text, in quotes.",
    ],
    ['{"a":1e-400}', "a", "The number 1e-400 would lose digits. Write it as text, in quotes."],
    [
      '{"a":0.12345678901234567890}',
      "a",
      "The number 0.12345678901234567890 would lose digits. Write it as text, in quotes.",
    ],
    ['{"a":1e400}', "a", "The number 1e400 would lose digits. Write it as text, in quotes."],
  ])("%s", async (text, column, message) => {
    expect((await ndjson(text)).problems).toEqual([{ line: 1, column, message }]);
  });

  test.each([
    '{"a":9007199254740991}',
    '{"a":9007199254740992}',
    '{"a":1e22}',
    '{"a":42416128428415690}',
    '{"a":-0}',
    '{"a":1000000000000000000000}',
    '{"a":{"b":1},"c":{"b":1}}',
    '{"a":0.1}',
    '{"a":0.30000000000000004}',
    '{"a":-0.0}',
    '{"a":[{"b":1},{"b":2}]}',
    '{"a":"9007199254740993"}',
  ])("but not %s", async (text) => {
    const { cells, problems } = await ndjson(text);
    expect(problems).toEqual([]);
    expect(cells).toEqual([Object.values(JSON.parse(text))]);
  });

  test("several in one row are all told", async () => {
    expect((await ndjson('{"a":1,"a":9007199254740993,"b":1e999}')).problems.map(({ column }) => column)).toEqual([
      "a",
      "a",
      "b",
    ]);
  });
});
