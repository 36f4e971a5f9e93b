import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse, parseDocument, visit } from "yaml";
import packageJson from "../../package.json" with { type: "json" };
import { bundles } from "../../scripts/bundle/bundles.ts";
import { LANGUAGES } from "../../scripts/bundle/code-samples.ts";
import { published } from "../../scripts/bundle/published.ts";
import { operationsOf } from "../../scripts/docs/reference/operations.ts";
import { DOCUMENT_PATH, everyObject, type Json, readDocument, whole } from "../../scripts/lib/document.ts";

const files = bundles();
const text = (name: string) => files[name] ?? "";
const source = readFileSync(DOCUMENT_PATH, "utf8");

describe("the bundles", () => {
  it("are, with the vectors, what the package exports beside its code", () => {
    const exported = Object.values(packageJson.exports).filter((target) => typeof target === "string");
    const names = exported
      .filter((target) => target.startsWith("./dist/"))
      .map((target) => target.slice("./dist/".length));
    expect(Object.keys(published())).toEqual(names);
  });

  it("are four files", () => {
    expect(Object.keys(files)).toEqual(["openapi.yaml", "openapi.json", "openapi-3.0.yaml", "openapi-3.0.json"]);
  });

  it("come out the same each time", () => {
    expect(bundles()).toEqual(files);
  });

  it.each(["openapi", "openapi-3.0"])("say the same as YAML and as JSON, in the same order: %s", (name) => {
    expect(JSON.stringify(parse(text(`${name}.yaml`)))).toBe(JSON.stringify(JSON.parse(text(`${name}.json`))));
  });

  it("hold no YAML anchors, which some generators can't read", () => {
    const found: string[] = [];
    const noted = (_: unknown, { anchor = "" }: { anchor?: string }) => void (anchor && found.push(anchor));
    for (const yaml of [text("openapi.yaml"), text("openapi-3.0.yaml")])
      visit(parseDocument(yaml), {
        Alias: (_, { source }) => void found.push(source),
        Collection: noted,
        Scalar: noted,
      });
    expect(found).toEqual([]);
  });
});

describe("the OpenAPI 3.1 bundle", () => {
  it("is the document, but for the code samples", () => {
    const document = JSON.parse(text("openapi.json")) as Json;
    for (const { operation } of operationsOf(document)) delete operation["x-codeSamples"];
    expect(JSON.stringify(document)).toBe(JSON.stringify(readDocument()));
  });

  it("has every line of the source, its comments too, in their order", () => {
    const lines = text("openapi.yaml").split("\n");
    for (const line of source.split("\n")) {
      const found = lines.indexOf(line);
      expect(found, `“${line}” is gone, or has moved`).not.toBe(-1);
      lines.splice(0, found + 1);
    }
  });

  it("is an OpenAPI 3.1 document to the letter of the specification", () => {
    expect(errorsBy("v3.1/index.json", JSON.parse(text("openapi.json")))).toEqual([]);
  });
});

describe("the OpenAPI 3.0 bundle", () => {
  it("is an OpenAPI 3.0 document to the letter of the specification", () => {
    expect(errorsBy("v3.0.json", JSON.parse(text("openapi-3.0.json")))).toEqual([]);
  });

  it("is held to the specification by a schema that finds what is wrong", () => {
    const document = JSON.parse(text("openapi-3.0.json")) as Json;
    expect(errorsBy("v3.0.json", { ...document, webhooks: {} })).not.toEqual([]);
  });

  it("has a type beside each `nullable` and `allOf`, without which some validators refuse to start", () => {
    const schemas = [...everyObject(whole(JSON.parse(text("openapi-3.0.json"))))].filter(
      ({ kind }) => kind === "Schema",
    );
    const ofNone = schemas.filter(({ node }) => ("nullable" in node || "allOf" in node) && node["type"] === undefined);
    expect(schemas.length).toBeGreaterThan(60);
    expect(ofNone.map(({ pointer }) => pointer)).toEqual([]);
  });

  it("has the document's version and the code samples", () => {
    const document = JSON.parse(text("openapi-3.0.json")) as Json;
    expect((document["info"] as Json)["version"]).toBe((readDocument()["info"] as Json)["version"]);
    const operations = operationsOf(document);
    expect(operations).toHaveLength(3);
    for (const { operation } of operations) expect(operation["x-codeSamples"]).toHaveLength(LANGUAGES.length);
  });
});

/** What the specification's own schema, which Spectral brings along, finds wrong. */
function errorsBy(schema: string, document: unknown): unknown[] {
  const load = createRequire(import.meta.url);
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
  // The dialect that 3.1 schemas are read as by default; this document names plain 2020-12 instead.
  ajv.addSchema(
    { $ref: "https://json-schema.org/draft/2020-12/schema" },
    "https://spec.openapis.org/oas/3.1/dialect/base",
  );
  const validate = ajv.compile(load(`@stoplight/spectral-rulesets/dist/oas/schemas/oas/${schema}`) as AnySchemaObject);
  validate(document);
  return validate.errors ?? [];
}
