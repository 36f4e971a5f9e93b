import { createApiClient, type Fetcher, type Schemas } from "./client";
import { FOLLOW_UP, runJobs } from "./jobs";

FOLLOW_UP satisfies Schemas.NewTask;

function clientOf({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }) {
  const fetcher: Fetcher = {
    fetch: ({ url, method, urlSearchParams, parameters, overrides }) => {
      if (urlSearchParams) url.search = urlSearchParams.toString();
      const { body } = parameters ?? {};
      const headers = { "x-api-key": apiKey, ...(body !== undefined && { "content-type": "application/json" }) };
      return fetch(url, { ...overrides, method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
    },
  };
  return createApiClient(fetcher, baseUrl);
}
const withResponse = true;
const report = ({ status, data }: { status: number; data: unknown }) => ({ status, read: data });

await runJobs<Schemas.NewTask>({
  createTask: async ({ body, ...job }) => report(await clientOf(job).post("/tasks", { body, withResponse })),
  getTask: async ({ parameters: path, ...job }) =>
    report(await clientOf(job).get("/tasks/{id}", { path, withResponse })),
  listTasks: async ({ parameters: query, ...job }) =>
    report(await clientOf(job).get("/tasks", { query, withResponse })),
});
