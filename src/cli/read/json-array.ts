import { StringDecoder } from "node:string_decoder";
import { inputError } from "./input-error.ts";
import { elementEnd } from "./json-element.ts";
import { findJsonFaults } from "./json-faults.ts";
import { type JsonRecord, placeIn } from "./json-row.ts";
import { MAX_RECORD_BYTES, TOO_LONG } from "./limits.ts";
import { countLineEnds, lastLineStart } from "./position.ts";
import type { Text } from "./text.ts";

/** What may come next. Each is the beginning of the message if something else comes. */
const EXPECTED = {
  array: 'The array begins with "["',
  first: 'A record or "]" was expected',
  element: "A record was expected after the comma",
  comma: 'A comma or "]" was expected after the record',
  nothing: 'Nothing was expected after the "]" that ends the array',
};

/** Splits a JSON array into its elements, with only one in memory. Throws an InputError if the array is broken. */
export async function* elementsOf(text: Text): AsyncGenerator<JsonRecord> {
  let expects: keyof typeof EXPECTED = "array";
  let rest = "";
  let at = 0;
  let line = 1;
  let lineStart = 0; // where the line begins in `rest`; negative if it began in an earlier piece

  for await (const piece of stringsOf(text)) {
    rest = rest.slice(at) + piece;
    lineStart -= at;
    at = 0;
    for (;;) {
      pass(spaceEnd(rest, at));
      const character = rest[at];
      if (character === undefined) break;
      if ((expects === "first" || expects === "element") && character !== "," && character !== "]") {
        const end = elementEnd(rest, at);
        const record = {
          line,
          character: at - lineStart + 1,
          text: rest.slice(at, end === "broken" ? undefined : end),
        };
        if (end === "broken") throw broken(record);
        if (end === undefined && record.text.length > MAX_RECORD_BYTES) throw inputError(text.name, TOO_LONG, { line });
        if (end === undefined) break;
        yield record;
        pass(end);
        expects = "comma";
        continue;
      }
      if (character === "[" && expects === "array") expects = "first";
      else if (character === "]" && (expects === "first" || expects === "comma")) expects = "nothing";
      else if (character === "," && expects === "comma") expects = "element";
      else throw unexpected(`${EXPECTED[expects]}, not ${JSON.stringify(character)}.`);
      at++;
    }
  }
  if (expects !== "nothing") throw unexpected("The file ends before its array does: it was cut off. Export it again.");

  function pass(end: number): void {
    const passed = rest.slice(at, end);
    const start = lastLineStart(passed);
    line += countLineEnds(passed);
    if (start > 0) lineStart = at + start;
    at = end;
  }

  function unexpected(message: string): Error {
    return inputError(text.name, message, { line, character: at - lineStart + 1 });
  }

  function broken(record: JsonRecord): Error {
    const fault = findJsonFaults(record.text).broken;
    if (fault === undefined) throw new Error("The end of a record wasn't found, although its JSON isn't broken.");
    return inputError(text.name, `Broken JSON: ${fault.message}.`, placeIn(record, fault.at));
  }
}

const spaceEnd = (text: string, from: number): number => {
  let at = from;
  while (text[at] === " " || text[at] === "\n" || text[at] === "\r" || text[at] === "\t") at++;
  return at;
};

/** The text in pieces that end neither within a character nor within a \r\n. */
async function* stringsOf(text: Text): AsyncGenerator<string> {
  const decoder = new StringDecoder("utf8");
  let held = "";
  for await (const chunk of text.chunks()) {
    const piece = held + decoder.write(chunk);
    held = piece.endsWith("\r") ? "\r" : "";
    yield held === "" ? piece : piece.slice(0, -1);
  }
  yield held + decoder.end();
}
