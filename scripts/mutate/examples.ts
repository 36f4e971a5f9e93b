import { type Json, resolve } from "../document.ts";

/**
 * Calls `change` with every object in the document's examples that a component schema describes. A mutant mends the
 * examples along with the schema, as an author who is wrong but careful would: otherwise any change would be caught by
 * an example that no longer fits.
 */
export function eachExample(document: Json, component: string, change: (value: Json) => void): void {
  const wanted = resolve(document, `#/components/schemas/${component}`);
  const visit = (schema: Json, value: unknown): void => {
    if (typeof schema["$ref"] === "string") visit(resolve(document, schema["$ref"]), value);
    else if (Array.isArray(value)) for (const item of value) visit((schema["items"] ?? {}) as Json, item);
    else if (typeof value === "object" && value !== null) {
      if (schema === wanted) change(value as Json);
      for (const [name, property] of Object.entries((schema["properties"] ?? {}) as Record<string, Json>))
        visit(property, (value as Json)[name]);
    }
  };
  for (const { schema, examples } of mediaTypes(document))
    for (const { value } of Object.values(examples)) visit(schema, value);
}

interface MediaType {
  schema: Json;
  examples: Record<string, { value: Json }>;
}

/** Every media type of the document, wherever it stands. */
export function mediaTypes(node: unknown): MediaType[] {
  if (typeof node !== "object" || node === null) return [];
  const { schema, examples } = node as Partial<MediaType>;
  if (schema && examples && !Array.isArray(examples)) return [{ schema, examples }];
  return Object.values(node).flatMap(mediaTypes);
}
