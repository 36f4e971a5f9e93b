import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import accepted from "../../openapi/vectors/accepted.json" with { type: "json" };
import refused from "../../openapi/vectors/refused.json" with { type: "json" };
import { startTaskServer } from "../support/task-server.ts";
import { startAgent } from "./agent.ts";

test("create_task's schema accepts and refuses what the document does", async () => {
  const { url } = await startTaskServer();
  const { tools } = await (await startAgent(url)).client.listTools();
  const schema = tools.find(({ name }) => name === "create_task")?.inputSchema ?? {};
  const isDateTime = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$/i.test(text);
  const ajv = new Ajv2020({ strict: false, formats: { "date-time": isDateTime } });
  const accepts = ajv.compile(schema);
  const bodies = [...accepted.map(({ body }) => [body, true]), ...refused.map(({ body }) => [body, false])] as const;
  expect(bodies.filter(([body, expected]) => accepts(body) !== expected)).toEqual([]);
});
