import { all, having, without } from "../../support/edit.ts";
import type { Breakages } from "../broken.ts";

const NEW_TASK = "components schemas NewTask";
const TASK = "components schemas HefflTask";
const STATUS = "components schemas HefflTaskStatus";
const NAMES = `${NEW_TASK} propertyNames`;
const text = { type: "string", description: "Some text.", examples: ["Some"] };
const inlineEnum = { ...text, enum: ["Some", "More"] };

/** What concerns the schemas. */
export const schemas: Breakages = {
  "rule/field-camel-case": {
    "a field in snake_case": having(`${TASK} properties due_date`, text),
    "a workspace's custom field as if it were Heffl's": having(`${TASK} properties cf_seats`, text),
  },
  "rule/schema-pascal-case": {
    "a component named in camelCase": having("components schemas taskStatus", text),
  },
  "rule/id-is-string": {
    "a number as an ID": having(`${TASK} properties id type`, "integer"),
    "a number or null as an ID": having(`${TASK} properties dealId type`, ["number", "null"]),
  },
  "rule/ids-is-array": { "one ID where a list is": having(`${NEW_TASK} properties tagIds`, text) },
  "rule/date-has-format": {
    "a date without a format": without(`${TASK} properties createdAt format`),
    "a point in time as a bare date": having(`${NEW_TASK} properties dueDate format`, "date"),
    "a nullable date without a format": without(`${TASK} properties completedOn format`),
  },
  "rule/known-format": {
    "a format that the validators don't know": having(`${TASK} properties createdByName format`, "email"),
  },
  "rule/portable-keywords": Object.fromEntries(
    Object.entries({
      patternProperties: { "^cf_": {} },
      unevaluatedProperties: false,
      if: { required: ["entity"] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's own keyword.
      then: { required: ["entityId"] },
      else: { required: ["title"] },
      not: { required: ["entity"] },
      oneOf: [{ required: ["title"] }],
      allOf: [{ required: ["title"] }],
      dependentSchemas: { entity: { required: ["entityId"] } },
      const: {},
    }).map(([keyword, value]) => [`the keyword ${keyword}`, having(`${NEW_TASK} ${keyword}`, value)]),
  ),
  "rule/any-of-is-nullable-enum": {
    "null before the enum": having(`${TASK} properties priority anyOf`, (options: unknown[]) => options.toReversed()),
    "a third form": having(`${TASK} properties priority anyOf 2`, { type: "integer" }),
    "anyOf of what isn't an enum": having(`${TASK} properties priority anyOf 0`, text),
  },
  "rule/enum-of-strings": {
    "null among an enum's values": having(`${STATUS} enum`, ["OPEN", null]),
  },
  "rule/open-map-is-empty-schema": {
    "additionalProperties: true": having(`${TASK} additionalProperties`, true),
    "additionalProperties: false": having(`${TASK} additionalProperties`, false),
    "custom fields of one type": having(`${TASK} additionalProperties`, { type: "string", examples: ["phone"] }),
  },
  "rule/open-map-is-named": { "custom fields without a name": without(`${TASK} x-additionalPropertiesName`) },
  "rule/request-refuses-other-keys": {
    "a request that takes any key": without(NAMES),
    "a request that has no place for custom fields": all(
      without(`${NEW_TASK} additionalProperties`),
      without(`${NEW_TASK} x-additionalPropertiesName`),
    ),
  },
  "rule/response-accepts-other-keys": {
    "an answer that refuses keys": having(`${TASK} propertyNames`, { type: "string", pattern: "^cf_" }),
  },
  "scalar-property-missing-example": {
    "a nullable field without an example": without(`${TASK} properties createdByName examples`),
  },
  "heffl/example-on-every-scalar": {
    "a list's items without an example": without(`${TASK} properties tagIds items examples`),
    "an enum without an example": without(`${STATUS} examples`),
    "an enum that may be null without an example": without("components schemas HefflTaskPriority examples"),
    "a header's schema without an example": without("components headers RateLimit-Reset schema examples"),
  },
  "rule/examples-not-example": {
    "OpenAPI 3.0's example": having(`${TASK} properties id example`, "tsk_2Jd8RyW6Lc"),
  },

  "heffl/property-names-match": {
    "a field that a request documents and refuses": having(`${NEW_TASK} properties color`, text),
    "a field that a request accepts and doesn't document": without(`${NEW_TASK} properties showTime`),
    "a misspelt pattern": having(`${NAMES} anyOf 1 pattern`, "^cf"),
    "the two forms swapped": having(`${NAMES} anyOf`, (forms: unknown[]) => forms.toReversed()),
    "a third form of key": having(`${NAMES} anyOf 2`, { type: "string", pattern: "^x_" }),
    "keys by a pattern alone": having(NAMES, { type: "string", pattern: "^cf_" }),
    "fields without their type": without(`${NAMES} anyOf 0 type`),
    "keys listed beside nothing": without(`${NEW_TASK} additionalProperties`),
  },
  "heffl/name-free-in-clients": {
    "a component named like a type of C# and Swift": having("components schemas Task", text),
    "a component named like a type of JavaScript": having("components schemas Error", text),
    "a component named like a type of Rust": having("components schemas Option", text),
    "a component whose constructor in Go has another's name": having("components schemas NewHefflTask", text),
  },
  "heffl/named-enum": {
    "an inline enum": having(`${NEW_TASK} properties status`, inlineEnum),
    "an inline enum in a list": having(`${NEW_TASK} properties tagIds items`, inlineEnum),
    "an inline enum that may be null": having(`${TASK} properties priority anyOf 0`, inlineEnum),
  },
  "heffl/values-have-type": {
    "an enum without a type": without(`${STATUS} type`),
    "a pattern without a type": without(`${NAMES} anyOf 1 type`),
    "a number without a format": without(`${NEW_TASK} properties durationMinutes format`),
    "a number or null without a format": without(`${TASK} properties durationMinutes format`),
  },
  "heffl/dependent-required-exists": {
    "a misspelt field that is needed": having(`${NEW_TASK} dependentRequired`, { entity: ["entityID"] }),
    "a misspelt field that needs": having(`${NEW_TASK} dependentRequired`, { entities: ["entityId"] }),
  },
  "heffl/request-and-answer-agree": {
    "a field of two types": having(`${NEW_TASK} properties durationMinutes type`, "integer"),
    "a field of two formats": without(`${NEW_TASK} properties dueDate format`),
    "a field of two enums": having(`${NEW_TASK} properties status $ref`, "#/components/schemas/HefflTaskType"),
    "a list of two types": having(`${NEW_TASK} properties assigneeIds items type`, "integer"),
  },
};
