import { createTask } from "./client/clients/createTask";
import type { NewTask } from "./client/types/NewTask";
import { FOLLOW_UP, runJobs } from "./jobs";

FOLLOW_UP satisfies NewTask;

await runJobs<NewTask>(async ({ baseUrl: baseURL, apiKey, body }) => {
  const headers = { "x-api-key": apiKey, "content-type": "application/json" };
  const { status, data } = await createTask(body, { baseURL, headers });
  return { status, read: data };
});
