import { createTask } from "./client/clients/createTask";
import { getTask } from "./client/clients/getTask";
import { listTasks } from "./client/clients/listTasks";
import type { NewTask } from "./client/types/NewTask";
import { FOLLOW_UP, runJobs } from "./jobs";

FOLLOW_UP satisfies NewTask;

const config = ({ baseUrl: baseURL, apiKey }: { baseUrl: string; apiKey: string }) => ({
  baseURL,
  headers: { "x-api-key": apiKey, "content-type": "application/json" },
});
const report = ({ status, data }: { status: number; data: unknown }) => ({ status, read: data });

await runJobs<NewTask>({
  createTask: async ({ body, ...job }) => report(await createTask(body, config(job))),
  getTask: async ({ parameters, ...job }) => report(await getTask(parameters.id, config(job))),
  listTasks: async ({ parameters, ...job }) => report(await listTasks(parameters, config(job))),
});
