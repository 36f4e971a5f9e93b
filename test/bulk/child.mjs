// A process that creates tasks with the built package, so that it can be killed. Writes a line for each result.

import { createMany } from "../../dist/bulk.js";
import { Heffl } from "../../dist/index.js";

const {
  url,
  journal,
  rows,
  field,
  resendUnknown,
  lookupMs,
  concurrency,
  listLagMs,
  perMinute = 0,
} = JSON.parse(process.argv[2]);
const heffl = new Heffl({
  apiKey: "test-key-of-nobody",
  baseUrl: url,
  timeoutMs: 2000,
  ...(field && { idempotencyField: field, lookupMs }),
});
const source = () => Array.from({ length: rows }, (_, n) => ({ task: { title: `row-${n}` } }));
const run = createMany(heffl, source, { journal, requestsPerMinute: perMinute, concurrency, resendUnknown, listLagMs });
for await (const { index, outcome, taskId, duplicates, message } of run)
  console.log(JSON.stringify({ index, outcome, taskId, duplicates, message }));
