import { createTask, getTask, listTasks, type NewTask } from "./client";
import { FOLLOW_UP, runJobs } from "./jobs";

FOLLOW_UP satisfies NewTask;

const options = ({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }) => ({
  baseUrl,
  headers: { "x-api-key": apiKey },
});
const report = ({ status, data }: { status: number; data?: unknown }) => ({ status, read: data });

await runJobs<NewTask>({
  createTask: async ({ body, ...job }) => report(await createTask(body, options(job))),
  getTask: async ({ parameters, ...job }) => report(await getTask(parameters.id, options(job))),
  listTasks: async ({ parameters, ...job }) => report(await listTasks(parameters, options(job))),
});
