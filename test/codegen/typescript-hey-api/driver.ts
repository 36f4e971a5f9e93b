import { createTask, getTask, listTasks, type NewTask } from "./client";
import { createClient } from "./client/client";
import { FOLLOW_UP, runJobs } from "./jobs";

FOLLOW_UP satisfies NewTask;

const clientOf = ({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }) => createClient({ baseUrl, auth: apiKey });
const report = ({ data, error, response }: { data?: unknown; error?: unknown; response: Response }) => ({
  status: response.status,
  read: data ?? error,
});

await runJobs<NewTask>({
  createTask: async ({ body, ...job }) => report(await createTask({ client: clientOf(job), body })),
  getTask: async ({ parameters, ...job }) => report(await getTask({ client: clientOf(job), path: parameters })),
  listTasks: async ({ parameters, ...job }) => report(await listTasks({ client: clientOf(job), query: parameters })),
});
