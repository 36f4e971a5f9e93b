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

/** What a driver is asked for, by a line of its input. */
interface Job {
  name: string;
  baseUrl: string;
  apiKey: string;
}

/** The parameters of a list. */
export interface Query {
  cursor?: string;
  pageSize?: number;
  search?: string;
  orderBy?: string;
  orderDir?: "asc" | "desc";
  filters?: string;
}

/** What the client made of the answer; or why it couldn't send, or read. */
export type Report = { status: number; read: unknown } | { refused: string };

/** How a client makes each call. */
interface Calls<Body> {
  createTask(job: Job & { body: Body }): Promise<Report>;
  getTask(job: Job & { parameters: { id: string } }): Promise<Report>;
  listTasks(job: Job & { parameters: Query }): Promise<Report>;
}

/** Makes the calls that a driver is asked for, one after the other, and reports each. */
export async function runJobs<Body>(calls: Calls<Body>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    const { operation, ...job } = JSON.parse(line);
    console.log(JSON.stringify({ name: job.name, ...(await calls[operation as keyof Calls<Body>](job)) }));
  }
}
