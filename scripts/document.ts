import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

/** Where the handwritten document is. */
export const DOCUMENT_PATH = fileURLToPath(new URL("../openapi/openapi.yaml", import.meta.url));

/** A JSON value that is an object, as far as the scripts need to know one. */
export type Json = { [key: string]: unknown };

/** The handwritten document, parsed. A fresh copy at each call: callers may change it. */
export function readDocument(): Json {
  return parse(readFileSync(DOCUMENT_PATH, "utf8")) as Json;
}

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

/** What a local reference (`#/components/…`) points at. Throws when there is nothing. */
export function resolve(document: Json, ref: string): Json {
  const target = ref
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>(
      (node, key) => (node as Json | undefined)?.[key.replaceAll("~1", "/").replaceAll("~0", "~")],
      document,
    );
  if (typeof target !== "object" || target === null) throw new Error(`${ref} points at nothing in the document.`);
  return target as Json;
}
