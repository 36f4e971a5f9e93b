import { createTask, type NewTask } from "./client";
import { FOLLOW_UP, runJobs } from "./jobs";

FOLLOW_UP satisfies NewTask;

await runJobs<NewTask>(async ({ baseUrl, apiKey, body }) => {
  const { status, data } = await createTask(body, { baseUrl, headers: { "x-api-key": apiKey } });
  return { status, read: data };
});
