import { isObject, type Json, type Place, resolve } from "../../lib/document.ts";
import type { Context } from "./choices.ts";
import { advice, type ReportKeyword } from "./problems.ts";
import { rulesInWords } from "./rules-in-words.ts";

/** A schema of JSON Schema 2020-12, itself in the words of OpenAPI 3.0; what is below it not yet. */
export function rewriteSchema({ node, pointer }: Place, context: Context): Json {
  const problem = (keyword: string, what = advice(keyword)) => context.report({ pointer, keyword, advice: what });

  const out: Json = {};
  for (const [key, value] of Object.entries(node)) {
    if (key === "nullable") problem(key);
    else if (key === "type") Object.assign(out, type(value, problem));
    else if (key === "examples") Object.assign(out, example(value));
    else if (key === "anyOf" && isNullableRef(value)) Object.assign(out, nullableRef(value[0].$ref, context));
    else if (key !== "propertyNames" && key !== "dependentRequired") out[key] = value;
  }
  if (out["type"] === "array" && out["items"] === undefined)
    problem("type", "In OpenAPI 3.0 an array needs `items`. Write `items: {}` for items of any kind.");
  const rules = rulesInWords(node, problem);
  if (rules) out["description"] = [String(out["description"] ?? "").trimEnd(), rules].filter(Boolean).join("\n\n");
  return refAlone(out, context, problem);
}

function type(value: unknown, problem: ReportKeyword): Json {
  const types = [value].flat();
  const [only, ...others] = types.filter((name) => name !== "null");
  if (only === undefined) problem("type", "OpenAPI 3.0 has no type null. Name the type that it has beside null.");
  if (others.length > 0) problem("type", "In OpenAPI 3.0 a schema has one type. Write `anyOf` with a schema for each.");
  return { type: only, ...(types.includes("null") && { nullable: true }) };
}

/** 3.0 has room for one. */
function example(examples: unknown): Json {
  return Array.isArray(examples) && examples.length > 0 ? { example: examples[0] } : {};
}

/** Whether it is `[{$ref}, {type: "null"}]`, the only way in which this document says "a named schema, or null". */
function isNullableRef(options: unknown): options is [{ $ref: string }, unknown] {
  if (!Array.isArray(options) || options.length !== 2) return false;
  return isOnly(options[0], "$ref") && isOnly(options[1], "type") && options[1]["type"] === "null";
}

const isOnly = (node: unknown, key: string): node is Json =>
  isObject(node) && key in node && Object.keys(node).length === 1;

function nullableRef($ref: string, { document, choices }: Context): Json {
  const target = resolve(document, $ref);
  if (choices.nullableRef === "enum" && Array.isArray(target["enum"]))
    return { type: target["type"], nullable: true, enum: [...target["enum"], null] };
  return { ...typeOf(target), nullable: true, allOf: [{ $ref }] };
}

/** To 3.0.3 `nullable` means nothing without a type beside it, and some validators refuse to start. */
const typeOf = ({ type }: Json): Json => (typeof type === "string" ? { type } : {});

/** 3.0 ignores what stands beside a reference. */
function refAlone(schema: Json, { document, choices }: Context, problem: ReportKeyword): Json {
  const { $ref, ...beside } = schema;
  if ($ref === undefined || Object.keys(beside).length === 0) return schema;
  if ("allOf" in beside) problem("allOf", "Move it to the schema that the `$ref` beside it points at.");
  if (choices.refSiblings === "allOf")
    return { ...typeOf(resolve(document, String($ref))), allOf: [{ $ref }], ...beside };
  for (const key of Object.keys(beside))
    if (!ANNOTATIONS.has(key)) problem(key, "Move it to the schema that the `$ref` beside it points at.");
  return { $ref };
}

/** What a bare reference may lose without letting other bodies through. */
const ANNOTATIONS = new Set(["title", "description", "example", "deprecated", "externalDocs"]);
