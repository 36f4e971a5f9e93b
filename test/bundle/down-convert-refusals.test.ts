import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHOICES } from "../../scripts/bundle/down-convert/choices.ts";
import { downConvert } from "../../scripts/bundle/down-convert/down-convert.ts";
import { DownConvertError } from "../../scripts/bundle/down-convert/problems.ts";
import { everyObject, type Json, readDocument, resolve, whole } from "../../scripts/lib/document.ts";
import { broken } from "../lint/broken.ts";
import { all, having, without } from "../support/edit.ts";

const NEW_TASK = "components schemas NewTask";

function problemsOf(document: Json): { pointer: string; keyword: string }[] {
  try {
    downConvert(document);
    return [];
  } catch (error) {
    if (!(error instanceof DownConvertError)) throw error;
    return error.problems;
  }
}

describe("what OpenAPI 3.0 can't say", () => {
  // JSON Schema's own list of its keywords.
  const vocabularies = join(
    dirname(createRequire(import.meta.url).resolve("ajv/package.json")),
    "dist/refs/json-schema-2020-12/meta",
  );
  const everyKeyword = readdirSync(vocabularies).flatMap((file) =>
    Object.keys((JSON.parse(readFileSync(join(vocabularies, file), "utf8")) as { properties: Json }).properties),
  );
  const SAID = new Set([
    ..."title description default deprecated readOnly writeOnly examples format type enum multipleOf maximum minimum".split(
      " ",
    ),
    ..."maxLength minLength pattern maxItems minItems uniqueItems maxProperties minProperties required".split(" "),
    ..."allOf anyOf oneOf not items properties additionalProperties propertyNames dependentRequired $ref".split(" "),
  ]);
  const unsaid = [
    ...everyKeyword.filter((keyword) => !SAID.has(keyword)),
    "definitions",
    "dependencies",
    "nullable",
    "id",
  ];
  const document = readDocument();
  const schemas = [...everyObject(whole(document))]
    .filter(({ kind }) => kind === "Schema")
    .map(({ pointer }) => pointer);

  it("is most of JSON Schema", () => {
    expect(unsaid).toEqual(
      expect.arrayContaining(["const", "if", "patternProperties", "prefixItems", "$defs", "$anchor"]),
    );
    expect(schemas.length).toBeGreaterThan(60);
  });

  it("is refused in every schema, with its place", () => {
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.constantFrom(...unsaid, "nonsense"), (pointer, keyword) => {
        const edited = structuredClone(document);
        resolve(edited, pointer)[keyword] = {};
        expect(problemsOf(edited)).toContainEqual(expect.objectContaining({ pointer, keyword }));
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["webhooks", "#", having("webhooks", {})],
    ["another dialect", "#", having("jsonSchemaDialect", "https://spec.openapis.org/oas/3.1/dialect/base")],
    ["another version", "#", having("openapi", "3.2.0")],
    ["shared paths", "#/components", having("components pathItems", {})],
    [
      "a certificate as key",
      "#/components/securitySchemes/apiKey",
      having("components securitySchemes apiKey", { type: "mutualTLS" }),
    ],
    [
      "words beside a response's reference",
      "#/paths/~1tasks/post/responses/409",
      having("paths /tasks post responses 409 description", "W"),
    ],
    [
      "two types",
      "#/components/schemas/NewTask/properties/title",
      having(`${NEW_TASK} properties title type`, ["string", "number"]),
    ],
    [
      "null alone",
      "#/components/schemas/NewTask/properties/title",
      having(`${NEW_TASK} properties title type`, "null"),
    ],
    [
      "an array of anything",
      "#/components/schemas/NewTask/properties/tagIds",
      without(`${NEW_TASK} properties tagIds items`),
    ],
    [
      "a schema that is true",
      "#/components/schemas/NewTask/properties/title",
      having(`${NEW_TASK} properties title`, true),
    ],
    [
      "key rules of another form",
      "#/components/schemas/NewTask",
      having(`${NEW_TASK} propertyNames`, { pattern: "^a" }),
    ],
    ["key rules for other fields", "#/components/schemas/NewTask", without(`${NEW_TASK} propertyNames anyOf 0 enum 3`)],
    [
      "null beside an inline schema",
      "#/components/schemas/NewTask/properties/title/anyOf/1",
      having(`${NEW_TASK} properties title`, { anyOf: [{ type: "string" }, { type: "null" }] }),
    ],
    [
      "allOf beside a reference",
      "#/components/schemas/NewTask/properties/status",
      having(`${NEW_TASK} properties status allOf`, []),
    ],
  ])("is refused: %s", (_, pointer, edit) => {
    expect(problemsOf(broken(edit)).map((problem) => problem.pointer)).toContain(pointer);
  });

  it("is told all at once, with what to do", () => {
    const edit = all(having(`${NEW_TASK} if`, {}), having(`${NEW_TASK} properties title const`, "a"));
    expect(() => downConvert(broken(edit))).toThrowErrorMatchingInlineSnapshot(`
      [DownConvertError: The document can't be written as OpenAPI 3.0:
        #/components/schemas/NewTask/properties/title  const
          Write \`enum\` with one value, which both versions have.
        #/components/schemas/NewTask  if
          OpenAPI 3.0 can't say it. Say it in the description instead, which most viewers need anyway.]
    `);
  });

  it("is more beside a bare reference", () => {
    const edit = having(`${NEW_TASK} properties status enum`, ["OPEN"]);
    expect(() => downConvert(broken(edit), { ...CHOICES, refSiblings: "bare" })).toThrow(/properties\/status {2}enum/);
  });
});
