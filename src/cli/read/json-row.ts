import { findJsonFaults } from "./json-faults.ts";
import { positionIn } from "./position.ts";
import { NO_PROBLEMS, type Problem, type Row } from "./table.ts";

/** The text of one record, and where it begins. */
export interface JsonRecord {
  line: number;
  /** Where in its line, counted from 1. */
  character: number;
  text: string;
}

/** The columns of a table whose rows name them: all keys so far, in the order of their first appearance. */
export class Keys {
  readonly names: string[] = [];
  private readonly places = new Map<string, number>();

  placeOf(key: string): number {
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.names.push(key) - 1;
      this.places.set(key, place);
    }
    return place;
  }
}

export function jsonRow(record: JsonRecord, keys: Keys): Row {
  const { line, text } = record;
  const { broken, lost } = findJsonFaults(text);
  const problems: Problem[] = lost.map(({ at, key, message }) => ({
    line: placeIn(record, at).line,
    ...(key !== undefined && { column: key }),
    message,
  }));
  if (broken !== undefined) {
    const place = placeIn(record, broken.at);
    problems.push({ line: place.line, message: `Broken JSON at character ${place.character}: ${broken.message}.` });
    return { line, cells: [], problems };
  }
  const value: unknown = JSON.parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    problems.push({
      line,
      message: `A record is an object, such as {"title": "Call back"}, but this is ${kindOf(value)}.`,
    });
    return { line, cells: [], problems };
  }
  const cells: unknown[] = [];
  for (const [key, cell] of Object.entries(value)) cells[keys.placeOf(key)] = cell;
  return { line, cells: Array.from(cells), problems: problems.length === 0 ? NO_PROBLEMS : problems };
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "boolean") return "true or false";
  return typeof value === "string" ? "a text" : "a number";
}

/** Where a character of a record's text stands in the file. */
export function placeIn({ line, character, text }: JsonRecord, at: number): { line: number; character: number } {
  const place = positionIn(text, at);
  const isFirstLine = place.line === 1;
  return { line: line + place.line - 1, character: place.character + (isFirstLine ? character - 1 : 0) };
}
