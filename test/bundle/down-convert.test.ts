import { describe, expect, it } from "vitest";
import { CHOICES, type Choices } from "../../scripts/bundle/down-convert/choices.ts";
import { downConvert } from "../../scripts/bundle/down-convert/down-convert.ts";
import { type Json, readDocument, resolve } from "../../scripts/lib/document.ts";
import { broken } from "../lint/broken.ts";
import { furtherEndpoints } from "../lint/further-endpoints.ts";
import { type Edit, having, without } from "../support/edit.ts";

const NEW_TASK = "components schemas NewTask";

const converted = (edit: Edit = () => {}, choices?: Choices): Json => downConvert(broken(edit), choices);

describe("OpenAPI 3.0 says", () => {
  const field = (name: string, schema: unknown, choices?: Choices) =>
    resolve(converted(having(`${NEW_TASK} properties ${name}`, schema), choices), `#/${NEW_TASK.replaceAll(" ", "/")}`)[
      "properties"
    ] as Json;
  const REF = { $ref: "#/components/schemas/HefflTaskPriority" };

  it.each<[string, unknown, Json, Partial<Choices>?]>([
    ["a type or null with nullable", { type: ["string", "null"] }, { type: "string", nullable: true }],
    ["a type alone as it is", { type: ["string"] }, { type: "string" }],
    ["the first of the examples", { type: "string", examples: ["a", "b"] }, { type: "string", example: "a" }],
    ["no example for none", { type: "string", examples: [] }, { type: "string" }],
    [
      "an example that is null",
      { type: ["string", "null"], examples: [null] },
      { type: "string", nullable: true, example: null },
    ],
    ["a reference as it is", REF, REF],
    [
      "words beside a reference with allOf",
      { ...REF, description: "W" },
      { type: "string", allOf: [REF], description: "W" },
    ],
    ["nothing beside a reference, where that is chosen", { ...REF, description: "W" }, REF, { refSiblings: "bare" }],
    [
      "a named enum or null with nullable",
      { anyOf: [REF, { type: "null" }], description: "W" },
      { type: "string", nullable: true, allOf: [REF], description: "W" },
    ],
    [
      "a named enum or null with all values, where that is chosen",
      { anyOf: [REF, { type: "null" }] },
      { type: "string", nullable: true, enum: ["LOW", "MEDIUM", "HIGH", null] },
      { nullableRef: "enum" },
    ],
    [
      "rules that it lacks in words",
      {
        type: "object",
        properties: { a: {} },
        propertyNames: {
          anyOf: [
            { type: "string", enum: ["a"] },
            { type: "string", pattern: "^b" },
          ],
        },
        dependentRequired: { a: ["b", "c"] },
      },
      {
        type: "object",
        properties: { a: {} },
        description:
          "OpenAPI 3.0 has no keywords for these rules: a key that isn't listed here has to match `^b`; `a` needs `b` and `c` beside it.",
      },
    ],
    [
      "an open map as it is",
      { type: "object", additionalProperties: true },
      { type: "object", additionalProperties: true },
    ],
    [
      "extensions as they are",
      { type: "string", "x-a": { type: ["null"] } },
      { type: "string", "x-a": { type: ["null"] } },
    ],
  ])("%s", (_, schema, expected, choices) => {
    expect(field("title", schema, { ...CHOICES, ...choices })["title"]).toEqual(expected);
  });

  it("what is deep down in the same way", () => {
    const deep = { type: "array", items: { oneOf: [{ type: ["number", "null"] }] } };
    expect(field("title", deep)["title"]).toEqual({
      type: "array",
      items: { oneOf: [{ type: "number", nullable: true }] },
    });
  });

  it("the summary in the description, and the license by its address", () => {
    expect(converted(having("info description", "D."))["info"]).toMatchObject({
      description: "Create and read tasks in Heffl, the CRM.\n\nD.",
      license: { name: "MIT", url: "https://spdx.org/licenses/MIT.html" },
    });
    expect(Object.keys(converted(without("info description"))["info"] as Json).slice(0, 2)).toEqual([
      "title",
      "description",
    ]);
  });

  it("the rules of a new task in its description, after what stands there", () => {
    const { description } = resolve(converted(), "#/components/schemas/NewTask");
    expect(description).toMatch(
      /`entityId`\.\n\nOpenAPI 3\.0 has no keywords .* match `\^cf_`; `entity` needs `entityId`/,
    );
  });

  it("everything else in the same words and the same order", () => {
    const paths = JSON.stringify(readDocument()["paths"]);
    // Of an example's list 3.0 has the one example.
    const expected = paths.replaceAll(/"examples":\[("(?:\\.|[^"])*"|[^\],]*)\]/g, '"example":$1');
    expect(JSON.stringify(converted()["paths"])).toBe(expected);
  });

  it("further endpoints that are written in the same way", () => {
    const { paths } = downConvert(furtherEndpoints()) as { paths: Json };
    expect(Object.keys(paths)).toEqual(["/tasks", "/tasks/{id}", "/calls"]);
    const { schema } = (paths["/tasks/{id}"] as { patch: { parameters: [{ schema: Json }] } }).patch.parameters[0];
    expect(schema).toEqual({ type: "string", example: "tsk_2Jd8RyW6Lc" });
  });

  it("nothing of the document that it was made from: that is left as it was", () => {
    const document = readDocument();
    downConvert(document);
    expect(document).toEqual(readDocument());
  });
});
