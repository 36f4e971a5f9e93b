import { type Json, resolve } from "../lib/document.ts";

/**
 * Names of the component schemas that are a request's or a response's whole body. `in` says which.
 * The document keeps every body in a component, which its lint holds, so looking at `$ref`s is enough.
 */
export function bodySchemas(document: Json, where: "requestBody" | "responses"): string[] {
  const names = new Set<string>();
  const collect = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { $ref, schema } = node as { $ref?: string; schema?: { $ref?: string } };
    const name = schema?.$ref?.match(/^#\/components\/schemas\/(.+)$/)?.[1];
    if (name) names.add(name);
    else if ($ref) collect(resolve(document, $ref));
    else for (const child of Object.values(node)) collect(child);
  };
  for (const path of Object.values(document["paths"] as Json))
    for (const operation of Object.values(path as Json)) collect((operation as Json)[where]);
  return [...names];
}
