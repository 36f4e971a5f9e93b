import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Json, resolve } from "../../scripts/lib/document.ts";
import { ANSWER, ERROR_CODES, META, PAGE, QUERY, REQUEST, STATUSES } from "./facts.ts";
import { fieldsOf, inWords } from "./in-words.ts";
import {
  answer,
  at,
  createTask,
  document,
  examplesOf,
  getTask,
  keywords,
  listTasks,
  property,
  request,
  schemaOf,
} from "./reading.ts";

const newTask = schemaOf(request);
const task = schemaOf(answer(200));
const operations = { createTask, listTasks, getTask };
type Name = keyof typeof operations;
const names = Object.keys(operations) as Name[];

describe("the document", () => {
  it("describes three operations of Heffl's API v2, the create first", () => {
    expect(Object.entries(at("paths")).map(([path, item]) => [path, Object.keys(item as Json)])).toEqual([
      ["/tasks", ["post", "get"]],
      ["/tasks/{id}", ["get"]],
    ]);
    expect((document["servers"] as Json[]).map(({ url }) => url)).toEqual(["https://api.heffl.com/api/v2"]);
  });

  it.each(names)("names an operation %s, as the generated clients will", (name) => {
    expect(operations[name]["operationId"]).toBe(name);
  });

  it("asks for the key in the x-api-key header of every request", () => {
    expect(document["security"]).toEqual([{ apiKey: [] }]);
    for (const name of names) expect(operations[name]).not.toHaveProperty("security");
    expect(at("components", "securitySchemes")).toEqual({
      apiKey: { type: "apiKey", in: "header", name: "x-api-key", description: expect.any(String) },
    });
  });

  it("takes parameters for reads only", () => {
    expect(createTask).not.toHaveProperty("parameters");
    for (const path of ["/tasks", "/tasks/{id}"]) expect(at("paths", path)).not.toHaveProperty("parameters");
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
    expect(Object.keys(createTask["responses"] as Json).filter((status) => status < "400")).toEqual(["200"]);
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

describe("reading one task", () => {
  it("takes its ID in the path, and nothing else", () => {
    const [id, ...others] = getTask["parameters"] as Json[];
    expect(id).toMatchObject({ name: "id", in: "path", required: true });
    expect(inWords(document, id?.["schema"] as Json)).toBe("string");
    expect(others).toEqual([]);
    expect(getTask).not.toHaveProperty("requestBody");
  });

  it("is answered with 200 and the same task as a create", () => {
    expect(Object.keys(getTask["responses"] as Json).filter((status) => status < "400")).toEqual(["200"]);
    expect(schemaOf(answer(200, getTask))).toBe(task);
  });
});

describe("a list of tasks", () => {
  const page = schemaOf(answer(200, listTasks));

  it("takes what is published in its query, none of it required", () => {
    const parameters = listTasks["parameters"] as { name: string; in: string; schema: Json; required?: boolean }[];
    const words = parameters.map(({ name, schema }) => [name, inWords(document, schema)]);
    expect(Object.fromEntries(words)).toEqual(QUERY);
    expect(parameters.filter((parameter) => parameter.in !== "query" || parameter.required === true)).toEqual([]);
    expect(listTasks).not.toHaveProperty("requestBody");
  });

  it("is answered with 200 and a page: the same tasks, and where the next page begins", () => {
    expect(Object.keys(listTasks["responses"] as Json).filter((status) => status < "400")).toEqual(["200"]);
    expect(fieldsOf(document, page)).toEqual(PAGE);
    expect(property(page, "data")).toBe(task);
    expect(fieldsOf(document, property(page, "meta"))).toEqual(META);
  });

  it("may have any other key in a page and in its metadata", () => {
    for (const schema of [page, property(page, "meta")])
      expect(keywords(schema)).toEqual(["properties", "required", "type"]);
  });
});

const errors = names.flatMap((name) => STATUSES[name].map((status) => ({ name, status })));

describe("an error", () => {
  it.each(names)("of %s has one of the published statuses", (name) => {
    const statuses = Object.keys(operations[name]["responses"] as Json).filter((status) => status >= "400");
    expect(statuses).toEqual(STATUSES[name]);
  });

  it.each(errors)("of $name with status $status shows that status's codes", ({ name, status }) => {
    const codes = ERROR_CODES[status as unknown as keyof typeof ERROR_CODES];
    const shown = examplesOf(answer(status, operations[name])).map(
      ([, value]) => (value["error"] as { code: string }).code,
    );
    expect(shown.sort()).toEqual([...codes].sort());
  });

  it.each(errors)("of $name with status $status has Heffl's error body as JSON", ({ name, status }) => {
    const response = answer(status, operations[name]);
    expect(Object.keys(response["content"] as Json)).toEqual(["application/json"]);
    expect(schemaOf(response)).toBe(at("components", "schemas", "ErrorResponse"));
  });

  it("has a code, a message, and for validation the problems", () => {
    const body = at("components", "schemas", "ErrorResponse");
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

  it.each(names)("of %s with status 429, and no other answer, says when the limit resets", (name) => {
    for (const status of ["200", ...STATUSES[name]])
      expect(Object.keys((answer(status, operations[name])["headers"] ?? {}) as Json)).toEqual(
        status === "429" ? ["RateLimit-Reset"] : [],
      );
  });

  it("tells the reset as text, since its unit isn't published, and not always", () => {
    const reset = resolve(document, "#/components/headers/RateLimit-Reset") as { required: boolean; schema: Json };
    expect(inWords(document, reset.schema)).toBe("string");
    expect(reset.required).toBe(false);
  });
});

describe("an outcome", () => {
  it("is told of each answer to a create", () => {
    for (const status of ["200", ...STATUSES.createTask]) expect(answer(status)).toHaveProperty("x-outcome");
  });

  it.each(["listTasks", "getTask"] as const)("isn't told of any answer to a read: %s", (name) => {
    for (const status of ["200", ...STATUSES[name]])
      expect(answer(status, operations[name])).not.toHaveProperty("x-outcome");
  });
});
