import { describe, expect, test } from "vitest";
import { read, refusal } from "./reading.ts";

describe("a quote that isn't closed", () => {
  test.each<[string, string, string]>([
    ["in the last row", 'a,b\n1,2\n3,"open\n', "line 3, character 3: The quote that opens here is never closed."],
    ["in the header", 'a,"b\n1,2\n', "line 1, character 3: The quote that opens here is never closed."],
    ["as the last character", 'a,b\n1,"', "line 2, character 3: The quote that opens here is never closed."],
    [
      "after cells over several lines",
      'a,b\r\n"1\r\n2","3\r\n4"\r\n5,"x\r\n6,7\r\n',
      "line 5, character 3: The quote that opens here is never closed.",
    ],
    [
      "before rows with quotes",
      'a,b\n1,"open\n2,"x"\n3,4\n',
      "line 2, character 3: The quote that opens here isn't closed before the next one, at line 3, character 4,",
    ],
    [
      "before text that follows",
      'a,b\n"x" y,2\n',
      "line 2, character 1: The quote that opens here isn't closed before the next one, at line 2, character 4,",
    ],
    [
      "after letters of several bytes",
      'a,b\näöü€,"x\n',
      "line 2, character 6: The quote that opens here is never closed.",
    ],
  ])("%s names where it opens", async (_, text, message) => {
    expect(await refusal(text)).toContain(`tasks.csv, ${message}`);
  });

  test("names where it opens in every encoding and with every line end", async () => {
    const text = 'a;b\r1;2\rü;"x\r';
    const message = "tasks.csv, line 3, character 3: The quote that opens here is never closed.";
    expect(await refusal(Buffer.from(`\ufeff${text}`, "utf16le"))).toContain(message);
    expect(await refusal(Buffer.from(text, "latin1"))).toContain(message);
    expect(await refusal(`\ufeff${text}`)).toContain(message);
  });

  test("is noticed after 10 MB, however long the file is", async () => {
    const text = `a,b\n1,"open\n${"2,3\n".repeat(4_000_000)}`;
    expect(await refusal(text)).toContain("tasks.csv, line 2, character 3: The quote that opens here is never closed.");
  });
});

test("a quote after spaces is refused, since it can't be known whether it belongs to the text", async () => {
  expect(await refusal('a, "b"\n1,2\n')).toContain("tasks.csv, line 1, character 4: A quote follows spaces");
  expect(await refusal('a,b\n1,2\n  "x, y",3\n')).toContain("tasks.csv, line 3, character 3: A quote follows spaces");
});

test("a record of more than 10 MB is refused, and names its line", async () => {
  const long = "x".repeat(10_000_001);
  expect(await refusal(`a,b\n1,2\n${long},3\n`)).toMatch(/^tasks\.csv, line 3: .*longer than 10 MB/);
  expect(await refusal(`a,b\n1,2\n${"12345,".repeat(2_000_000)}3\n`)).toMatch(
    /^tasks\.csv, line 3: .*longer than 10 MB/,
  );
});

test("a cell of 9 MB is read, in quotes or not", async () => {
  const long = "x".repeat(9_000_000);
  const { cells } = await read(`a,b\n${long},1\n"${long}",2\n`);
  expect(cells.map(([a, b]) => [a === long, b])).toEqual([
    [true, "1"],
    [true, "2"],
  ]);
});

test("quotes at every place of what is read at once are read alike", async () => {
  // What is read at once ends within the long cell, and after each character of the row in turn.
  const row = 'a,"b ""c"" d",e"f,""\n';
  for (let shift = 0; shift <= row.length; shift++) {
    const filler = "x".repeat(256 * 1024 - "h,i,j,k\n,,,\n".length - shift);
    const { cells, problems } = await read(`h,i,j,k\n${filler},,,\n${row}`);
    expect(cells[1]).toEqual(["a", 'b "c" d', 'e"f', ""]);
    expect(problems).toEqual([]);
  }
});
