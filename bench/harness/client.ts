import { setTimeout } from "node:timers/promises";
import { peer } from "../peers/index.ts";
import { TASK } from "../peers/task.ts";
import { drive, type Length, repeat, type Slice } from "./load.ts";
import { slowDown } from "./slow-down.ts";

/** What the parent process asks for. */
export type Order =
  | { drive: { inFlight: number; length: Length } }
  | { repeat: { inFlight: number; calls: number } }
  | "memory";

/** In bytes, after garbage collection. */
export interface Memory {
  heap: number;
  resident: number;
}

/** The answer to an order. The first reply needs no order: it says that the client has created a first task. */
export interface Reply {
  slice?: Slice;
  memory?: Memory;
  /** Why it failed. */
  failed?: string;
}

// Each peer runs in a process of its own, so that no other client is in its heap.
const [, , name = "", url = "", slowDownMicros = "0"] = process.argv;
const reply = (message: Reply) => process.send?.(message);
const fail = (error: unknown) => reply({ failed: `${name}: ${error instanceof Error ? error.stack : error}` });
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
process.on("disconnect", () => process.exit());

try {
  const asUsual = await peer(name).start(url);
  const create = Number(slowDownMicros) > 0 ? slowDown(asUsual, Number(slowDownMicros)) : asUsual;
  const { id } = (await create()) as { id?: unknown };
  if (id !== TASK.id) throw new Error(`The client returned a task with the ID ${id}, not ${TASK.id}.`);
  process.on("message", (order: Order) => obey(order, create).then(reply, fail));
  reply({});
} catch (error) {
  fail(error);
}

async function obey(order: Order, create: () => Promise<unknown>): Promise<Reply> {
  if (order === "memory") return { memory: await memory() };
  if ("repeat" in order) {
    await repeat(create, order.repeat.inFlight, order.repeat.calls);
    return {};
  }
  const { inFlight, length } = order.drive;
  // Opens the connections again and refills the processor's caches, which the other clients' slices have emptied.
  await drive(create, inFlight, "ms" in length ? { ms: length.ms / 4 } : { calls: inFlight * 2 });
  return { slice: await drive(create, inFlight, length) };
}

async function memory(): Promise<Memory> {
  // One collection runs finalizers, the next frees what they released.
  for (let times = 0; times < 3; times++) {
    globalThis.gc?.();
    await setTimeout(20);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}
