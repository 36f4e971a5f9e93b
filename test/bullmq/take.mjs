// A worker that ends when it has a job and hasn't sent it yet, with the settings of the example's.

import { createRequire } from "node:module";

const { Worker } = createRequire(new URL("../../examples/bullmq/", import.meta.url))("bullmq");
const { idOf, openQueue } = await import("../../examples/bullmq/queue.js");
const { LOCK_MS, QUEUE } = await import("../../examples/bullmq/settings.js");

const { KEY } = process.env;
const { redis, queue } = await openQueue();
await queue.add("create", { key: KEY, task: { title: KEY } }, { jobId: idOf(KEY) });
const worker = new Worker(QUEUE, null, { connection: redis, lockDuration: LOCK_MS, maxStalledCount: 0 });
const job = await worker.getNextJob("a token of a worker that ends");
console.log(`took ${job.data.key}`);
process.kill(process.pid, "SIGKILL");
