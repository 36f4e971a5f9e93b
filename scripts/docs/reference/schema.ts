import type { Json } from "../../lib/document.ts";
import { cell, code, entries, only, paragraphs, table, text } from "./say.ts";

const SHOWN = [
  ...["$ref", "title", "description", "type", "format", "minimum", "enum", "examples", "items", "anyOf"],
  ...["properties", "required", "dependentRequired", "propertyNames", "additionalProperties"],
  "x-additionalPropertiesName",
];

/** A component schema as a part of the page. */
export function schemaPart(name: string, schema: Json): string {
  only(schema, `the schema ${name}`, ...SHOWN);
  const heading = text(schema["title"]) === name ? "" : text(schema["title"]);
  return paragraphs(
    `### ${name}`,
    heading && `*${heading}.* Type: ${typeOf(schema)}.`,
    text(schema["description"]),
    schema["enum"] !== undefined && values(schema),
    example(schema) && `Example: ${example(schema)}`,
    schema["properties"] !== undefined && fields(schema),
    rules(schema),
  );
}

/** A schema's type in words, with links to the components it names. */
export function typeOf(schema: Json): string {
  only(schema, "a schema", ...SHOWN);
  const { $ref, type, anyOf, items } = schema as { $ref?: string; type?: unknown; anyOf?: Json[]; items?: Json };
  if ($ref) return refLink($ref);
  if (anyOf) return anyOf.map(typeOf).join(" or ");
  const names = [type ?? "any"]
    .flat()
    .map((name) => (name === "array" ? `array of ${typeOf(items ?? {})}` : `${name}`));
  const format = schema["format"] === undefined ? "" : ` (${schema["format"]})`;
  const minimum = schema["minimum"] === undefined ? "" : `, at least ${schema["minimum"]}`;
  return names.join(" or ") + format + minimum;
}

export function refLink(ref: string): string {
  const name = ref.split("/").at(-1) ?? "";
  return `[${name}](#${name.toLowerCase()})`;
}

/** Examples as JSON: a string that reads as a number keeps its quotes. */
export const example = (schema: Json): string =>
  ((schema["examples"] as unknown[] | undefined) ?? []).map((value) => `\`${JSON.stringify(value)}\``).join(", ");

const values = (schema: Json): string => `One of: ${(schema["enum"] as unknown[]).map(code).join(", ")}.`;

function fields(schema: Json): string {
  const required = new Set(schema["required"] as string[] | undefined);
  const rows = entries(schema["properties"]).map(([name, property]) => {
    const items = (property["items"] ?? {}) as Json;
    const each = text(items["description"]) && ` Each: ${cell(items["description"])}`;
    return [
      code(name),
      cell(typeOf(property)),
      required.has(name) ? "yes" : "no",
      cell(property["description"]) + each,
      cell(example(property) || example(items)),
    ];
  });
  return table(["Field", "Type", "Required", "Description", "Example"], rows);
}

/** What holds between fields, and for fields that aren't listed. */
function rules(schema: Json): string {
  const lines = entries(schema["dependentRequired"]).map(
    ([field, others]) =>
      `${code(field)} asks for ${(others as unknown as string[]).map(code).join(" and ")} beside it.`,
  );
  const extra = schema["additionalProperties"] as Json | undefined;
  if (extra !== undefined && Object.keys(extra).length > 0)
    throw new Error("Only an empty additionalProperties is known.");
  const extraName = schema["x-additionalPropertiesName"];
  if (extraName !== undefined) lines.push(`Custom fields, ${code(extraName)}, may hold any value.`);
  if (schema["propertyNames"] !== undefined) lines.push(names(schema));
  else if (extra !== undefined) lines.push("Keys that aren't listed may be there too.");
  return lines.map((line) => `- ${line}`).join("\n");
}

function names(schema: Json): string {
  const propertyNames = schema["propertyNames"] as Json;
  only(propertyNames, "propertyNames", "anyOf");
  const patterns: string[] = [];
  for (const choice of propertyNames["anyOf"] as Json[]) {
    only(choice, "propertyNames", "enum", "pattern");
    if (choice["pattern"] !== undefined) patterns.push(code(choice["pattern"]));
    // A lint rule holds the list equal to the fields.
  }
  return `Any other key is refused: a key is one of the fields above, or matches ${patterns.join(" or ")}.`;
}
