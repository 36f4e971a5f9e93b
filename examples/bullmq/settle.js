import { LOOK_AFTER_MS, LOOK_UNTIL_MS } from "./settings.js";

/**
 * @import { Job, Queue } from "bullmq"
 * @import { Heffl } from "heffl-client"
 * @import { JobData } from "./queue.js"
 * @import { Mark, Marks } from "./marks.js"
 */

/** Heffl's clock and this machine's differ, in ms. */
const CLOCKS_MS = 5 * 60_000;
/** The most tasks that are read to find those that were being sent. */
const MAX_TASKS = 2000;

/**
 * Settles failed jobs that need no person: what was never sent goes back into the queue, and what was being sent when its worker
 * ended is looked for in Heffl by its key. A task that isn't seen may exist all the same.
 *
 * @param {{ queue: Queue<JobData>, marks: Marks, heffl: Heffl }} parts
 */
export async function settle({ queue, marks, heffl }) {
  const field = heffl.idempotencyField;
  /** @type {Map<string, { job: Job<JobData>, since: number }>} */
  const wanted = new Map();
  for (const { job, mark } of await waiting({ queue, marks })) {
    if (mark === undefined || mark.state === "created" || mark.state === "dropped") await runAgain(job);
    if (mark?.state !== "sending" || field === undefined) continue;
    const ageMs = Date.now() - mark.since;
    if (ageMs >= LOOK_AFTER_MS && ageMs < LOOK_UNTIL_MS) wanted.set(job.data.key, { job, since: mark.since });
  }
  if (wanted.size === 0 || field === undefined) return;

  const since = Math.min(...[...wanted.values()].map((one) => one.since)) - CLOCKS_MS;
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  let read = 0;
  for await (const task of heffl.tasks.list({ pageSize: 100 })) {
    const key = task[/** @type {`cf_${string}`} */ (field)];
    if (typeof key === "string" && wanted.has(key)) found.set(key, (found.get(key) ?? new Set()).add(task.id));
    if (++read === MAX_TASKS || (task.createdAt && Date.parse(task.createdAt) < since)) break;
  }
  for (const [key, taskIds] of found) {
    const { job } = /** @type {{ job: Job<JobData> }} */ (wanted.get(key));
    await marks.created(/** @type {string} */ (job.id), [...taskIds]);
    await runAgain(job);
  }
}

/**
 * The failed jobs, each with its task's mark.
 *
 * @param {{ queue: Queue<JobData>, marks: Marks }} parts
 */
export async function waiting({ queue, marks }) {
  const jobs = await queue.getFailed();
  const found = await marks.read(jobs.map(({ id }) => /** @type {string} */ (id)));
  return jobs.map((job, index) => ({ job, mark: found[index] }));
}

/** Runs a failed job again, which ends as the task's mark says. */
export async function runAgain(/** @type {Job<JobData>} */ job) {
  // Another process may have been faster.
  if (await job.isFailed()) await job.retry().catch(() => undefined);
}
