import { createInterface } from "node:readline";
import { Api, HefflTaskEntity, HefflTaskPriority, type NewTask } from "./client";

/** A task as somebody would write it. */
export const followUp = (): NewTask => ({
  title: "Call Acme about the renewal",
  description: null,
  priority: HefflTaskPriority.HIGH,
  dueDate: new Date("2026-12-01T09:30:00Z").toISOString(),
  entity: HefflTaskEntity.Deals,
  entityId: "dl_7Hq3ZxP0sM",
  cf_seats: 40,
});

interface Job {
  name: string;
  baseUrl: string;
  apiKey: string;
  body: NewTask;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { name, baseUrl, apiKey, body }: Job = JSON.parse(line);
  const api = new Api({ baseUrl, baseApiParams: { headers: { "x-api-key": apiKey } } });
  // It throws the answer itself, whatever the status, unless that is a 2xx.
  const response = await api.tasks.createTask(body).catch((error) => error);
  console.log(JSON.stringify({ name, status: response.status, read: response.data ?? response.error }));
}
