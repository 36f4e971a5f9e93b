// The example's work in a worker that is set up wrongly: with BullMQ's defaults, which run the job of a lost worker again.

import { createRequire } from "node:module";

const { Worker } = createRequire(new URL("../../examples/bullmq/", import.meta.url))("bullmq");
const { Heffl } = createRequire(new URL("../../examples/bullmq/", import.meta.url))("heffl-client");
const { openQueue } = await import("../../examples/bullmq/queue.js");
const { createSender } = await import("../../examples/bullmq/send.js");
const { IDEMPOTENCY_FIELD, LOCK_MS, QUEUE, TIMEOUT_MS } = await import("../../examples/bullmq/settings.js");

const { redis, queue, marks, pace } = await openQueue();
const heffl = new Heffl({
  timeoutMs: TIMEOUT_MS,
  maxRetries: 0,
  idempotencyField: IDEMPOTENCY_FIELD,
  lookupMs: 0,
});
const worker = new Worker(QUEUE, createSender({ heffl, queue, marks, pace }), {
  connection: redis,
  lockDuration: LOCK_MS, // the defaults are 30 seconds, which is a run's whole time here
  stalledInterval: LOCK_MS / 8,
  concurrency: 2,
});
worker.on("failed", (job, { message }) => console.error(`${job?.data.key}: ${message}`));
worker.on("error", () => {});
