import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Json, resolve } from "../../scripts/lib/document.ts";
import { ANSWER, ERROR_CODES, REQUEST } from "./facts.ts";
import { fieldsOf, inWords } from "./in-words.ts";
import { answer, at, createTask, document, examplesOf, keywords, property, request, schemaOf } from "./reading.ts";

const newTask = schemaOf(request);
const task = schemaOf(answer(200));
const responses = at("paths", "/tasks", "post", "responses");

describe("the document", () => {
  it("describes one operation, POST /tasks of Heffl's API v2", () => {
    expect(Object.entries(at("paths")).map(([path, item]) => [path, Object.keys(item as Json)])).toEqual([
      ["/tasks", ["post"]],
    ]);
    expect((document["servers"] as Json[]).map(({ url }) => url)).toEqual(["https://api.heffl.com/api/v2"]);
  });

  it("names the operation createTask, as the generated clients will", () => {
    expect(createTask["operationId"]).toBe("createTask");
  });

  it("asks for the key in the x-api-key header of every request", () => {
    expect(document["security"]).toEqual([{ apiKey: [] }]);
    expect(createTask).not.toHaveProperty("security");
    expect(at("components", "securitySchemes")).toEqual({
      apiKey: { type: "apiKey", in: "header", name: "x-api-key", description: expect.any(String) },
    });
  });

  it("needs no parameters", () => {
    expect(createTask).not.toHaveProperty("parameters");
    expect(at("paths", "/tasks")).not.toHaveProperty("parameters");
  });

  it("is read as JSON Schema 2020-12, without which the mock checks less", () => {
    expect(document["jsonSchemaDialect"]).toBe("https://json-schema.org/draft/2020-12/schema");
  });

  it("has the package's version", () => {
    expect(at("info")["version"]).toBe(JSON.parse(readFileSync("package.json", "utf8")).version);
  });
});

describe("the request", () => {
  it("is a JSON body that can't be left out", () => {
    expect(request["required"]).toBe(true);
    expect(Object.keys(request["content"] as Json)).toEqual(["application/json"]);
    expect(newTask["type"]).toBe("object");
  });

  it.each(Object.entries(REQUEST))("takes %s as %s", (field, words) => {
    expect(fieldsOf(document, newTask)[field]).toBe(words);
  });

  it("takes no other field", () => {
    expect(Object.keys(fieldsOf(document, newTask)).sort()).toEqual(Object.keys(REQUEST).sort());
  });

  it("takes custom fields of any type and refuses every other key", () => {
    const { additionalProperties, propertyNames } = newTask;
    expect({ additionalProperties, propertyNames }).toEqual({
      additionalProperties: {},
      propertyNames: {
        anyOf: [
          { type: "string", enum: Object.keys(REQUEST) },
          { type: "string", pattern: "^cf_" },
        ],
      },
    });
  });

  it("needs entityId where entity is given, and not the other way round", () => {
    expect(newTask["dependentRequired"]).toEqual({ entity: ["entityId"] });
  });

  it("has no other rule", () => {
    expect(keywords(newTask)).toEqual([
      "additionalProperties",
      "dependentRequired",
      "properties",
      "propertyNames",
      "required",
      "type",
    ]);
  });
});

describe("the answer", () => {
  it("to a created task is 200 with the task itself as JSON", () => {
    expect(Object.keys(responses).filter((status) => status < "400")).toEqual(["200"]);
    expect(Object.keys(answer(200)["content"] as Json)).toEqual(["application/json"]);
    expect(task["type"]).toBe("object");
  });

  it.each(Object.entries(ANSWER))("has %s as %s", (field, words) => {
    expect(fieldsOf(document, task)[field]).toBe(words);
  });

  it("has no other field", () => {
    expect(Object.keys(fieldsOf(document, task)).sort()).toEqual(Object.keys(ANSWER).sort());
  });

  it("may hold custom fields and any other key", () => {
    expect(task["additionalProperties"]).toEqual({});
    expect(keywords(task)).toEqual(["additionalProperties", "properties", "required", "type"]);
  });

  it("has no custom fields in a wrapper", () => {
    expect(task["properties"]).not.toHaveProperty("customFields");
    expect(newTask["properties"]).not.toHaveProperty("customFields");
  });
});

describe("an error", () => {
  it("has one of the published statuses", () => {
    const statuses = Object.keys(responses).filter((status) => status >= "400");
    expect(statuses).toEqual(Object.keys(ERROR_CODES));
  });

  it.each(Object.entries(ERROR_CODES))("of status %s shows the codes %j", (status, codes) => {
    const shown = examplesOf(answer(status)).map(([, value]) => (value["error"] as { code: string }).code);
    expect(shown.sort()).toEqual([...codes].sort());
  });

  it.each(Object.keys(ERROR_CODES))("of status %s has Heffl's error body as JSON", (status) => {
    expect(Object.keys(answer(status)["content"] as Json)).toEqual(["application/json"]);
    const body = schemaOf(answer(status));
    const error = property(body, "error");
    const details = property(error, "details");
    const issue = property(details, "issues");

    expect(fieldsOf(document, body)).toEqual({ error: "required object" });
    expect(fieldsOf(document, error)).toEqual({
      code: `required ${Object.values(ERROR_CODES).flat().join(" | ")}`,
      message: "required string",
      details: "object",
    });
    expect(fieldsOf(document, details)).toEqual({ issues: "list of object" });
    expect(fieldsOf(document, issue)).toEqual({ field: "string", message: "required string" });
    for (const schema of [body, error, details, issue])
      expect(keywords(schema).filter((keyword) => keyword !== "required")).toEqual(["properties", "type"]);
  });

  it("of status 429, and no other answer, says when the limit resets", () => {
    for (const status of ["200", ...Object.keys(ERROR_CODES)])
      expect(Object.keys((answer(status)["headers"] ?? {}) as Json)).toEqual(
        status === "429" ? ["RateLimit-Reset"] : [],
      );
    // Its unit is not published, so it is a string, and nothing promises that it always comes.
    const reset = resolve(document, "#/components/headers/RateLimit-Reset") as { required: boolean; schema: Json };
    expect(inWords(document, reset.schema)).toBe("string");
    expect(reset.required).toBe(false);
  });
});
