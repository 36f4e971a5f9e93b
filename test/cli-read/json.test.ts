import { describe, expect, test } from "vitest";
import { read, refusal } from "./reading.ts";

const json = (content: string | Uint8Array) => read(content, "tasks.json");

describe("the elements of a JSON array", () => {
  test.each([
    ["on one line", '[{"a":1,"b":"x"},{"a":2}]', [1, 1]],
    ["one a line", '[\n{"a":1,"b":"x"},\n{"a":2}\n]\n', [2, 3]],
    ["over several lines", JSON.stringify([{ a: 1, b: "x" }, { a: 2 }], null, 2), [2, 6]],
    ["with commas before them, and \\r\\n", '\r\n [ {"a":1,\r\n"b":"x"}\r\n\r\n ,{"a":2} ] \r\n', [2, 5]],
    ["with the line ends of old Macs", '[\r{"a":1,"b":"x"},\r{"a":2}\r]', [2, 3]],
  ])("are rows with the right lines, %s", async (_, text, expected) => {
    const { table, rows, problems } = await json(text);
    expect(table).toMatchObject({ format: "json", delimiter: ",", notes: [], columns: ["a", "b"] });
    expect(rows.map(({ line }) => line)).toEqual(expected);
    expect(rows.map(({ cells }) => cells)).toEqual([[1, "x"], [2]]);
    expect(problems).toEqual([]);
  });

  test("may have brackets, commas, quotes and backslashes in their texts", async () => {
    const values = ["]", "[", "}", "{", ",", '"', "\\", '\\"', "\\\\", 'a":1},{"b', "\n", "/* */", "\u2028"];
    const { cells } = await json(JSON.stringify(values.map((value) => ({ [value]: value, nested: [[{ value }]] }))));
    expect(cells.map((row) => row.filter((cell) => typeof cell === "string"))).toEqual(values.map((value) => [value]));
  });

  test("can be none", async () => {
    expect((await json("[]")).rows).toEqual([]);
    expect((await json(" [ \n ] ")).rows).toEqual([]);
  });

  test("that are no objects are problems of their rows", async () => {
    const { rows } = await json('[{"a":1},\n2, "x,]}", [3,[4]], null,\ntrue ,{"a":5}]');
    expect(rows.map(({ line, cells, problems }) => [line, cells, problems.length])).toEqual([
      [1, [1], 0],
      [2, [], 1],
      [2, [], 1],
      [2, [], 1],
      [2, [], 1],
      [3, [], 1],
      [3, [5], 0],
    ]);
  });

  test("that are broken within their brackets are problems with line and character", async () => {
    const { rows } = await json('[{"a":1}, {"a":2,},\n{\n "ä": x}, {"a":1 2}, 1 2, {"a":3}]');
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([[1, 1], [1], [2], [3], [3], [3, 3]]);
    expect(rows.flatMap(({ problems }) => problems)).toEqual([
      { line: 1, message: 'Broken JSON at character 18: a key in double quotes was expected, not "}".' },
      { line: 3, message: 'Broken JSON at character 7: a value was expected, not "x".' },
      { line: 3, message: 'Broken JSON at character 18: a comma or } was expected, not "2".' },
      { line: 3, message: 'Broken JSON at character 24: the end of the record was expected, not "2".' },
    ]);
  });

  test("that lose something have their problem on its line", async () => {
    const { problems } = await json('[\n{"a":1},\n{"a":2,\n"b":9007199254740993,\n"a":3}]');
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [4, "b"],
      [5, "a"],
    ]);
  });

  test("are cut in two nowhere, wherever a piece of the file ends", async () => {
    const element = '{"ä\\"€":[",]",{"😀":"\\\\"}]}';
    for (let shift = 0; shift < 40; shift++) {
      const filler = `"${" ".repeat(256 * 1024 - 8 - shift)}"`;
      const { rows } = await json(`[\r\n${filler},\r\n${element},\r\n${element}]`);
      expect(rows.slice(1).map(({ line, cells }) => [line, ...cells])).toEqual(
        [3, 4].map((line) => [line, [",]", { "😀": "\\" }]]),
      );
    }
  });

  test("of more than 10 MB are refused, and one of 9 MB is read", async () => {
    const text = (size: number) => `[{"a":1},\n{"a":"${"x".repeat(size)}"}]`;
    expect(await refusal(text(10_300_000), "a.json")).toMatch(/^a\.json, line 2: .*longer than 10 MB/);
    expect((await json(text(9_000_000))).cells).toHaveLength(2);
  });
});

describe("a JSON file is refused", () => {
  test.each([
    ["that is cut off between records", '[\n{"a":1},\n', "line 3, character 1: The file ends before its array does"],
    ["that is cut off after a record", '[\n{"a":1}\n', "line 3, character 1: The file ends before its array does"],
    [
      "that is cut off within a record",
      '[\n{"a":1},\n{"a":[2',
      "line 3, character 1: The file ends before its array does",
    ],
    [
      "that is cut off within a text",
      '[\n{"a":1},\n {"a":"x',
      "line 3, character 2: The file ends before its array does",
    ],
    ["that is cut off after its bracket", "[", "line 1, character 2: The file ends before its array does"],
    [
      "with a comma too many at the end",
      '[{"a":1},\n]',
      'line 2, character 1: A record was expected after the comma, not "]".',
    ],
    [
      "with a comma too many in the middle",
      '[{"a":1},,{"a":1}]',
      'line 1, character 10: A record was expected after the comma, not ",".',
    ],
    [
      "with a comma before the first record",
      '[,{"a":1}]',
      'line 1, character 2: A record or "]" was expected, not ",".',
    ],
    [
      "without a comma between records",
      '[{"a":1}\n {"a":2}]',
      'line 2, character 2: A comma or "]" was expected after the record, not "{".',
    ],
    [
      "with something after its array",
      '[{"a":1}]\n[]',
      'line 2, character 1: Nothing was expected after the "]" that ends the array, not "[".',
    ],
    [
      "with a text over two lines",
      '[{"a":"x\n"},\n{"a":"y"}]',
      "line 1, character 9: Broken JSON: the closing quote of a text was expected",
    ],
    [
      "with brackets that don't match",
      '[{"a":1},\n{"b":[1}, {"a":2}]',
      'line 2, character 8: Broken JSON: a comma or ] was expected, not "}".',
    ],
    [
      "with a bracket too few",
      '[{"a":1,\n"b":{"c":2},\n{"a":2}]',
      "line 3, character 1: Broken JSON: a key in double quotes was expected",
    ],
    [
      "with a bracket too many",
      '[{"a":1}},{"a":2}]',
      'line 1, character 9: A comma or "]" was expected after the record, not "}".',
    ],
  ])("%s", async (_, text, message) => {
    expect(await refusal(text, "tasks.json")).toContain(`tasks.json, ${message}`);
  });

  test.each(['{"title":"a"}', '{\n  "title": "a"\n}', '{"tasks":[\n{"title":"a"},\n{"title":"b"}\n]}', '{"a":1'])(
    "that is a single object: %j",
    async (text) => {
      expect(await refusal(text, "tasks.json")).toBe(
        'tasks.json: The file is a single object. Accepted are an array of objects, [{"title": …}, {"title": …}], or one object a line (NDJSON).',
      );
    },
  );

  test.each(["12", '"title"', "null", "title,type\na,b"])(
    "that is neither an array nor an object: %j",
    async (text) => {
      expect(await refusal(text, "tasks.json")).toMatch(
        /^tasks\.json: This isn't JSON\. Accepted are an array of objects/,
      );
    },
  );
});
