import { createInterface } from "node:readline";
import { createTask } from "./client/clients/createTask";
import type { NewTask } from "./client/types/NewTask";

/** A task as somebody would write it. */
export const followUp = (): NewTask => ({
  title: "Call Acme about the renewal",
  description: null,
  priority: "HIGH",
  dueDate: new Date("2026-12-01T09:30:00Z").toISOString(),
  entity: "deals",
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
  const { name, baseUrl: baseURL, apiKey, body }: Job = JSON.parse(line);
  const headers = { "x-api-key": apiKey, "content-type": "application/json" };
  const { status, data } = await createTask(body, { baseURL, headers });
  console.log(JSON.stringify({ name, status, read: data }));
}
