import type { Json } from "./document.ts";
import { fieldOf, isExtension, type Kind, kindIn } from "./openapi-objects.ts";

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
