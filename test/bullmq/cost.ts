import { setTimeout as pause } from "node:timers/promises";
import { startFaultServer } from "../faults/server.ts";
import { EXAMPLE, openQueue, Process, run } from "./example.ts";
import { startRedis } from "./redis.ts";

interface Calls {
  scripts: number;
  commands: number;
}

export interface Cost {
  seconds: number;
  /** What Redis ran for a job: scripts, and all commands, those inside of scripts included. */
  producer: Calls;
  workers: Calls;
  /** What stays in Redis for a task, in bytes: its mark for good, its job for a week. */
  markBytes: number;
  jobBytes: number;
}

/** Creates tasks at a server that answers well within 300 ms, at a tenth of Heffl's minute, and counts what Redis has to do. */
export async function measureCost(jobs: number, processes: number): Promise<Cost> {
  const redis = await startRedis();
  const server = await startFaultServer({ tls: false, answerMs: 300 });
  const environment = {
    REDIS_URL: redis.url,
    HEFFL_API_KEY: "test-key-of-nobody",
    HEFFL_BASE_URL: server.url,
    LIMIT_WINDOW_MS: "6000",
  };
  const opened = await openQueue(environment);
  const workers: Process[] = [];
  /** The calls of each command since the last time. */
  const calls = async (): Promise<Calls> => {
    const info = await opened.redis.info("commandstats");
    await opened.redis.call("CONFIG", "RESETSTAT");
    const count = (commands: RegExp) =>
      [...info.matchAll(commands)].reduce((total, [, number]) => total + Number(number), 0) / jobs;
    return { scripts: count(/cmdstat_eval(?:sha)?:calls=(\d+)/g), commands: count(/cmdstat_[^:]+:calls=(\d+)/g) };
  };
  try {
    await calls();
    const lines = Array.from({ length: jobs }, (_, n) =>
      JSON.stringify({ key: `row-${n}`, task: { title: `row-${n}` } }),
    );
    await run("producer.js", environment, [], lines.join("\n"));
    const producer = await calls();
    const started = performance.now();
    for (let n = 0; n < processes; n++) workers.push(new Process(`${EXAMPLE}worker.js`, environment));
    while (((await opened.queue.getJobCounts("completed"))["completed"] ?? 0) < jobs) await pause(1000);
    const seconds = (performance.now() - started) / 1000;
    const memory = async (key: string) => Number(await opened.redis.call("MEMORY", "USAGE", key, "SAMPLES", 0));
    return {
      seconds,
      producer,
      workers: await calls(),
      markBytes: (await memory("heffl:heffl-tasks:marks")) / jobs,
      jobBytes: await memory(`bull:heffl-tasks:${opened.idOf("row-0")}`),
    };
  } finally {
    await Promise.all(workers.map((worker) => worker.kill()));
    await opened.queue.close();
    await opened.redis.quit();
    await server.close();
    await redis.close();
  }
}
