import type { Json } from "../../scripts/lib/document.ts";

/**
 * Many documents in one, each with a path and components of its own, so that one run of a slow command looks at all of
 * them. Takes what is at the root, but for those, from the first.
 */
export function sideBySide(documents: Json[]): Json {
  const paths: Json = {};
  const components: { [kind: string]: Json } = {};
  for (const [index, document] of documents.entries()) {
    const own = JSON.parse(JSON.stringify(document).replace(/(#\/components\/\w+\/[\w-]+)"/g, `$1_${index}"`)) as Parts;
    paths[`/${index}`] = own.paths["/tasks"];
    for (const [kind, named] of Object.entries(own.components))
      for (const [name, node] of Object.entries(named)) {
        components[kind] ??= {};
        components[kind][kind === "securitySchemes" ? name : `${name}_${index}`] = node;
      }
  }
  return { ...documents[0], paths, components };
}

interface Parts {
  paths: Json;
  components: { [kind: string]: Json };
}

/** The index of the document that a pointer into `sideBySide`'s belongs to. */
export function indexOf(pointer: string): number {
  return Number(/^#\/paths\/~1(\d+)|^#\/components\/\w+\/[^/]+_(\d+)/.exec(pointer)?.slice(1).find(Boolean));
}
