import { createApiClient, type Fetcher, type Schemas } from "./client";
import { FOLLOW_UP, runJobs } from "./jobs";

FOLLOW_UP satisfies Schemas.NewTask;

await runJobs<Schemas.NewTask>(async ({ baseUrl, apiKey, body }) => {
  const fetcher: Fetcher = {
    fetch: ({ url, method, parameters, overrides }) =>
      fetch(url, {
        ...overrides,
        method,
        body: JSON.stringify(parameters?.body),
        headers: { "content-type": "application/json", "x-api-key": apiKey },
      }),
  };
  const { status, data } = await createApiClient(fetcher, baseUrl).post("/tasks", { body, withResponse: true });
  return { status, read: data };
});
