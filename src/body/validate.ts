import type { Issue } from "../errors/issues.ts";
import type { SchemaError, Validator } from "../generated/validators.js";
import { MAX_ISSUES, moreIssues, type Serialized } from "./serialize.ts";

/**
 * The problems of a serialized body: first those that JSON can't express, then those by the OpenAPI document. Empty if it is
 * valid.
 */
export function validate({ value, issues }: Serialized, validator: Validator): Issue[] {
  let found = issues;
  if (issues.every(({ field }) => field !== undefined) && !validator(value)) {
    // A part that couldn't be serialized is missing from `value`, so the validator would report it a second time.
    const named = new Set(issues.map(({ field }) => field));
    const others = (validator.errors ?? []).map(explain);
    found = found.concat(others.filter(({ field }) => field === undefined || !named.has(field)));
  }
  if (found.length <= MAX_ISSUES) return found;
  return [...found.slice(0, MAX_ISSUES), moreIssues()];
}

function explain({ instancePath, keyword, params }: SchemaError): Issue {
  const field = instancePath.slice(1).split("/").map(unescapePointer).join(".");
  const inside = (name: unknown) => (field === "" ? `${name}` : `${field}.${name}`);
  const at = (message: string): Issue => (field === "" ? { message } : { field, message });
  switch (keyword) {
    case "required":
      return { field: inside(params["missingProperty"]), message: "Required." };
    case "dependentRequired":
      return { field: inside(params["missingProperty"]), message: `Required when ${params["property"]} is given.` };
    case "closedBut":
      return {
        message: `Unknown field ${JSON.stringify(params["propertyName"])}: only documented fields and cf_* keys are accepted.`,
      };
    case "type":
      return at(`Must be ${listed([params["type"]].flat().map(withArticle))}.`);
    case "enum":
      return at(`Must be ${listed((params["allowedValues"] as unknown[]).map(String))}.`);
    case "format":
      return at("Must be a date-time in RFC 3339, like 2026-12-01T09:00:00Z.");
    case "minimum":
      return at(`Must be ${params["limit"]} or more.`);
    default:
      return at(`Must meet the document's rule "${keyword}".`);
  }
}

const unescapePointer = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~");

const withArticle = (type: unknown): string =>
  type === "null" ? "null" : `${/^[aeiou]/.test(`${type}`) ? "an" : "a"} ${type}`;

const listed = (items: string[]): string =>
  items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} or ${items.at(-1)}`;
