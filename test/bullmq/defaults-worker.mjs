// What BullMQ's documentation leads to: its defaults, its limiter, and a job that creates the task.

import { createRequire } from "node:module";

const { Worker } = createRequire(new URL("../../examples/bullmq/", import.meta.url))("bullmq");
const { Redis } = createRequire(new URL("../../examples/bullmq/", import.meta.url))("ioredis");
const { Heffl } = createRequire(new URL("../../examples/bullmq/", import.meta.url))("heffl-client");
const { LIMIT, LOCK_MS, QUEUE, REDIS_URL, TIMEOUT_MS } = await import("../../examples/bullmq/settings.js");

const heffl = new Heffl({ timeoutMs: TIMEOUT_MS });
const create = async ({ data }) => ({ taskIds: [(await heffl.tasks.create(data.task)).id] });
const worker = new Worker(QUEUE, create, {
  connection: new Redis(REDIS_URL, { maxRetriesPerRequest: null }),
  concurrency: 5,
  limiter: { max: LIMIT.requests, duration: LIMIT.windowMs },
  lockDuration: LOCK_MS, // the defaults are 30 seconds, which is a run's whole time here
  stalledInterval: LOCK_MS / 4,
});
worker.on("error", () => {});
