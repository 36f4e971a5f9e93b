import { setTimeout } from "node:timers/promises";
import { drive, type Length, repeat, type Slice } from "./load.ts";
import { peer } from "./peers.ts";
import { slowed } from "./slowed.ts";
import { TASK } from "./task.ts";

export type Order =
  | { drive: { inFlight: number; length: Length } }
  | { repeat: { inFlight: number; calls: number } }
  | "memory";

/** In bytes, after the garbage is collected. */
export interface Memory {
  heap: number;
  resident: number;
}

/** What an order is answered with; the first, without an order, when the peer has made a first task. */
export interface Reply {
  slice?: Slice;
  memory?: Memory;
  /** Why it failed. */
  failed?: string;
}

// The process of one peer: nothing of another is in its heap.
const [, , name = "", url = "", busyMicros = "0"] = process.argv;
const reply = (message: Reply) => process.send?.(message);
const fail = (error: unknown) => reply({ failed: `${name}: ${error instanceof Error ? error.stack : error}` });
process.on("uncaughtException", fail);
process.on("unhandledRejection", fail);
process.on("disconnect", () => process.exit());

try {
  const start = await peer(name).start(url);
  const create = Number(busyMicros) > 0 ? slowed(start, Number(busyMicros)) : start;
  const { id } = (await create()) as { id?: unknown };
  if (id !== TASK.id) throw new Error(`It handed over the task ${id}.`);
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
  // Opens the connections again, and brings back what the others' slices pushed out of the caches.
  await drive(create, inFlight, "ms" in length ? { ms: length.ms / 4 } : { calls: inFlight * 2 });
  return { slice: await drive(create, inFlight, length) };
}

async function memory(): Promise<Memory> {
  // What the first collection finalises, the second frees.
  for (let times = 0; times < 3; times++) {
    globalThis.gc?.();
    await setTimeout(20);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}
