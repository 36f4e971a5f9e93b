import { createTask, getTask, HefflTaskEntity, HefflTaskPriority, listTasks, type NewTask } from "./client";
import { FOLLOW_UP, runJobs } from "./jobs";

({ ...FOLLOW_UP, priority: HefflTaskPriority.HIGH, entity: HefflTaskEntity.deals }) satisfies NewTask;

function options({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }) {
  process.env.HEFFL_BASE_URL = baseUrl;
  return { headers: { "x-api-key": apiKey } };
}
const report = ({ status, data }: { status: number; data: unknown }) => ({ status, read: data });

await runJobs<NewTask>({
  createTask: async ({ body, ...job }) => report(await createTask(body, options(job))),
  getTask: async ({ parameters, ...job }) => report(await getTask(parameters.id, options(job))),
  listTasks: async ({ parameters, ...job }) => report(await listTasks(parameters, options(job))),
});
