import { inputError } from "./input-error.ts";
import { type JsonRecord, jsonRow, Keys } from "./json-row.ts";
import { MAX_RECORD_BYTES, TOO_LONG } from "./limits.ts";
import type { Row, Table } from "./table.ts";
import type { Text } from "./text.ts";

export function openNdjson(text: Text): Table {
  const keys = new Keys();
  return { format: "ndjson", delimiter: ",", notes: [], columns: keys.names, rows: () => rowsOf(text, keys) };
}

async function* rowsOf(text: Text, keys: Keys): AsyncGenerator<Row> {
  for await (const record of recordsOf(text)) yield jsonRow(record, keys);
}

async function* recordsOf(text: Text): AsyncGenerator<JsonRecord> {
  let line = 1;
  for await (const bytes of linesOf(text))
    for (const record of bytes.toString("utf8").replace(/\r$/, "").split("\r")) {
      if (record.trim() !== "") yield { line, character: 1, text: record };
      line++;
    }
}

const LINE_END = 10;

/** The lines between one \n and the next. */
async function* linesOf(text: Text): AsyncGenerator<Buffer> {
  let line = 1;
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of text.chunks()) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, from)) {
      parts.push(chunk.subarray(from, end));
      yield parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts);
      line++;
      parts = [];
      length = 0;
      from = end + 1;
    }
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > MAX_RECORD_BYTES) throw inputError(text.name, TOO_LONG, { line });
  }
  yield Buffer.concat(parts);
}
