import createClient from "openapi-fetch";
import { FOLLOW_UP, runJobs } from "./jobs.js";
import type { components, paths } from "./schema.d.ts";

type NewTask = components["schemas"]["NewTask"];
FOLLOW_UP satisfies NewTask;

await runJobs<NewTask>(async ({ baseUrl, apiKey, body }) => {
  const client = createClient<paths>({ baseUrl, headers: { "x-api-key": apiKey } });
  const { data, error, response } = await client.POST("/tasks", { body });
  return { status: response.status, read: data ?? error };
});
