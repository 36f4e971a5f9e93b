import { createInterface } from "node:readline";

/** A task as somebody would write it, for a client whose enums are words. Each client's own types have to accept it. */
export const FOLLOW_UP = {
  title: "Call Acme about the renewal",
  description: null,
  priority: "HIGH",
  dueDate: "2026-12-01T09:30:00Z",
  entity: "deals",
  entityId: "dl_7Hq3ZxP0sM",
  cf_seats: 40,
} as const;

/** A create that a driver is asked for, by a line of its input. */
export interface Job<Body> {
  name: string;
  baseUrl: string;
  apiKey: string;
  body: Body;
}

/** What the client made of the answer; or why it couldn't send, or read. */
export type Report = { status: number; read: unknown } | { refused: string };

/** Makes the creates that a driver is asked for, one after the other, and reports each. */
export async function runJobs<Body>(create: (job: Job<Body>) => Promise<Report>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const job: Job<Body> = JSON.parse(line);
    console.log(JSON.stringify({ name: job.name, ...(await create(job)) }));
  }
}
