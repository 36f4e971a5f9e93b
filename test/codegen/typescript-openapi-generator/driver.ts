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

await runJobs<Body>(async ({ baseUrl, apiKey, body }) => {
  const api = new TasksApi(new Configuration({ basePath: baseUrl, apiKey }));
  try {
    const answer = await api.createTaskRaw({ newTask: build(body) });
    return { status: answer.raw.status, read: await answer.value() };
  } catch (error) {
    // A RangeError is a date that can't be written, a TypeError an answer that can't be read.
    if (!(error instanceof ResponseError)) return { refused: String(error) };
    return { status: error.response.status, read: await error.response.json() };
  }
});
