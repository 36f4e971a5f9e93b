import { isObject, type Json } from "../../lib/document.ts";
import type { ReportKeyword } from "./problems.ts";

/** The rules of a schema that OpenAPI 3.0 has no keyword for, in words; undefined when it has none. */
export function rulesInWords(schema: Json, problem: ReportKeyword): string | undefined {
  const rules = [...keys(schema, problem), ...dependencies(schema)];
  return rules.length === 0 ? undefined : `OpenAPI 3.0 has no keywords for these rules: ${rules.join("; ")}.`;
}

/** In the one form that this document uses, which its lint holds: the fields, and a pattern for all other keys. */
function keys({ propertyNames, properties }: Json, problem: ReportKeyword): string[] {
  if (propertyNames === undefined) return [];
  const [listed, other, ...more] = isObject(propertyNames) ? ((propertyNames["anyOf"] ?? []) as Json[]) : [];
  const known =
    Object.keys(propertyNames as Json).length === 1 &&
    more.length === 0 &&
    sameMembers(ofText(listed, "enum"), Object.keys((properties ?? {}) as Json)) &&
    typeof ofText(other, "pattern") === "string";
  if (known) return [`a key that isn't listed here has to match \`${other?.["pattern"]}\``];
  problem(
    "propertyNames",
    "Write `anyOf: [{type: string, enum: [the properties]}, {type: string, pattern}]`, which is put into words here.",
  );
  return [];
}

function dependencies({ dependentRequired }: Json): string[] {
  return Object.entries((dependentRequired ?? {}) as Record<string, string[]>).map(
    ([key, needed]) => `\`${key}\` needs ${needed.map((name) => `\`${name}\``).join(" and ")} beside it`,
  );
}

const ofText = (node: Json | undefined, key: string): unknown =>
  isObject(node) && Object.keys(node).length === 2 && node["type"] === "string" ? node[key] : undefined;

const sameMembers = (names: unknown, others: string[]): boolean =>
  Array.isArray(names) && names.length === others.length && others.every((name) => names.includes(name));
