import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { isDeepStrictEqual } from "node:util";
import { idOf, openQueue } from "./queue.js";
import { runAgain } from "./settle.js";

/**
 * @import { Mark } from "./marks.js"
 * @import { JobData } from "./queue.js"
 */

// Reads lines of JSON with a `key` and a `task`, as `heffl import … --key-column ID --dry-run --json` prints them, from a file or standard input.
// A task whose key is in the queue already is not added again.

const [file] = process.argv.slice(2);
const { redis, queue, marks } = await openQueue();

/** @type {JobData[]} */
let batch = [];
let read = 0;
for await (const line of createInterface({ input: file === undefined ? process.stdin : createReadStream(file) })) {
  read++;
  if (line.trim() === "") continue;
  batch.push(parse(line, read));
  if (batch.length === 500) await add();
}
await add();
console.log(await queue.getJobCounts("waiting", "active", "completed", "failed"));
await queue.close();
await redis.quit();

async function add() {
  const jobs = batch.map((data) => ({ name: "create", data, opts: { jobId: idOf(data.key) } }));
  const known = await marks.read(jobs.map(({ opts }) => opts.jobId));
  await queue.addBulk(jobs);
  for (const [index, { data, opts }] of jobs.entries()) {
    const mark = known[index];
    if (mark?.state === "refused") await correct(opts.jobId, data, mark);
  }
  batch = [];
}

/**
 * A task that was refused is sent again when it has changed.
 *
 * @param {string} id
 * @param {JobData} data
 * @param {Mark} mark
 */
async function correct(id, data, mark) {
  const job = await queue.getJob(id);
  if (job === undefined || isDeepStrictEqual(job.data.task, data.task)) return;
  await job.updateData(data);
  if (await marks.replace(id, mark)) await runAgain(job);
}

/**
 * @param {string} line
 * @param {number} number
 * @returns {JobData}
 */
function parse(line, number) {
  const { key, task } = JSON.parse(line);
  if (typeof key !== "string" || key === "" || typeof task !== "object" || task === null)
    throw new Error(`Line ${number} needs a key and a task. \`heffl import\` gives keys with --key-column.`);
  return { key, task };
}
