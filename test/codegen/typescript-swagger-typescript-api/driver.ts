import { Api, HefflTaskEntity, HefflTaskPriority, type NewTask } from "./client";
import { FOLLOW_UP, runJobs } from "./jobs";

({ ...FOLLOW_UP, priority: HefflTaskPriority.HIGH, entity: HefflTaskEntity.Deals }) satisfies NewTask;

await runJobs<NewTask>(async ({ baseUrl, apiKey, body }) => {
  const api = new Api({ baseUrl, baseApiParams: { headers: { "x-api-key": apiKey } } });
  // It throws the answer itself, whatever the status, unless that is a 2xx.
  const response = await api.tasks.createTask(body).catch((error) => error);
  return { status: response.status, read: response.data ?? response.error };
});
