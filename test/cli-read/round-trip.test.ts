import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { fileOf, readPath } from "./reading.ts";

/** Text that is likely to confuse: delimiters, quotes, line ends, spaces, and characters of several bytes. */
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."ab01 ,;\t|\"'\n\r=€ü") }),
  fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
  fc.constantFrom("", "00731", "1,5", '"', '""', "\r\n", "\n", " ", "sep=;", "\u2028", "😀", "{", "["),
);

const table = fc.integer({ min: 1, max: 6 }).chain((width) =>
  fc.record({
    columns: fc.uniqueArray(
      cell.map((text) => text.trim()).filter((text) => text !== "" && !/^["[{<]|^sep=/i.test(text)),
      { minLength: width, maxLength: width },
    ),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }),
  }),
);

const written = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  newline: fc.constantFrom("\n", "\r\n", "\r"),
  encoding: fc.constantFrom("UTF-8", "UTF-8 with mark", "UTF-16LE", "UTF-16BE"),
  isQuoted: fc.boolean(),
  endsWithNewline: fc.boolean(),
});

function encode(text: string, encoding: string): Buffer {
  if (encoding === "UTF-8") return Buffer.from(text);
  if (encoding === "UTF-8 with mark") return Buffer.from(`\ufeff${text}`);
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return encoding === "UTF-16LE" ? bytes : bytes.swap16();
}

test("any table that csv-stringify writes comes back cell for cell, from the lines where its rows begin", async () => {
  await fc.assert(
    fc.asyncProperty(
      table,
      written,
      async ({ columns, rows }, { delimiter, newline, encoding, isQuoted, endsWithNewline }) => {
        const csv = (records: string[][], eof = true) =>
          // The first line tells the delimiter, since names at random can look as if they were separated by another one.
          stringify(records, {
            delimiter,
            record_delimiter: newline,
            quoted: isQuoted,
            quoted_match: /[\r\n]|^\s/,
            eof,
          });
        const text = `sep=${delimiter}${newline}${csv([columns, ...rows], endsWithNewline)}`;
        const { table, rows: found, problems } = await readPath(fileOf(encode(text, encoding)));
        const isBlank = (row: string[]) => row.every((text) => text === "");
        expect(table.columns).toEqual(columns);
        expect(problems).toEqual([]);
        expect(found.map(({ cells }) => cells)).toEqual(rows.filter((row) => !isBlank(row)));
        const lineOf = (row: number) => csv([["sep="], columns, ...rows.slice(0, row)]).split(/\r\n|\n|\r/).length;
        expect(found.map(({ line }) => line)).toEqual(rows.flatMap((row, at) => (isBlank(row) ? [] : [lineOf(at)])));
      },
    ),
    { numRuns: 500 },
  );
});

test("any rows of JSON come back value for value, from an array and from lines", async () => {
  const row = fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("__proto__", "a", "b")), fc.jsonValue(), {
    maxKeys: 5,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), fc.constantFrom(0, 2), async (rows, indent) => {
      const expected = rows.map((row) => JSON.parse(JSON.stringify(row)));
      for (const [name, text] of [
        ["a.json", JSON.stringify(rows, null, indent)],
        ["a.ndjson", rows.map((row) => JSON.stringify(row)).join("\n")],
      ] as const) {
        const { table, cells, problems } = await readPath(fileOf(text, name));
        const back = cells.map((row) =>
          Object.fromEntries(row.flatMap((cell, at) => (cell === undefined ? [] : [[table.columns[at], cell]]))),
        );
        expect(problems).toEqual([]);
        expect(back).toEqual(expected);
      }
    }),
    { numRuns: 300 },
  );
});
