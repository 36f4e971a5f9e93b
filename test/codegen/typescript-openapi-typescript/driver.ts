import { createInterface } from "node:readline";
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";

interface Job {
  name: string;
  baseUrl: string;
  apiKey: string;
  body: components["schemas"]["NewTask"];
}

for await (const line of createInterface({ input: process.stdin })) {
  const { name, baseUrl, apiKey, body }: Job = JSON.parse(line);
  const client = createClient<paths>({ baseUrl, headers: { "x-api-key": apiKey } });
  const { data, error, response } = await client.POST("/tasks", { body });
  console.log(JSON.stringify({ name, status: response.status, read: data ?? error }));
}
