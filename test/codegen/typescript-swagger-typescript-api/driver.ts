import { Api, HefflTaskEntity, HefflTaskPriority, type NewTask, type OrderDir } from "./client";
import { FOLLOW_UP, runJobs } from "./jobs";

({ ...FOLLOW_UP, priority: HefflTaskPriority.HIGH, entity: HefflTaskEntity.Deals }) satisfies NewTask;

const tasksOf = ({ baseUrl, apiKey }: { baseUrl: string; apiKey: string }) =>
  new Api({ baseUrl, baseApiParams: { headers: { "x-api-key": apiKey } } }).tasks;

async function report(answer: Promise<{ status: number; data: unknown; error: unknown }>) {
  // It throws the answer itself, whatever the status, unless that is a 2xx.
  const { status, data, error } = await answer.catch((thrown) => thrown);
  return { status, read: data ?? error };
}

await runJobs<NewTask>({
  createTask: (job) => report(tasksOf(job).createTask(job.body)),
  getTask: (job) => report(tasksOf(job).getTask(job.parameters.id)),
  listTasks: ({ parameters: { orderDir, ...others }, ...job }) =>
    report(tasksOf(job).listTasks({ ...others, ...(orderDir && { orderDir: orderDir as OrderDir }) })),
});
