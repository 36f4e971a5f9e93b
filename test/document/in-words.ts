import { type Json, resolve } from "../../scripts/lib/document.ts";

/** The fields of an object's schema in a reference page's words, `required date-time string or null`, by name. */
export function fieldsOf(document: Json, schema: Json): Record<string, string> {
  const required = (schema["required"] ?? []) as string[];
  const properties = schema["properties"] as Record<string, Json>;
  const fields = Object.entries(properties).map(([name, property]) => {
    const words = inWords(document, property);
    return [name, required.includes(name) ? `required ${words}` : words];
  });
  return Object.fromEntries([...fields, ...required.filter((name) => !(name in properties)).map((name) => [name, ""])]);
}

/** What a schema says about a value. A keyword that this doesn't know stands in the words as it is. */
export function inWords(document: Json, schema: Json): string {
  const {
    title,
    description,
    examples,
    $ref,
    type,
    format,
    enum: values,
    minimum,
    maximum,
    items,
    anyOf,
    ...more
  } = schema;
  const { default: usual, ...rest } = more;
  if (type === "object") return "object";

  const types = [type].flat().filter((name) => name !== undefined);
  const nullable = types.includes("null") && types.length > 1;
  const words = [
    typeof $ref === "string" ? inWords(document, resolve(document, $ref)) : undefined,
    // Any number in JSON is a double: the word is for languages that have other numbers too.
    format === "double" ? undefined : format,
    values ? (values as unknown[]).join(" | ") : undefined,
    // An enum says it all, as long as its type is the one that its values have.
    values && types.join() === "string" ? undefined : types.filter((name) => !nullable || name !== "null").join(" or "),
    items ? `of ${inWords(document, items as Json)}` : undefined,
    anyOf ? (anyOf as Json[]).map((option) => inWords(document, option)).join(" or ") : undefined,
    minimum === undefined ? undefined : `>= ${minimum}`,
    maximum === undefined ? undefined : `<= ${maximum}`,
    Object.keys(rest).length > 0 ? JSON.stringify(rest) : undefined,
    nullable ? "or null" : undefined,
    usual === undefined ? undefined : `by default ${usual}`,
  ];
  return words.filter(Boolean).join(" ").replace("array of", "list of");
}
