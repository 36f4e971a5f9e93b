import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Rng, realFault, seeded, startFaultServer } from "../faults/server.ts";
import { type Environment, EXAMPLE, openQueue, Process, run } from "./example.ts";
import { judge, type Verdict } from "./judge.ts";
import { startRedis } from "./redis.ts";

export interface TrialOptions {
  jobs: number;
  seed: number;
  /** Whether tasks carry their keys. */
  field: boolean;
  /** Whether the workers are such as BullMQ's documentation leads to. */
  defaults: boolean;
  onProgress: (text: string) => void;
}

export interface TrialResult extends Verdict {
  kills: number;
  freezes: number;
  seconds: number;
  /** How often a mark kept a worker from sending a task. */
  heldBack: number;
  listReads: number;
}

// A tenth of Heffl's minute, and of everything that is measured by it.
const LIMIT = { requests: 60, windowMs: 6000 };
const TIMEOUT_MS = 2000;
const ANSWER_MS = 600;
const LOCK_MS = 3 * TIMEOUT_MS;
const LIST_LAG_MS = 2000;
const LOOK_UNTIL_MS = 30_000;

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/**
 * Four workers create tasks at a server that misbehaves, while they are killed and frozen at random moments, and Redis is killed
 * once. Compares what was created with what the queue says of each job.
 */
export async function runTrial({ jobs, seed, field, defaults, onProgress }: TrialOptions): Promise<TrialResult> {
  const started = performance.now();
  const random = seeded(seed);
  const redis = await startRedis();
  const server = await startFaultServer({
    tls: false,
    answerMs: ANSWER_MS,
    reads: { faultPercent: 10, lagMs: LIST_LAG_MS, seed },
  });
  const environment: Environment = {
    REDIS_URL: redis.url,
    HEFFL_API_KEY: "test-key-of-nobody",
    HEFFL_BASE_URL: server.url,
    ...(field && { HEFFL_IDEMPOTENCY_FIELD: "cf_request_id" }),
    LIMIT_REQUESTS: `${LIMIT.requests}`,
    LIMIT_WINDOW_MS: `${LIMIT.windowMs}`,
    TIMEOUT_MS: `${TIMEOUT_MS}`,
    SETTLE_EVERY_MS: "6000",
    LOOK_AFTER_MS: `${TIMEOUT_MS + LIST_LAG_MS}`,
    LOOK_UNTIL_MS: `${LOOK_UNTIL_MS}`,
  };
  const names = Array.from({ length: jobs }, (_, n) => `row-${n}`);
  for (const name of names) if (random() < 0.15) server.plan(name, [survivable(random)]);
  const lines = names.map((title) => JSON.stringify({ key: title, task: { title } })).join("\n");

  const files = defaults
    ? Array.from({ length: 4 }, () => here("defaults-worker.mjs"))
    : [...Array.from({ length: 3 }, () => `${EXAMPLE}worker.js`), here("wrong-worker.mjs")];
  const all: Process[] = [];
  const start = (file: string): Process => {
    const one = new Process(file, environment);
    all.push(one);
    return one;
  };

  await run("producer.js", environment, [], lines);
  const opened = await openQueue(environment);
  const counts = () => opened.queue.getJobCounts("waiting", "prioritized", "delayed", "active", "failed", "completed");
  const workers = files.map(start);

  let [kills, freezes, crashed] = [0, 0, false];

  try {
    for (;;) {
      await pause(500 + random() * 2000);
      const { completed = 0, failed = 0 } = await counts();
      const done = completed + failed;
      if (done >= jobs * 0.95) break;
      const index = Math.floor(random() * workers.length);
      const worker = workers[index] as Process;
      if (!crashed && done > jobs / 2) {
        crashed = true;
        await Promise.all([redis.crash(), worker.kill()]);
        await run("producer.js", environment, [], lines); // a producer that is run again adds nothing
        onProgress(`Redis and a worker were killed after ${done} jobs`);
      } else if (random() < 0.3) {
        freezes++;
        worker.child.kill("SIGSTOP");
        setTimeout(() => worker.child.kill("SIGCONT"), LOCK_MS * (0.8 + random() * 0.6));
        continue;
      } else await worker.kill();
      kills++;
      workers[index] = start(files[index] as string);
    }
    onProgress(`${kills} kills and ${freezes} freezes in ${seconds(started)} s; now the rest is settled`);
    await settled();
    const verdict = judge(server.ledger, names, {
      completed: await opened.queue.getCompleted(),
      waiting: await waitingForPerson(),
      limit: LIMIT,
    });
    const heldBack = all.flatMap(({ output }) => output.match(/was sending it, so the task may exist/g) ?? []).length;
    return { ...verdict, kills, freezes, seconds: seconds(started), heldBack, listReads: server.ledger.reads };
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
    await opened.queue.close();
    await opened.redis.quit();
    await server.close();
    await redis.close();
  }

  async function waitingForPerson() {
    const failed = await opened.queue.getFailed();
    const marks = await opened.marks.read(failed.map(({ id }) => id));
    return failed.map((job, index) => ({ job, mark: marks[index] }));
  }

  /** Until no job is under way, and those that have failed are left to a person; or until that takes too long. */
  async function settled(): Promise<void> {
    const deadline = performance.now() + 4 * LOOK_UNTIL_MS;
    while (performance.now() < deadline) {
      await pause(500);
      const { waiting = 0, prioritized = 0, delayed = 0, active = 0 } = await counts();
      if (waiting + prioritized + delayed + active > 0) continue;
      if (defaults) return;
      const open = (await waitingForPerson()).filter(({ mark }) => {
        if (mark?.state === "refused") return false;
        if (mark?.state !== "sending") return true;
        return field && Date.now() - mark.since < LOOK_UNTIL_MS + 1000;
      });
      if (open.length === 0) return;
    }
  }
}

const seconds = (since: number): number => Math.round((performance.now() - since) / 1000);

/** A fault that isn't a wait of an hour, and doesn't move 64 MB. */
function survivable(random: Rng): ReturnType<typeof realFault> {
  for (;;) {
    const fault = realFault(random);
    if (!/Hour|gzipBomb|hugeBody/.test(fault.name)) return fault;
  }
}
