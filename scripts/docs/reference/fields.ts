import type { Json } from "../../lib/document.ts";
import { codes, entries, only, paragraphs, text } from "./say.ts";
import { itemsOf, limits, otherKeys, plain, typeOf } from "./schema.ts";

interface Place {
  /** Depth of the headings. */
  level: number;
  /** What stands before a field's name in its heading's ID, so that two bodies on one page don't share one. */
  id: string;
  /** What leads to the fields from the body: `error.details.`. */
  path?: string;
}

/** Every field of an object, with those of the objects in it: a heading each, so that each can be linked to and found. */
export function fields(document: Json, schema: Json, place: Place): string {
  const { path = "" } = place;
  const required = (schema["required"] ?? []) as string[];
  const needs = entries(schema["dependentRequired"]) as unknown as [string, string[]][];
  const parts = entries(schema["properties"]).map(([name, written]) => {
    const property = plain(document, written);
    const others = needs.find(([field]) => field === name)?.[1];
    return paragraphs(
      field(document, { name: path + name, required: required.includes(name), schema: property }, place),
      others && `Needs ${codes(others)} beside it.`,
      inside(document, property, { ...place, path: path + name }),
    );
  });
  const other = otherKeys(schema);
  const name = `${path}${text(schema["x-additionalPropertiesName"]) || "*"}`;
  return paragraphs(...parts, other && paragraphs(heading(name, place), facts("any value", "optional"), other));
}

/** One field, parameter or header. */
export function field(
  document: Json,
  { name, required, schema }: { name: string; required: boolean; schema: Json },
  place: Place,
): string {
  return paragraphs(
    heading(name, place),
    facts(typeOf(document, schema), required ? "required" : "optional"),
    text(schema["description"]),
    limits(document, schema).join(" "),
  );
}

/** A parameter or a header: its schema and what is written beside it. */
export function schemaOf(document: Json, node: Json, what: string): Json {
  only(node, what, "name", "in", "required", "description", "schema", "example", "style", "explode");
  const schema = plain(document, node["schema"] as Json);
  const description = [node["description"], schema["description"]].map(text).filter(Boolean).join(" ");
  return { ...schema, description, ...("example" in node && { examples: [node["example"]] }) };
}

function inside(document: Json, schema: Json, { path, ...place }: Place): string {
  if (schema["properties"]) return fields(document, schema, { ...place, path: `${path}.` });
  const items = itemsOf(document, schema);
  return items?.["properties"]
    ? paragraphs(text(items["description"]), fields(document, items, { ...place, path: `${path}[].` }))
    : "";
}

const heading = (name: string, { level, id }: Place): string =>
  `${"#".repeat(level)} \`${name}\` {#${id}${name.replaceAll(/\W+/g, "-").replace(/-$/, "")}}`;

const facts = (type: string, need: string): string =>
  `<p class="facts">${type} · <span class="${need}">${need}</span></p>`;
