import type { Json } from "../../scripts/lib/document.ts";

/** A schema of OpenAPI 3.0 as JSON Schema 2020-12, the reading that its generators give it: `nullable` adds null. */
export function asJsonSchema(schema: unknown): unknown {
  if (typeof schema !== "object" || schema === null) return schema;
  if (Array.isArray(schema)) return schema.map(asJsonSchema);
  const { nullable, example, ...rest } = schema as Json;
  const children = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [
      key,
      key === "properties"
        ? Object.fromEntries(Object.entries(value as Json).map(([name, child]) => [name, asJsonSchema(child)]))
        : asJsonSchema(value),
    ]),
  );
  if (nullable !== true) return children;
  if (children["allOf"] === undefined) return { ...children, type: [children["type"], "null"] };
  return { anyOf: [children, { type: "null" }] };
}
