import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { CHOICES, type Choices } from "../../scripts/bundle/down-convert/choices.ts";
import { downConvert } from "../../scripts/bundle/down-convert/down-convert.ts";
import { DATE_TIME } from "../../scripts/generate/date-time.ts";
import { type Json, readDocument } from "../../scripts/lib/document.ts";
import { asJsonSchema } from "./as-json-schema.ts";

type Validators = (name: string) => ValidateFunction;

/** The document's schemas, compiled as they are. */
export const newer: Validators = compiling(schemasOf(readDocument()));

/** Those of its OpenAPI 3.0 form. */
export const older = (choices: Choices = CHOICES): Validators =>
  compiling(mapValues(schemasOf(downConvert(readDocument(), choices)), asJsonSchema));

function compiling(schemas: Json): Validators {
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    formats: { "date-time": DATE_TIME, double: true },
  });
  ajv.addVocabulary(["x-additionalPropertiesName", "example"]);
  ajv.addVocabulary(["components"]);
  ajv.addSchema({ components: { schemas } }, "document");
  return (name) => ajv.compile({ $ref: `document#/components/schemas/${name}` });
}

function schemasOf(document: Json): Json {
  return (document["components"] as { schemas: Json }).schemas;
}

function mapValues(object: Json, map: (value: unknown) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
