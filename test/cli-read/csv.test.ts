import { describe, expect, test } from "vitest";
import type { Row } from "../../src/cli/read/table.ts";
import { fileOf, read, readPath, refusal } from "./reading.ts";

describe("the cells of a CSV file", () => {
  test.each([
    ["leading zeros", "00731"],
    ["a large number", "12345678901234567890"],
    ["spaces around it", "  Call  "],
    ["what looks like a formula", "=1+1"],
    ["what looks like a date", "01/02/2026"],
    ["a word that means nothing", "null"],
    ["a quote in its middle", '5" pipe'],
    ["quotes around a word in its middle", 'the "best" one'],
    ["an apostrophe", "it's"],
    ["a no-break space", "\u00a0"],
    ["characters beyond the first plane", "😀 𝒳"],
    ["a backslash", "C:\\new\\"],
  ])("keep %s", async (_, cell) => {
    expect((await read(`title,note\n${cell},x\n`)).cells).toEqual([[cell, "x"]]);
  });

  test.each([
    ["a comma", '"a, b"', "a, b"],
    ["a quote that is written twice", '"say ""yes"""', 'say "yes"'],
    ["nothing but a quote", '""""', '"'],
    ["spaces", '"  a  "', "  a  "],
    ["a line end of Linux", '"a\nb"', "a\nb"],
    ["a line end of Windows", '"a\r\nb"', "a\r\nb"],
    ["a line end of old Macs", '"a\rb"', "a\rb"],
    ["blank lines", '"a\n\n\nb"', "a\n\n\nb"],
    ["what looks like another row", '"a\nb,c\n"', "a\nb,c\n"],
    ["spaces before a quote", '" ""a"""', ' "a"'],
  ])("may have %s within quotes", async (_, written, cell) => {
    const { cells, problems } = await read(`title,note\n${written},x\nlast,${written}`);
    expect(cells).toEqual([
      [cell, "x"],
      ["last", cell],
    ]);
    expect(problems).toEqual([]);
  });

  test("are empty texts where nothing is written", async () => {
    expect((await read('a,b,c\n,"",x')).cells).toEqual([["", "", "x"]]);
  });
});

describe("the lines of a CSV file", () => {
  test.each([
    ["\\n", "\n"],
    ["\\r\\n", "\r\n"],
    ["\\r", "\r"],
  ])("that end with %s are counted, within quotes as well", async (_, end) => {
    const lines = ["title,note", 'one,"first', "second", 'third"', "", "two,x", ",", '"a', '","b', '"', "three,x"];
    const { rows } = await read(lines.join(end));
    expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
      [2, "one"],
      [6, "two"],
      [8, `a${end}`],
      [11, "three"],
    ]);
  });

  test("may end in several ways in one file", async () => {
    const { rows } = await read("a,b\r\n1,2\n3,4\r5,6\r\n");
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [2, "1", "2"],
      [3, "3", "4"],
      [4, "5", "6"],
    ]);
  });

  test.each(["a,b\n1,2", "a,b\n1,2\n", "a,b\n1,2\n\n\n", "a,b\n1,2\n   \n", "\n\na,b\n\n1,2\n,\n", " \na,b\n1,2\n"])(
    "are rows unless they are blank, the last one too: %j",
    async (text) => {
      const { cells, problems } = await read(text);
      expect(cells).toEqual([["1", "2"]]);
      expect(problems).toEqual([]);
    },
  );

  test("of a table with one column are rows, though they have nothing but spaces", async () => {
    expect((await read("title\na\n  \n\nb\n")).cells).toEqual([["a"], ["  "], ["b"]]);
  });

  test("can be none after the header", async () => {
    const { table, rows } = await read("title,type\n");
    expect(table.columns).toEqual(["title", "type"]);
    expect(rows).toEqual([]);
  });

  test("are read anew each time", async () => {
    const path = fileOf("a\n1\n2");
    const { table, rows } = await readPath(path);
    const again: Row[] = [];
    for await (const row of table.rows()) again.push(row);
    expect(again).toHaveLength(2);
    expect(again).toEqual(rows);
  });
});

