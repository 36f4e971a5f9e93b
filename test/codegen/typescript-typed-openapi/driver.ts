import { createInterface } from "node:readline";
import { createApiClient, type Fetcher, type Schemas } from "./client";

/** A task as somebody would write it. */
export const followUp = (): Schemas.NewTask => ({
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
  body: Schemas.NewTask;
}

for await (const line of createInterface({ input: process.stdin })) {
  const { name, baseUrl, apiKey, body }: Job = JSON.parse(line);
  const fetcher: Fetcher = {
    fetch: ({ url, method, parameters, overrides }) =>
      fetch(url, {
        ...overrides,
        method,
        body: JSON.stringify(parameters?.body),
        headers: { "content-type": "application/json", "x-api-key": apiKey },
      }),
  };
  const { status, data } = await createApiClient(fetcher, baseUrl).post("/tasks", { body, withResponse: true });
  console.log(JSON.stringify({ name, status, read: data }));
}
