import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { fieldOf, isExtension, type Kind, kindIn } from "./openapi-objects.ts";

/** Where the handwritten document is. */
export const DOCUMENT_PATH = fileURLToPath(new URL("../../openapi/openapi.yaml", import.meta.url));

/** A JSON value that is an object, as far as the scripts need to know one. */
export type Json = { [key: string]: unknown };

/** The handwritten document, parsed. A fresh copy at each call: callers may change it. */
export function readDocument(): Json {
  return parse(readFileSync(DOCUMENT_PATH, "utf8")) as Json;
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

/** An object of a document. */
export interface Place {
  kind: Kind;
  node: Json;
  /** JSON pointer, as a fragment: `#/paths/…`. */
  pointer: string;
}

/** Every object of a document, outermost first, without following references. */
export function* everyObject(place: Place): Generator<Place> {
  yield place;
  for (const [key, value] of Object.entries(place.node)) {
    const field = isExtension(key) ? "data" : (fieldOf(place.kind, key) ?? "data");
    if (field === "data" || !isObject(value)) continue;
    const kind = kindIn(field);
    const at = below(place.pointer, key);
    if (field === kind) yield* everyObject({ kind, node: value, pointer: at });
    else
      for (const [name, node] of Object.entries(value))
        if (isObject(node)) yield* everyObject({ kind, node, pointer: below(at, name) });
  }
}

export const whole = (document: Json): Place => ({ kind: "Root", node: document, pointer: "#" });

/** The JSON pointer one step further. */
export const below = (pointer: string, key: string | number): string =>
  `${pointer}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`;

export const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null;