describe("the number of cells in a row", () => {
  test("that is too small is a problem of that row alone, whose cells are kept", async () => {
    const { rows } = await read("a,b,c\n1,2\n3,4,5\n6\n");
    expect(rows).toEqual([
      {
        line: 2,
        cells: ["1", "2", undefined],
        problems: [{ line: 2, message: "The row has 2 cells, but the header has 3 cells." }],
      },
      { line: 3, cells: ["3", "4", "5"], problems: [] },
      {
        line: 4,
        cells: ["6", undefined, undefined],
        problems: [{ line: 4, message: "The row has 1 cell, but the header has 3 cells." }],
      },
    ]);
  });

  test("that is too large is a problem of that row alone, whose cells are kept", async () => {
    const { rows } = await read("a,b\n1,2,3\n4,5\n6,7,,8,,\n");
    expect(rows).toEqual([
      {
        line: 2,
        cells: ["1", "2"],
        problems: [{ line: 2, message: "The row has 3 cells, but the header has 2 cells." }],
      },
      { line: 3, cells: ["4", "5"], problems: [] },
      {
        line: 4,
        cells: ["6", "7"],
        problems: [{ line: 4, message: "The row has 4 cells, but the header has 2 cells." }],
      },
    ]);
  });

  test("may be larger by empty cells, as spreadsheets write them", async () => {
    const { rows } = await read("a;b\n1;2;;;\n3;4;\n");
    expect(rows.map(({ cells, problems }) => [cells, problems])).toEqual([
      [["1", "2"], []],
      [["3", "4"], []],
    ]);
  });
});

describe("the header of a CSV file", () => {
  test("has its names trimmed, in quotes or not", async () => {
    expect((await read('  Title ,"Due date ",\u00a0Type\n1,2,3')).table.columns).toEqual(["Title", "Due date", "Type"]);
  });

  test("may have names over several lines, after which lines are counted on", async () => {
    const { table, rows } = await read('"Due\ndate",b\n1,2\n');
    expect(table.columns).toEqual(["Due\ndate", "b"]);
    expect(rows[0]?.line).toBe(3);
  });

  test("may have names that mean something to JavaScript", async () => {
    const { table, cells } = await read("__proto__,constructor,toString\n1,2,3\n");
    expect(table.columns).toEqual(["__proto__", "constructor", "toString"]);
    expect(cells).toEqual([["1", "2", "3"]]);
  });

  test("may end with columns without a name, where their cells are empty", async () => {
    const { table, cells, problems } = await read("a,b,, \n1,2,,\n3,4,\n5,6\n");
    expect(table.columns).toEqual(["a", "b"]);
    expect(cells).toEqual([
      ["1", "2"],
      ["3", "4"],
      ["5", "6"],
    ]);
    expect(problems).toEqual([]);
  });

  test("may have columns without a name between others, where their cells are empty", async () => {
    const { table, cells, problems } = await read(",a,,b\n,1,,2\n,3,x,4\n");
    expect(table.columns).toEqual(["a", "b"]);
    expect(cells).toEqual([
      ["1", "2"],
      ["3", "4"],
    ]);
    expect(problems).toEqual([
      { line: 3, message: 'Cell 3 isn\'t empty ("x"), but its column has no name in the header.' },
    ]);
  });

  test.each([
    ["exactly", "Title,type,Title", '"Title": the 1st and the 3rd'],
    ["after trimming", 'type,Title," Title "', '"Title": the 2nd and the 3rd'],
    ["though JavaScript has a meaning for it", "a,__proto__,b,__proto__", '"__proto__": the 2nd and the 4th'],
  ])("is refused when a name is there twice, %s", async (_, header, names) => {
    expect(await refusal(`${header}\n1,2,3,4\n`)).toBe(
      `tasks.csv, line 1: Two columns are named ${names}. Rename or remove one of them.`,
    );
  });

  test.each(["\n\n", ",,,\n", " , \n1,2\n", "sep=;\n", "\ufeff\n"])("is missed in %j", async (text) => {
    expect(await refusal(text)).toMatch(/^tasks\.csv.*(no header|nothing but blank lines)/);
  });
});

test("a NUL character is a problem of its cell", async () => {
  const { problems, cells } = await read("title,type\nCall Bob again,call\nCall\0Bob,call\n");
  expect(cells).toHaveLength(2);
  expect(problems).toEqual([{ line: 3, column: "title", message: "The cell has a NUL character. Remove it." }]);
});
