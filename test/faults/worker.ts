import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { FAULTS, type FaultName } from "./faults.ts";
import { type Addresses, openPorts } from "./ports.ts";
import { realFault, seeded } from "./random.ts";
import { TaskList } from "./task-list.ts";

export interface WorkerData {
  readonly tls: boolean;
  readonly dripMs: number;
  readonly answerMs: number;
  readonly reads: ReadOptions;
  readonly plans: MessagePort;
  readonly events: MessagePort;
}

export interface ReadOptions {
  /** How many of a hundred reads meet a fault. */
  readonly faultPercent: number;
  /** How long the list may not show a new task, at most. */
  readonly lagMs: number;
  readonly seed: number;
}

export interface Plan {
  readonly key: string;
  readonly faults: FaultName[];
}

export type Order = { readonly id: number; readonly open: "http" | "https" } | "close" | "leave";
export interface Report {
  readonly addresses?: Addresses;
  /** Of the order that it answers. */
  readonly id?: number;
  readonly url?: string;
  readonly closed?: true;
}

// The thread of a fault server. `server.ts` starts it and is its other end.
const { tls, dripMs, answerMs, reads, plans, events } = workerData as WorkerData;
const parent = parentPort;
if (parent === null) throw new Error("worker.ts is started by server.ts.");
const report = (message: Report): void => parent.postMessage(message);

const random = seeded(reads.seed);
const planned = new Map<string, FaultName[]>();
const ports = await openPorts({
  tls,
  dripMs,
  answerMs: () => random() * answerMs,
  tasks: new TaskList(reads.lagMs, random),
  nextReadFault: () => (random() * 100 < reads.faultPercent ? realFault(random) : FAULTS.ok),
  record: (event) => events.postMessage(event),
  nextFault(key) {
    // Read when needed, not when told: a plan must be known to a request that was sent after it.
    for (let next = receiveMessageOnPort(plans); next !== undefined; next = receiveMessageOnPort(plans)) {
      const { key, faults }: Plan = next.message;
      planned.set(key, faults);
    }
    return FAULTS[planned.get(key)?.shift() ?? "ok"];
  },
});

parent.on("message", async (order: Order) => {
  if (order === "close") {
    await ports.close();
    report({ closed: true });
  } else if (order === "leave") {
    // And no exit(): a socket or a timer that was left would keep this thread, and so be noticed.
    parent.close();
  } else {
    report({ id: order.id, url: await (order.open === "http" ? ports.freshUrl() : ports.freshHttpsUrl()) });
  }
});
report({ addresses: ports.addresses });
