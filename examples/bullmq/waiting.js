import { idOf, openQueue } from "./queue.js";
import { TIMEOUT_MS } from "./settings.js";
import { runAgain, waiting } from "./settle.js";

/** @import { Mark } from "./marks.js" */

const HELP = `node waiting.js                      shows what waits for a person
node waiting.js created KEY TASK_ID   the task exists: it is never sent
node waiting.js again KEY             it doesn't exist, or may exist twice: it is sent again
node waiting.js drop KEY              it isn't wanted any more: it is never sent`;

const [verdict, key, taskId] = process.argv.slice(2);
const { redis, queue, marks } = await openQueue();
try {
  if (verdict === undefined) await list();
  else if (key === undefined || !["created", "again", "drop"].includes(verdict)) throw new Error(HELP);
  else if (verdict === "created" && taskId === undefined)
    throw new Error("Which task is it? Give its ID, such as tsk_2Jd8RyW6Lc.");
  else await decide(key);
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 1;
}
await queue.close();
await redis.quit();

/** A line for each: the key, what is known, since when, the reason and the title. */
async function list() {
  const found = await waiting({ queue, marks });
  for (const { job, mark } of found) {
    const known = mark?.state === "sending" ? "may exist" : (mark?.state ?? "not sent");
    const why = mark?.state === "refused" ? mark.why : job.failedReason;
    const since = new Date(job.finishedOn ?? job.timestamp).toISOString();
    console.log([job.data.key, known, since, why, job.data.task.title].join("\t"));
  }
  console.error(`${found.length} wait for a person.`);
}

async function decide(/** @type {string} */ key) {
  const id = idOf(key);
  const job = await queue.getJob(id);
  if (!(await job?.isFailed())) throw new Error(`${key} isn't waiting.`);
  const [mark] = await marks.read([id]);
  if (mark?.state === "sending" && Date.now() - mark.since < 2 * TIMEOUT_MS)
    throw new Error(`${key} may be on its way. Try again in a minute.`);
  /** @type {Record<string, Mark | undefined>} */
  const next = { created: { state: "created", taskIds: [taskId ?? ""] }, drop: { state: "dropped" } };
  if (!(await marks.replace(id, mark, next[/** @type {string} */ (verdict)])))
    throw new Error(`${key} was changed in the meantime.`);
  if (job) await runAgain(job);
}
