import { bundles } from "./bundles.ts";
import { readVectors, vectors } from "./vectors.ts";

/** The files that the package has for tools and other languages, by name. Writes nothing. */
export const published = (): Record<string, string> => ({
  ...bundles(),
  "vectors.json": `${JSON.stringify({ creates: vectors(), reads: readVectors() }, null, 2)}\n`,
});
