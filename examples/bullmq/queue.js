import { Queue } from "bullmq";
import { Redis } from "ioredis";
import { Marks } from "./marks.js";
import { Pace } from "./pace.js";
import { LIMIT, QUEUE, REDIS_URL, TURN_MS } from "./settings.js";

/** @import { TaskInput } from "heffl-client" */

/** @typedef {{ key: string, task: TaskInput }} JobData `key` is the task's own, such as its ID in another system. */

const WEEK_S = 7 * 86_400;

/** The options of every job. A job's own options win over those of a worker that is set up wrongly. */
const JOB_OPTIONS = { attempts: 1, removeOnComplete: { age: WEEK_S }, removeOnFail: false };

/** The queue, and what is kept beside it in the same Redis. */
export async function openQueue() {
  // Without an end of retries, a command waits for a Redis that is being restarted.
  const redis = new Redis(REDIS_URL, { maxRetriesPerRequest: null });
  redis.on("error", (error) => console.error(`Redis: ${error.message}`));
  await checkDurability(redis);
  /** @type {Queue<JobData>} */
  const queue = new Queue(QUEUE, { connection: redis, defaultJobOptions: JOB_OPTIONS });
  queue.on("error", () => undefined); // the connection tells of it already
  // Workers obey the waits of `queue.rateLimit` only if there is a limit.
  await queue.setGlobalRateLimit(LIMIT.requests, LIMIT.windowMs);
  return {
    redis,
    queue,
    marks: new Marks(redis, QUEUE),
    pace: new Pace(redis, QUEUE, { ...LIMIT, turnMs: TURN_MS }),
  };
}

/** The same key always gives the same job. BullMQ allows neither whole numbers nor colons. */
export const idOf = (/** @type {string} */ key) => `task-${encodeURIComponent(key)}`;

/** What Redis forgets may be sent twice. */
async function checkDurability(/** @type {Redis} */ redis) {
  const wanted = { appendonly: "yes", appendfsync: "always", "maxmemory-policy": "noeviction" };
  for (const [name, value] of Object.entries(wanted)) {
    const [, is] = /** @type {string[]} */ (await redis.config("GET", name));
    if (is !== value) throw new Error(`Redis must be run with ${name} ${value}; it has ${is}. compose.yaml shows how.`);
  }
}
