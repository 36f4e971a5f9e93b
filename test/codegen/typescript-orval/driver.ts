import { createTask, HefflTaskEntity, HefflTaskPriority, type NewTask } from "./client";
import { FOLLOW_UP, runJobs } from "./jobs";

({ ...FOLLOW_UP, priority: HefflTaskPriority.HIGH, entity: HefflTaskEntity.deals }) satisfies NewTask;

await runJobs<NewTask>(async ({ baseUrl, apiKey, body }) => {
  process.env.HEFFL_BASE_URL = baseUrl;
  const { status, data } = await createTask(body, { headers: { "x-api-key": apiKey } });
  return { status, read: data };
});
