import { Configuration, HefflTaskEntity, HefflTaskPriority, type NewTask, ResponseError, TasksApi } from "./client";
import { FOLLOW_UP, runJobs } from "./jobs";

({
  ...FOLLOW_UP,
  priority: HefflTaskPriority.High,
  entity: HefflTaskEntity.Deals,
  dueDate: new Date(FOLLOW_UP.dueDate),
}) satisfies NewTask;

type Body = Record<string, unknown>;

/** Dates are Dates in this client; one that isn't valid can't be sent. */
const build = (body: Body) =>
  Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      /Date$/.test(key) && typeof value === "string" ? new Date(value) : value,
    ]),
  ) as NewTask;

type Answer = { raw: Response; value(): Promise<unknown> };

async function report(job: { baseUrl: string; apiKey: string }, call: (api: TasksApi) => Promise<Answer>) {
  const api = new TasksApi(new Configuration({ basePath: job.baseUrl, apiKey: job.apiKey }));
  try {
    const answer = await call(api);
    return { status: answer.raw.status, read: await answer.value() };
  } catch (error) {
    // A RangeError is a date that can't be written, a TypeError an answer that can't be read.
    if (!(error instanceof ResponseError)) return { refused: String(error) };
    return { status: error.response.status, read: await error.response.json() };
  }
}

await runJobs<Body>({
  createTask: (job) => report(job, (api) => api.createTaskRaw({ newTask: build(job.body) })),
  getTask: (job) => report(job, (api) => api.getTaskRaw(job.parameters)),
  listTasks: (job) => report(job, (api) => api.listTasksRaw(job.parameters)),
});
