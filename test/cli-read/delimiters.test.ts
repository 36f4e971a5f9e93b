import { describe, expect, test } from "vitest";
import { read } from "./reading.ts";

describe("the delimiter is found by the header:", () => {
  test.each<[string, string, string, string[], string[]]>([
    ["commas", "title,type\na,b", ",", ["title", "type"], ["a", "b"]],
    ["semicolons", "title;type\na;b", ";", ["title", "type"], ["a", "b"]],
    ["tabs", "title\ttype\na\tb", "\t", ["title", "type"], ["a", "b"]],
    ["vertical bars", "title|type\na|b", "|", ["title", "type"], ["a", "b"]],
    ["semicolons beside decimal commas", "title;score\na;1,5\nb;2,5", ";", ["title", "score"], ["a", "1,5"]],
    ["semicolons beside lists", "title,ids\na,1;2;3", ",", ["title", "ids"], ["a", "1;2;3"]],
    ["commas within quotes", '"Last, first, title";type\n"x, y";b', ";", ["Last, first, title", "type"], ["x, y", "b"]],
    ["semicolons within quotes", '"a;b;c",type\nx,y', ",", ["a;b;c", "type"], ["x", "y"]],
    ["a comma in a name", "Last, first;type\nx;y\nz;w", ";", ["Last, first", "type"], ["x", "y"]],
    ["commas in names", "Last, first, title;type\nx;y\nz;w", ";", ["Last, first, title", "type"], ["x", "y"]],
    ["tabs beside commas", "title\tscore, total\na\t1,5", "\t", ["title", "score, total"], ["a", "1,5"]],
    [
      "semicolons, though each row has a comma",
      "Amount, net;title\n1,5;x\n2,5;y",
      ";",
      ["Amount, net", "title"],
      ["1,5", "x"],
    ],
    ["a quote in the middle of a name", 'Size in ";title\n1;a\n', ";", ['Size in "', "title"], ["1", "a"]],
    ["a name over two lines", '"a\n,,,b";c\n1;2', ";", ["a\n,,,b", "c"], ["1", "2"]],
    ["blank lines before the header", "\r\n\r\ntitle;type\r\na;b", ";", ["title", "type"], ["a", "b"]],
    ["a header alone", "title;type;score\n", ";", ["title", "type", "score"], []],
    ["one column", "title\na, b; c", ",", ["title"], []],
    ["rows that differ in length", "a;b;c\n1;2\n1;2;3;4\n1,5;;", ";", ["a", "b", "c"], ["1", "2"]],
  ])("%s", async (_, text, delimiter, columns, first) => {
    const { table, cells } = await read(text);
    expect(table.delimiter).toBe(delimiter);
    expect(table.columns).toEqual(columns);
    if (first.length > 0) expect(cells[0]?.slice(0, first.length)).toEqual(first);
  });

  test("what is not the plain case is told", async () => {
    expect((await read("a,b\n")).table.notes).toEqual([]);
    expect((await read("a;b\n")).table.notes).toEqual(["Cells are separated by semicolons."]);
    expect((await read("a|b\n")).table.notes).toEqual(["Cells are separated by vertical bars."]);
    expect((await read("a\tb\n")).table.notes).toEqual(["Cells are separated by tabs."]);
    expect((await read("a\tb\n", "a.tsv")).table.notes).toEqual([]);
    expect((await read("a,b\n", "a.tsv")).table.notes).toEqual(["Cells are separated by commas."]);
  });

  test("in a .tsv file, a tab wins over commas", async () => {
    expect((await read("a, b, c\td\n1\t2\n", "a.tsv")).table.columns).toEqual(["a, b, c", "d"]);
  });
});

describe("Excel's first line that names the delimiter", () => {
  test.each([
    ["sep=;\r\na,x;b\r\n1;2\r\n", ";"],
    ["SEP=,\na;x,b\n1,2", ","],
    ["sep=\t\na,x\tb\n1\t2", "\t"],
    ['"sep=;"\r\na,x;b\r\n1;2', ";"],
    ["sep=^\na,x^b\n1^2", "^"],
    ["\ufeffsep=;\na,x;b\n1;2", ";"],
  ])("is followed, and is no header: %j", async (text, delimiter) => {
    const { table, rows } = await read(text);
    expect(table.delimiter).toBe(delimiter);
    expect(table.columns).toHaveLength(2);
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([[3, "1", "2"]]);
  });

  test("is followed in UTF-16 too", async () => {
    const { table, rows } = await read(Buffer.from("\ufeffsep=;\r\na,x;b\r\n1;2\r\n", "utf16le"));
    expect(table.columns).toEqual(["a,x", "b"]);
    expect(rows).toEqual([{ line: 3, cells: ["1", "2"], problems: [] }]);
  });

  test("may also name a column that begins like it", async () => {
    expect((await read("sep,b\n1,2")).table.columns).toEqual(["sep", "b"]);
  });
});
