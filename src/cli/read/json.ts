import { elementsOf } from "./json-array.ts";
import { jsonRow, Keys } from "./json-row.ts";
import type { Row, Table } from "./table.ts";
import type { Text } from "./text.ts";

export function openJson(text: Text): Table {
  const keys = new Keys();
  return { format: "json", delimiter: ",", notes: [], columns: keys.names, rows: () => rowsOf(text, keys) };
}

async function* rowsOf(text: Text, keys: Keys): AsyncGenerator<Row> {
  for await (const element of elementsOf(text)) yield jsonRow(element, keys);
}
