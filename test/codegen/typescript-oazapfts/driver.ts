import { createInterface } from "node:readline";
import { createTask, type NewTask } from "./client";

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
  const { name, baseUrl, apiKey, body }: Job = JSON.parse(line);
  const { status, data } = await createTask(body, { baseUrl, headers: { "x-api-key": apiKey } });
  console.log(JSON.stringify({ name, status, read: data }));
}
