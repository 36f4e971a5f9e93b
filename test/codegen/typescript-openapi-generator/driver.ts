import { createInterface } from "node:readline";
import { Configuration, HefflTaskEntity, HefflTaskPriority, type NewTask, ResponseError, TasksApi } from "./client";

/** A task as somebody would write it. */
export const followUp = (): NewTask => ({
  title: "Call Acme about the renewal",
  description: null,
  priority: HefflTaskPriority.High,
  dueDate: new Date("2026-12-01T09:30:00Z"),
  entity: HefflTaskEntity.Deals,
  entityId: "dl_7Hq3ZxP0sM",
  cf_seats: 40,
});

interface Job {
  name: string;
  baseUrl: string;
  apiKey: string;
  body: Record<string, unknown>;
}

/** Dates are Dates in this client; one that isn't valid can't be sent. */
const build = (body: Job["body"]) =>
  Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      /Date$/.test(key) && typeof value === "string" ? new Date(value) : value,
    ]),
  ) as NewTask;

for await (const line of createInterface({ input: process.stdin })) {
  const { name, baseUrl, apiKey, body }: Job = JSON.parse(line);
  const api = new TasksApi(new Configuration({ basePath: baseUrl, apiKey }));
  try {
    const answer = await api.createTaskRaw({ newTask: build(body) });
    console.log(JSON.stringify({ name, status: answer.raw.status, read: await answer.value() }));
  } catch (error) {
    // A RangeError is a date that can't be written, a TypeError an answer that can't be read.
    if (!(error instanceof ResponseError)) console.log(JSON.stringify({ name, refused: String(error) }));
    else console.log(JSON.stringify({ name, status: error.response.status, read: await error.response.json() }));
  }
}
