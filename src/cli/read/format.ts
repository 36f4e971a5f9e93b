import { inputError } from "./input-error.ts";
import type { Format } from "./table.ts";
import type { Text } from "./text.ts";

const EXTENSIONS: readonly [extension: RegExp, format: Format][] = [
  [/\.(csv|tsv|tab|txt)$/i, "csv"],
  [/\.(ndjson|jsonl)$/i, "ndjson"],
  [/\.json$/i, "json"],
];

/**
 * The format of a text: as asked for, else by its name, else by its first character. The content can overrule JSON and NDJSON.
 */
export function formatOf({ name, head }: Text, asked: Format | undefined): { format: Format; note?: string } {
  const first = head.trimStart()[0];
  const shown = first === "[" ? "json" : first === "{" ? "ndjson" : "csv";
  const named = asked ?? EXTENSIONS.find(([extension]) => extension.test(name))?.[1];
  if ((named ?? shown) === "csv") {
    if (/^\s*(\{\s*"|\[\s*\{)/.test(head))
      throw inputError(name, `This is JSON, not CSV. Give --format ${shown}, or a name that ends with .${shown}.`);
    return { format: "csv" };
  }
  const lines = head.split(/\r?\n/).filter((line) => line.trim() !== "");
  if (named === "ndjson") {
    if (/^\s*\[\s*\{/.test(head)) return { format: "json", note: "Read as JSON: one array of objects." };
    if (lines.some((line) => line.startsWith("{") || isJson(line))) return { format: "ndjson" };
  }
  if (first === "[") return { format: "json" };
  if (first !== "{") throw inputError(name, `This isn't JSON. ${ACCEPTED} For CSV, give --format csv.`);
  if (named === undefined && lines.length === 1) return { format: "ndjson" };
  // A single object over several lines has lines that don't begin with `{`.
  if (lines.length > 1 && lines.every((line) => line.trimStart().startsWith("{")) && lines.some(isJson))
    return { format: "ndjson", note: "Read as NDJSON: one object a line." };
  throw inputError(name, `The file is a single object. ${ACCEPTED}`);
}

const ACCEPTED = 'Accepted are an array of objects, [{"title": …}, {"title": …}], or one object a line (NDJSON).';

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
