import { Worker } from "bullmq";
import { Heffl } from "heffl-client";
import { openQueue } from "./queue.js";
import { createSender } from "./send.js";
import { IDEMPOTENCY_FIELD, LOCK_MS, QUEUE, SETTLE_EVERY_MS, TIMEOUT_MS } from "./settings.js";
import { settle } from "./settle.js";

// One process of a queue's workers. Start as many as you like; the limit is kept by all of them together.

// Without it every task would be refused.
if (!process.env["HEFFL_API_KEY"]) throw new Error("Set HEFFL_API_KEY.");

const { redis, queue, marks, pace } = await openQueue();

const heffl = new Heffl({
  timeoutMs: TIMEOUT_MS,
  maxRetries: 0, // a wait is the queue's, so that all workers keep it
  idempotencyField: /** @type {`cf_${string}` | undefined} */ (IDEMPOTENCY_FIELD),
  lookupMs: 0, // `settle` looks for several tasks at once
});
const reading = heffl.withOptions({ maxRetries: 2, beforeRequest: pace.beforeRequest });

const worker = new Worker(QUEUE, createSender({ heffl, queue, marks, pace }), {
  connection: redis,
  concurrency: 5,
  lockDuration: LOCK_MS,
  stalledInterval: LOCK_MS / 2,
  maxStalledCount: 0, // the job of a worker that has ended fails, and `settle` decides
});
worker.on("completed", ({ data }, { taskIds }) => console.log(`${data.key}: ${taskIds.join(", ") || "dropped"}`));
worker.on("failed", (job, { message }) => console.error(`${job?.data.key}: ${message}`));
worker.on("error", ({ message }) => console.error(`Worker: ${message}`));

const timer = setInterval(async () => {
  try {
    // One worker at a time does it for all.
    if (await redis.set(`heffl:${QUEUE}:settling`, 1, "PX", SETTLE_EVERY_MS, "NX"))
      await settle({ queue, marks, heffl: reading });
  } catch (error) {
    console.error(`Settling: ${/** @type {Error} */ (error).message}`);
  }
}, SETTLE_EVERY_MS / 2);

for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, async () => {
    clearInterval(timer);
    await worker.close(); // requests that are on their way are waited for
    await queue.close();
    await redis.quit();
  });
