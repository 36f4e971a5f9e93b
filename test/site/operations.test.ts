import { expect, test } from "vitest";
import { plainMarkdown } from "../../scripts/docs/llms.ts";
import { referencePages } from "../../scripts/docs/reference.ts";
import type { Json } from "../../scripts/lib/document.ts";
import { document } from "./built.ts";

const create = ((document["paths"] as Json)["/tasks"] as Json)["post"] as Json;
const { "200": found, "404": notFound, "429": tooMany } = create["responses"] as Json;
const id = { name: "id", in: "path", required: true, description: "The task's ID.", schema: { type: "string" } };
const pageSize = {
  name: "pageSize",
  in: "query",
  description: "How many tasks a page has.",
  schema: { type: "integer", minimum: 1, maximum: 100, default: 30 },
};
const order = { name: "orderDir", in: "query", schema: { type: "string", enum: ["asc", "desc"] } };
const list = {
  type: "object",
  required: ["data"],
  properties: { data: { type: "array", description: "Tasks.", items: { $ref: "#/components/schemas/HefflTask" } } },
};
const read = (operationId: string, summary: string, rest: Json): Json => ({
  get: { operationId, tags: ["Tasks"], summary, description: "Reads.", ...rest },
});

test("an operation that is added to the document gets a page, whatever it takes and answers", () => {
  const paths = {
    ...(document["paths"] as Json),
    "/calls/{id}": read("getCall", "Get call", {
      parameters: [id],
      responses: { "200": found, "404": notFound, "429": tooMany },
    }),
    "/calls": read("listCalls", "List calls", {
      parameters: [pageSize, order],
      responses: {
        "200": { description: "A page.", "x-outcome": "created", content: { "application/json": { schema: list } } },
      },
    }),
  };
  const pages = referencePages({ ...document, paths }, true);
  const text = (name: string) => plainMarkdown(pages.find((page) => page.name === name) as (typeof pages)[number]);

  expect(pages.map(({ name }) => name)).toEqual([
    "reference",
    "reference/create-task",
    "reference/get-call",
    "reference/get-task",
    "reference/list-calls",
    "reference/list-tasks",
  ]);
  expect(text("reference")).toContain("| [Get call](reference/get-call.md) | `GET /calls/{id}` | `getCall` |");
  expect(text("reference/get-call")).toContain("### `id` {#id}\n\nstring · required\n\nIn the path. The task's ID.");
  expect(text("reference/get-call")).toContain("### 404 `NOT_FOUND` {#404}");
  // Reading twice does no harm.
  expect(text("reference/get-call")).not.toContain("Did my task get created?");
  expect(text("reference/list-calls")).toContain("At least 1. At most 100. Default: `30`.");
  expect(text("reference/list-calls")).toContain("One of `asc`, `desc`.");
  expect(text("reference/list-calls")).toContain("#### `data[].dueDate` {#200-data-dueDate}");
  expect(text("reference/list-calls")).toContain("Outcome: `created`.");
});

test("a keyword that the reference can't show stops the build and is named", () => {
  const schemas = { ...((document["components"] as Json)["schemas"] as Json) };
  schemas["NewTask"] = { ...(schemas["NewTask"] as Json), minProperties: 1 };
  const changed = { ...document, components: { ...(document["components"] as Json), schemas } };
  expect(() => referencePages(changed, false)).toThrow("minProperties");
});
