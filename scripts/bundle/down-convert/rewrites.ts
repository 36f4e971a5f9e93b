import type { Json, Place } from "../../lib/document.ts";
import type { Kind } from "../../lib/openapi-objects.ts";
import type { Context } from "./choices.ts";
import { rewriteSchema } from "./schema.ts";

/** Puts what an object says in 3.1's words into 3.0's. Leaves what is below it alone, and what 3.0 says alike. */
export type Rewrite = (place: Place, context: Context) => Json;

export const REWRITES: Partial<Record<Kind, Rewrite>> = {
  Root({ node, pointer }, { report }) {
    const { openapi, jsonSchemaDialect, ...rest } = node;
    if (!/^3\.1\./.test(String(openapi)))
      report({ pointer, keyword: "openapi", advice: "Only OpenAPI 3.1 can be converted." });
    if (jsonSchemaDialect !== undefined && jsonSchemaDialect !== DIALECT)
      report({ pointer, keyword: "jsonSchemaDialect", advice: `Schemas are read as ${DIALECT} alone.` });
    return { openapi: "3.0.3", ...rest };
  },

  Info({ node }) {
    const { summary, ...rest } = node;
    if (summary === undefined) return rest;
    return replace(rest, "description", [summary, rest["description"]].filter(Boolean).join("\n\n"));
  },

  License({ node }) {
    const { identifier, ...rest } = node;
    return identifier === undefined ? rest : { ...rest, url: `https://spdx.org/licenses/${identifier}.html` };
  },

  SecurityScheme({ node, pointer }, { report }) {
    if (node["type"] === "mutualTLS")
      report({ pointer, keyword: "type", advice: "OpenAPI 3.0 has no mutualTLS. Say it in a description instead." });
    return node;
  },

  Schema: rewriteSchema,
};

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** Like a spread with one more key, except that a key that isn't there yet comes second, after the title. */
function replace(object: Json, key: string, value: unknown): Json {
  if (key in object) return { ...object, [key]: value };
  const [first, ...others] = Object.entries(object);
  return Object.fromEntries([...(first ? [first] : []), [key, value], ...others]);
}
