import { UnrecoverableError, Worker } from "bullmq";
import { HefflApiError, HefflConfigurationError, HefflValidationError, isHefflError } from "heffl-client";
import { IDEMPOTENCY_FIELD, LIMIT, TIMEOUT_MS } from "./settings.js";

/**
 * @import { Job, Queue } from "bullmq"
 * @import { Heffl, HefflError } from "heffl-client"
 * @import { JobData } from "./queue.js"
 * @import { Mark, Marks } from "./marks.js"
 * @import { Pace } from "./pace.js"
 */

/** How long nothing is sent when Heffl can't be reached, or doesn't accept the key, in ms. */
const TROUBLE_MS = Math.min(15_000, LIMIT.windowMs);

/**
 * What a worker does with a job. It ends in one of three ways: the task exists, and the job is completed; the task was refused or
 * may exist, and the job waits for a person; or nothing was created, and the job goes back into the queue.
 *
 * @param {{ heffl: Heffl, queue: Queue<JobData>, marks: Marks, pace: Pace }} parts
 */
export function createSender({ heffl, queue, marks, pace }) {
  return async (/** @type {Job<JobData>} */ job) => {
    const started = performance.now();
    const { turn, waitMs } = await pace.take();
    if (waitMs > 0) return later(waitMs);
    try {
      return await send(job, turn, started);
    } finally {
      await pace.end(turn);
    }
  };

  async function send(/** @type {Job<JobData>} */ job, /** @type {string} */ turn, /** @type {number} */ started) {
    const id = /** @type {string} */ (job.id);
    /** @type {Mark} */
    const mark = { state: "sending", turn, since: Date.now() };
    const known = await marks.begin(id, mark);
    if (known) return endOf(known);

    // A process that was suspended has no turn any more.
    const leftMs = TIMEOUT_MS - (performance.now() - started);
    if (leftMs <= 0) {
      await marks.replace(id, mark);
      return later(1);
    }
    const { key, task } = job.data;
    const carried = IDEMPOTENCY_FIELD === undefined ? {} : { idempotencyKey: key };
    try {
      const created = await heffl.tasks.create(task, { ...carried, totalTimeoutMs: leftMs });
      await marks.created(id, [created.id]);
      return { taskIds: [created.id] };
    } catch (error) {
      if (!isHefflError(error)) throw error;
      const { outcome, taskId, message } = error;
      if (outcome === "created" && taskId !== undefined) {
        await marks.created(id, [taskId]);
        return { taskIds: [taskId] };
      }
      if (outcome !== "not_created") throw new UnrecoverableError(message); // and the mark stays
      if (isRefusal(error)) {
        await marks.replace(id, mark, { state: "refused", why: message });
        throw new UnrecoverableError(message);
      }
      await marks.replace(id, mark);
      const askedMs = waitOf(error);
      console.error(`${key}: ${message} All wait for ${Math.ceil(askedMs / 1000)} s.`);
      await pace.pause(askedMs);
      return later(askedMs);
    }
  }

  /**
   * The job goes back into the queue, and no worker takes one for a while. BullMQ doesn't count that as an attempt.
   *
   * @param {number} waitMs
   * @returns {Promise<never>}
   */
  async function later(waitMs) {
    await queue.rateLimit(waitMs);
    throw Worker.RateLimitError();
  }
}

/** How a job ends whose task has a mark. */
function endOf(/** @type {Mark} */ mark) {
  if (mark.state === "created") return { taskIds: mark.taskIds };
  if (mark.state === "dropped") return { taskIds: [] };
  if (mark.state === "refused") throw new UnrecoverableError(mark.why);
  throw new UnrecoverableError("A worker that has ended was sending it, so the task may exist.");
}

/** Whether the task itself is at fault, so that sending it again can't help. */
const isRefusal = (/** @type {HefflError} */ error) =>
  error instanceof HefflValidationError ||
  error instanceof HefflConfigurationError ||
  (error instanceof HefflApiError && error.status !== 401 && error.status !== 429);

/** How long to wait after an error that proves that nothing was created, in ms. */
function waitOf(/** @type {HefflError} */ error) {
  if (!(error instanceof HefflApiError) || error.status !== 429) return TROUBLE_MS;
  const seconds = Number(error.headers.get("retry-after") ?? Number.NaN);
  return Math.max(1, Math.ceil(Number.isNaN(seconds) ? (error.rateLimit?.resetMs ?? LIMIT.windowMs) : seconds * 1000));
}
