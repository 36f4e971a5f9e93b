import type { Json } from "../../lib/document.ts";
import { code, codes, follow, jsonCode, only, text } from "./say.ts";

const SHOWN = [
  ...["title", "description", "type", "format", "enum", "examples", "items", "properties", "required", "default"],
  ...["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern"],
  ...["dependentRequired", "propertyNames", "additionalProperties", "x-additionalPropertiesName"],
];

/** A schema with references followed, and a nullable component (`anyOf` with null) as one type among others. */
export function plain(document: Json, written: Json): Json {
  const { anyOf, ...rest } = follow(document, written);
  if (anyOf === undefined) {
    only(rest, "a schema", ...SHOWN);
    return rest;
  }
  const [component = {}, other, ...more] = anyOf as Json[];
  if (other?.["type"] !== "null" || more.length > 0) throw new Error("Only anyOf of a component and null is known.");
  const schema = plain(document, component);
  return { ...schema, ...rest, type: [schema["type"], "null"].flat() };
}

/** The types in words: `array of string or null`. */
export function typeOf(document: Json, schema: Json): string {
  const { type, format, items = {} } = schema as { type?: string | string[]; format?: string; items?: Json };
  return [type ?? "any value"]
    .flat()
    .map((name) => (name === "array" ? `array of ${typeOf(document, plain(document, items))}` : name))
    .map((name) => (format && name !== "null" ? `${name} (${format})` : name))
    .join(" or ");
}

/** What limits a value, and an example of it: one sentence each. */
export function limits(document: Json, schema: Json): string[] {
  const items = itemsOf(document, schema);
  const limit = (key: string, say: (value: unknown) => string) => (key in schema ? [say(schema[key])] : []);
  return [
    ...limit("enum", (values) => `One of ${codes(values)}.`),
    ...limit("minimum", (value) => `At least ${value}.`),
    ...limit("maximum", (value) => `At most ${value}.`),
    ...limit("minLength", (value) => `At least ${value} characters.`),
    ...limit("maxLength", (value) => `At most ${value} characters.`),
    ...limit("minItems", (value) => `At least ${value} items.`),
    ...limit("maxItems", (value) => `At most ${value} items.`),
    ...limit("pattern", (value) => `Matches ${code(value)}.`),
    ...limit("default", (value) => `Default: ${jsonCode(value)}.`),
    ...(items && !items["properties"] && text(items["description"]) ? [`Each: ${text(items["description"])}`] : []),
    // Where all values are listed, one of them as an example says nothing more.
    ...("enum" in schema ? [] : examples(schema["examples"] ?? items?.["examples"])),
  ];
}

/** What an array holds; undefined for anything else. */
export const itemsOf = (document: Json, { items }: Json): Json | undefined => {
  return items === undefined ? undefined : plain(document, items as Json);
};

const examples = (values: unknown): string[] =>
  Array.isArray(values) && values.length > 0 ? [`Example: ${values.map(jsonCode).join(", ")}`] : [];

/** What holds for keys that aren't listed; empty when nothing is said of them. */
export function otherKeys(schema: Json): string {
  const extra = schema["additionalProperties"] as Json | undefined;
  if (extra === undefined) return "";
  if (Object.keys(extra).length > 0) throw new Error("Only an empty additionalProperties is known.");
  const custom = "Custom fields of your workspace, with any value.";
  const names = schema["propertyNames"] as Json | undefined;
  if (!names) return `${custom} Keys that aren't listed here may be there too.`;
  only(names, "propertyNames", "anyOf");
  const patterns: string[] = [];
  for (const choice of names["anyOf"] as Json[]) {
    only(choice, "propertyNames", "type", "enum", "pattern");
    // A lint rule holds the list equal to the fields.
    if ("pattern" in choice) patterns.push(code(choice["pattern"]));
  }
  return `${custom} Any other key is refused: a key is one of the fields above, or matches ${patterns.join(" or ")}.`;
}
