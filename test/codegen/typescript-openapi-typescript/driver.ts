import createClient from "openapi-fetch";
import { FOLLOW_UP, runJobs } from "./jobs.js";
import type { components, paths } from "./schema.d.ts";

type NewTask = components["schemas"]["NewTask"];
FOLLOW_UP satisfies NewTask;

const clientOf = ({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }) =>
  createClient<paths>({ baseUrl, headers: { "x-api-key": apiKey } });
const report = ({ data, error, response }: { data?: unknown; error?: unknown; response: Response }) => ({
  status: response.status,
  read: data ?? error,
});

await runJobs<NewTask>({
  createTask: async (job) => report(await clientOf(job).POST("/tasks", { body: job.body })),
  getTask: async (job) => report(await clientOf(job).GET("/tasks/{id}", { params: { path: job.parameters } })),
  listTasks: async (job) => report(await clientOf(job).GET("/tasks", { params: { query: job.parameters } })),
});
