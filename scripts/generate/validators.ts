import { _, Ajv, type CodeKeywordDefinition } from "ajv";
import { not, or } from "ajv/dist/compile/codegen/index.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { usePattern } from "ajv/dist/vocabularies/code.js";
import dependentRequired from "ajv/dist/vocabularies/validation/dependentRequired.js";
import { type Json, resolve } from "../lib/document.ts";
import { bodySchemas } from "./body-schemas.ts";
import { patternOf } from "./custom-fields.ts";
import { DATE_TIME } from "./date-time.ts";
import { shorten } from "./shorten.ts";

const HEADER = "// Written by `npm run generate` from openapi/openapi.yaml. Do not edit.\n";

/** `src/generated/validators.js` and its declarations: one function a body, compiled so that no compiler is shipped. */
export function generateValidators(document: Json): { code: string; declarations: string } {
  const names = [...bodySchemas(document, "requestBody"), ...bodySchemas(document, "responses")];
  // Not Ajv's class for 2020-12: it writes the bookkeeping of `unevaluatedProperties` into every validator, and with it
  // assignments that keep a bundler from dropping an unused one. The keywords used here mean the same in both, and
  // Ajv's strict mode refuses any that this class doesn't know.
  const ajv = new Ajv({
    allErrors: true, // every problem at once
    messages: false, // src/body/validate.ts words them
    allowUnionTypes: true,
    code: { source: true, esm: true, lines: true },
    formats: { "date-time": DATE_TIME, double: true }, // any number of JSON's is a double
    keywords: [dependentRequired.default, CLOSED_BUT],
  });
  for (const name of names)
    ajv.addSchema(compilable(document, resolve(document, `#/components/schemas/${name}`)), name);
  const code = shorten(standaloneCode.default(ajv, Object.fromEntries(names.map((name) => [`validate${name}`, name]))));
  return { code: `${HEADER}${code}\n`, declarations: HEADER + declare(names) };
}

/**
 * A name that isn't among `properties` must fit this pattern. As `patternProperties` and `additionalProperties` would say
 * it too, but Ajv looks more than 8 names up in an object: on Node 20 a twentieth of all that is done to a full body.
 */
const CLOSED_BUT = {
  keyword: "closedBut",
  type: "object",
  schemaType: "string",
  code(context) {
    const { gen, data, schema, parentSchema } = context;
    const names = Object.keys(parentSchema["properties"]);
    gen.forIn("key", data, (key) => {
      const known = [...names.map((name) => _`${key} === ${name}`), _`${usePattern(context, schema)}.test(${key})`];
      gen.if(not(or(...known)), () => {
        context.setParams({ propertyName: key });
        context.error();
      });
    });
  },
  error: { message: "", params: ({ params }) => _`{propertyName: ${params["propertyName"]}}` },
} satisfies CodeKeywordDefinition;

/**
 * The same schema, in the form in which the compiled validator reports one error for one mistake: references inlined,
 * `propertyNames` as `closedBut`, a nullable enum as one enum, and no `type` beside an enum that implies it.
 */
function compilable(document: Json, schema: Json): Json {
  if (typeof schema["$ref"] === "string") return compilable(document, resolve(document, schema["$ref"]));
  const out: Json = {};
  for (const [key, value] of Object.entries(schema)) {
    if (ANNOTATIONS.has(key) || key.startsWith("x-")) continue;
    else if (key === "properties") out[key] = mapValues(value as Json, (child) => compilable(document, child as Json));
    else if (key === "items") out[key] = compilable(document, value as Json);
    else if (key === "anyOf") Object.assign(out, nullableEnum(document, value as Json[]));
    else if (key === "propertyNames") out[CLOSED_BUT.keyword] = patternOf(value as Json);
    else if (key === "additionalProperties" && "propertyNames" in schema) continue;
    else if (key === "type" && "enum" in schema) continue;
    else out[key] = value;
  }
  return out;
}

const ANNOTATIONS = new Set(["title", "description", "examples"]);

function nullableEnum(document: Json, options: Json[]): Json {
  const [option, nothing] = options.map((item) => compilable(document, item));
  if (options.length !== 2 || nothing?.["type"] !== "null" || !Array.isArray(option?.["enum"]))
    throw new Error(`generate: anyOf is known only as [an enum, {type: "null"}], not as ${JSON.stringify(options)}.`);
  return { enum: [...option["enum"], null] };
}

function mapValues(object: Json, map: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

const declare = (names: string[]) => `
/** One mistake, in Ajv's words. \`instancePath\` is a JSON pointer. */
export interface SchemaError {
  instancePath: string;
  keyword: string;
  params: Record<string, unknown>;
}

/** Says whether \`data\` fits the schema; if not, \`errors\` holds every mistake until the next call. */
export interface Validator {
  (data: unknown): boolean;
  errors?: SchemaError[] | null;
}

${names.map((name) => `export declare const validate${name}: Validator;`).join("\n")}
`;
