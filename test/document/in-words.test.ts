import { describe, expect, it } from "vitest";
import { type Json, readDocument, resolve } from "../../scripts/lib/document.ts";
import { type Edit, having, without } from "../support/edit.ts";
import { fieldsOf } from "./in-words.ts";

// The facts tables compare words, so a change of the document that leaves the words alone would go unseen.

const NEW_TASK = "components schemas NewTask";
const TASK = "components schemas HefflTask";
const also = (value: unknown) => (values: unknown[]) => [...values, value];

const CHANGES: Record<string, Edit> = {
  "a field is added": having(`${NEW_TASK} properties color`, { type: "string" }),
  "a field is removed": without(`${NEW_TASK} properties showTime`),
  "a type changes": having(`${NEW_TASK} properties title type`, "number"),
  "a number must be whole": having(`${NEW_TASK} properties durationMinutes type`, "integer"),
  "a list has other items": having(`${NEW_TASK} properties tagIds items type`, "number"),
  "a field becomes required": having(`${NEW_TASK} required`, also("type")),
  "a field becomes optional": without(`${TASK} required 0`),
  "a field that isn't there is required": having(`${TASK} required`, also("color")),
  "a field may be null": having(`${NEW_TASK} properties title type`, ["string", "null"]),
  "a field can't be null": having(`${NEW_TASK} properties description type`, "string"),
  "an enum may be null": having(`${NEW_TASK} properties status`, {
    anyOf: [{ $ref: "#/components/schemas/HefflTaskStatus" }, { type: "null" }],
  }),
  "an enum can't be null": without(`${NEW_TASK} properties priority anyOf 1`),
  "an enum has another value": having("components schemas HefflTaskType enum", also("email")),
  "an enum lacks a value": without("components schemas HefflTaskEntity enum 0"),
  "an enum's value is in lower case": having("components schemas HefflTaskPriority enum 0", "low"),
  "a field has another enum": having(`${TASK} properties status $ref`, "#/components/schemas/HefflTaskType"),
  "a format is gone": without(`${NEW_TASK} properties dueDate format`),
  "a format is added": having(`${NEW_TASK} properties title format`, "date-time"),
  "the minimum is gone": without(`${NEW_TASK} properties durationMinutes minimum`),
  "the minimum changes": having(`${NEW_TASK} properties durationMinutes minimum`, 1),
  "a maximum is added": having(`${NEW_TASK} properties durationMinutes maximum`, 1),
  "a length limit is added": having(`${NEW_TASK} properties title maxLength`, 255),
  "a default is added": having(`${NEW_TASK} properties showTime default`, false),
  "a list has a limit": having(`${NEW_TASK} properties tagIds maxItems`, 5),
};

const words = (document: Json) =>
  ["NewTask", "HefflTask"].map((name) => fieldsOf(document, resolve(document, `#/components/schemas/${name}`)));

describe("the words of the facts tables change when", () => {
  it.each(Object.entries(CHANGES))("%s", (_, change) => {
    const document = readDocument();
    change(document);
    expect(words(document)).not.toEqual(words(readDocument()));
  });
});
