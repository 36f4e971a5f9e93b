import { inputError } from "./input-error.ts";

/** The first bytes of files that aren't text, and what to do with such a file. */
const BEGINNINGS: readonly [bytes: number[], message: string][] = [
  [
    [0x50, 0x4b, 0x03, 0x04],
    "This is a workbook (such as .xlsx or .ods) or a zip archive. Open it, and export the sheet as CSV (in Excel: Save as, CSV UTF-8).",
  ],
  [
    [0xd0, 0xcf, 0x11, 0xe0],
    "This is an old Excel workbook (.xls). Open it, and export the sheet as CSV (in Excel: Save as, CSV UTF-8).",
  ],
  [[0x1f, 0x8b], "This is a compressed file. Unpack it first."],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], "This is a PDF. Export the table as CSV from the program that made it."],
  [[0xff, 0xfe, 0x00, 0x00], "This is text in UTF-32. Save it as UTF-8."],
  [[0x00, 0x00, 0xfe, 0xff], "This is text in UTF-32. Save it as UTF-8."],
];

/** A text with no more control characters than this is accepted: some may be there by accident. */
const MAX_CONTROLS = 4;
const MAX_CONTROL_SHARE = 0.1;

/** Throws an InputError for a file whose first bytes show that it isn't text. */
export function refuseBinary(path: string, head: Buffer): void {
  for (const [bytes, message] of BEGINNINGS)
    if (bytes.every((byte, at) => head[at] === byte)) throw inputError(path, message);
}

/** Throws an InputError if there are too many control characters for a text. */
export function refuseControlCharacters(path: string, text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const controls = text.match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0;
  if (controls > MAX_CONTROLS && controls > text.length * MAX_CONTROL_SHARE)
    throw inputError(path, "This isn't a text file. Export the table as CSV from the program that made it.");
}

/** Throws an InputError for HTML or XML, which some systems write as an "export to Excel". */
export function refuseMarkup(path: string, text: string): void {
  if (/^\s*<(!doctype|html|table|\?xml)/i.test(text))
    throw inputError(path, "This is HTML or XML, not CSV. Open it in a spreadsheet, and export the sheet as CSV.");
}
