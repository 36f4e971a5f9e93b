import { describe, expect, test } from "vitest";
import { read, refusal } from "./reading.ts";

const TEXT = 'Title,Note\r\n"Zoë à café, Zoë",5 € – “ok”\r\nŽ š,naïve\r\n';
const CELLS = [
  ["Zoë à café, Zoë", "5 € – “ok”"],
  ["Ž š", "naïve"],
];

const utf16le = (text: string) => Buffer.from(text, "utf16le");
const utf16be = (text: string) => utf16le(text).swap16();
const WINDOWS = new Map([..."‚ƒ„…†‡ˆ‰Š‹Œ"].map((character, at) => [character, 0x82 + at]));
for (const [at, character] of [..."‘’“”•–—˜™š›œ"].entries()) WINDOWS.set(character, 0x91 + at);
for (const [character, byte] of Object.entries({ "€": 0x80, Ž: 0x8e, ž: 0x9e, Ÿ: 0x9f })) WINDOWS.set(character, byte);
const windows1252 = (text: string) => Buffer.from([...text].map((c) => WINDOWS.get(c) ?? c.charCodeAt(0)));

describe("a file is read with the right characters, and its first column has its name", () => {
  test.each<[string, Buffer, string[]]>([
    ["UTF-8", Buffer.from(TEXT), []],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${TEXT}`), []],
    ["UTF-16LE with a byte order mark", utf16le(`\ufeff${TEXT}`), ["Read as UTF-16."]],
    ["UTF-16BE with a byte order mark", utf16be(`\ufeff${TEXT}`), ["Read as UTF-16."]],
    ["UTF-16LE without a byte order mark", utf16le(TEXT), ["Read as UTF-16."]],
    ["UTF-16BE without a byte order mark", utf16be(TEXT), ["Read as UTF-16."]],
    ["Windows-1252", windows1252(TEXT), ["Read as Windows-1252."]],
  ])("in %s", async (_, bytes, notes) => {
    const { table, cells, problems } = await read(bytes);
    expect(table.columns).toEqual(["Title", "Note"]);
    expect(table.notes).toEqual(notes);
    expect(cells).toEqual(CELLS);
    expect(problems).toEqual([]);
  });

  test.each([
    ["UTF-16LE", utf16le],
    ["UTF-16BE", utf16be],
  ])("in %s without a byte order mark, though hardly any of it is Latin", async (_, encode) => {
    const { table, cells } = await read(encode("标题,备注\n给客户打电话确认,好的没有问题\n发送合同给律师审阅,尽快\n"));
    expect(table.columns).toEqual(["标题", "备注"]);
    expect(cells[0]).toEqual(["给客户打电话确认", "好的没有问题"]);
  });

  test.each([
    ["UTF-16LE", utf16le],
    ["UTF-16BE", utf16be],
  ])("in %s as NDJSON and as JSON", async (_, encode) => {
    expect((await read(encode('\ufeff{"title":"Zoë à café 😀"}\n'), "a.ndjson")).cells).toEqual([["Zoë à café 😀"]]);
    expect((await read(encode('[{"title":"Zoë à café 😀"}]'), "a.json")).cells).toEqual([["Zoë à café 😀"]]);
  });

  test("in UTF-8 with a byte order mark before a name in quotes, and before JSON", async () => {
    expect((await read('\ufeff"Title","Note"\n1,2')).table.columns).toEqual(["Title", "Note"]);
    expect((await read('\ufeff[{"title":"a"}]', "a.json")).cells).toEqual([["a"]]);
    expect((await read('\ufeff{"title":"a"}', "a.ndjson")).cells).toEqual([["a"]]);
  });
});

test("every character of Windows-1252 is read as what it is there", async () => {
  const characters =
    [...WINDOWS.keys()].join("") + String.fromCharCode(...Array.from({ length: 95 }, (_, at) => 0xa1 + at));
  expect((await read(windows1252(`title,note\n${characters},x`))).cells).toEqual([[characters, "x"]]);
});

describe("far into a file", () => {
  const rows = "Call Bob again,call\n".repeat(150_000);

  test("a first character of Windows-1252 makes all of it Windows-1252", async () => {
    const { table, cells } = await read(windows1252(`title,type\n${rows}Zoë’s café,call\n`));
    expect(table.notes).toEqual(["Read as Windows-1252."]);
    expect(cells.at(-1)).toEqual(["Zoë’s café", "call"]);
    expect(cells).toHaveLength(150_001);
  });

  test.each([0, 1, 2, 3, 4])(
    "a character that is cut at the border of what is read at once stays whole (%i)",
    async (shift) => {
      const text = `title,type\n${"x".repeat(shift)}${"€😀é".repeat(200_000)},call\n`;
      const { cells, table } = await read(text);
      expect(table.notes).toEqual([]);
      expect(cells[0]?.[0] === text.slice(11, -6)).toBe(true);
      const utf16 = await read(utf16be(`\ufeff${text}`));
      expect(utf16.cells[0]?.[0] === text.slice(11, -6)).toBe(true);
    },
  );

  test("a byte that isn't UTF-8 names its line", async () => {
    const bytes = Buffer.concat([Buffer.from(`title,type\n${rows}Zoë à café,call\n`), Buffer.from([0x61, 0xfc, 0x0a])]);
    expect(await refusal(bytes)).toMatch(/^tasks\.csv, line 150003: Most of the file is UTF-8, but this line isn't\./);
  });
});

describe("a file is refused whose characters can't be known:", () => {
  test.each<[string, number[] | Buffer, string]>([
    [
      "a byte order mark of UTF-8 before what isn't UTF-8",
      [0xef, 0xbb, 0xbf, 0x61, 0x0a, 0xfc, 0x0a],
      "line 2: Most of",
    ],
    ["as much UTF-8 as other bytes", [0x61, 0x0a, 0xc3, 0xbc, 0x0a, 0xfc, 0x0a], "line 3: Most of"],
    [
      "bytes that Windows-1252 doesn't have",
      [0x61, 0x0d, 0x0a, 0x62, 0x81, 0x0d, 0x0a],
      "line 2: The file is neither UTF-8",
    ],
    [
      "UTF-16 that ends within a character",
      Buffer.concat([utf16le("\ufeffa\nb\n"), Buffer.from([0x61])]),
      "line 3: The text isn't valid UTF-16",
    ],
    ["UTF-16 with half a character", utf16le("\ufeffa\nb\n\ud800x\n"), "line 3: The text isn't valid UTF-16"],
    ["UTF-8 that ends within a character", Buffer.from("ä,ö\nü,€\n").subarray(0, -2), "line 2: Most of"],
  ])("%s", async (_, bytes, message) => {
    expect(await refusal(Buffer.from(bytes))).toContain(`tasks.csv, ${message}`);
  });
});

test("some UTF-8 by accident doesn't make a file of Windows-1252 unreadable", async () => {
  const { cells } = await read(windows1252("title\nCAFÉ’S\nZoë à café\nZoë\nnaïve\n"));
  expect(cells).toEqual([["CAFÉ’S"], ["Zoë à café"], ["Zoë"], ["naïve"]]);
});

test("a single NUL character doesn't make a file UTF-16", async () => {
  const { table, problems } = await read("a,b\n1,\0");
  expect(table.columns).toEqual(["a", "b"]);
  expect(problems).toHaveLength(1);
});
