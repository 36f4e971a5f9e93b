import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { FAULTS, type FaultName, type FaultServer, startFaultServer } from "../faults/server.ts";
import { type Environment, EXAMPLE, type Mark, type OpenQueue, openQueue, Process, run } from "./example.ts";
import { type RedisServer, startRedis } from "./redis.ts";

// Run by run.ts, in a process of its own: the example reads its settings once.

let redis: RedisServer;
let server: FaultServer;
let environment: Environment;
let opened: OpenQueue & { idOf(key: string): string };
let worker: Process;

before(async () => {
  redis = await startRedis();
  server = await startFaultServer({ tls: false });
  environment = {
    REDIS_URL: redis.url,
    HEFFL_API_KEY: "test-key-of-nobody",
    HEFFL_BASE_URL: server.url,
    HEFFL_IDEMPOTENCY_FIELD: "cf_request_id",
    LIMIT_REQUESTS: "1000",
    TIMEOUT_MS: "1000",
    SETTLE_EVERY_MS: "200",
    LOOK_AFTER_MS: "100",
  };
  opened = await openQueue(environment);
  worker = new Process(`${EXAMPLE}worker.js`, environment);
});

after(async () => {
  await worker.kill();
  await opened.queue.close();
  await opened.redis.quit();
  await server.close();
  await redis.close();
});

test("of many workers that hold the same job, one may send it", async () => {
  const marks = Array.from({ length: 50 }, (_, n): Mark => ({ state: "sending", turn: `turn-${n}`, since: n }));
  const known = await Promise.all(marks.map((mark) => opened.marks.begin("task-race", mark)));
  assert.deepEqual(known.filter((mark) => mark === undefined).length, 1);
});

test("a worker that wakes up late doesn't clear the mark of the one that sends now", async () => {
  const [late, now] = ["late", "now"].map((turn): Mark => ({ state: "sending", turn, since: 1 })) as [Mark, Mark];
  await opened.marks.begin("task-late", now);
  assert.equal(await opened.marks.replace("task-late", late), false);
  assert.deepEqual(await opened.marks.read(["task-late"]), [now]);
});

test("a task that is added twice is created once, also when BullMQ has forgotten its job", async () => {
  await add("twice");
  await add("twice");
  const job = await ended("twice", "completed");
  await job.remove();
  await add("twice");
  assert.deepEqual((await ended("twice", "completed")).returnvalue?.taskIds, server.ledger.of("twice").created);
  assert.equal(server.ledger.of("twice").received, 1);
});

test("a 429 is waited for, and the task is created then", async () => {
  server.plan("limited", [FAULTS.status429RetryAfter1, FAULTS.status429Reset1]);
  await add("limited");
  await ended("limited", "completed");
  assert.equal(server.ledger.of("limited").created.length, 1);
});

test("a refused task waits for a person, and is sent again when it has changed", async () => {
  server.plan("refused", [FAULTS.status400]);
  await add("refused");
  await ended("refused", "failed");
  assert.match(await run("waiting.js", environment), /^refused\trefused\t.*The task is not valid\./m);
  await add("refused");
  await pause(1000); // several times what settling takes
  assert.equal(server.ledger.of("refused").received, 1);
  await add("refused", { title: "refused", priority: "HIGH" });
  await ended("refused", "completed");
  assert.equal(server.ledger.of("refused").received, 2);
});

test("a task that the client refuses to send doesn't hold up the others", async () => {
  await add("unfit", { title: 7 });
  await add("other key", { title: "other key", cf_request_id: "another" });
  await add("next");
  await ended("next", "completed");
  for (const key of ["unfit", "other key"]) {
    await ended(key, "failed");
    assert.equal((await opened.marks.read([opened.idOf(key)]))[0]?.state, "refused");
  }
  assert.equal(server.ledger.of("other key").received, 0);
});

test("a task whose answer was lost is found by its key", async () => {
  await failing("found", "closeAfterBodyCreated");
  assert.deepEqual((await ended("found", "completed")).returnvalue?.taskIds, server.ledger.of("found").created);
});

test("what was never sent when its worker was lost goes back into the queue", async () => {
  worker.child.kill("SIGSTOP"); // or it would be faster
  const lost = new Process(new URL("take.mjs", import.meta.url).pathname, { ...environment, KEY: "never sent" });
  await lost.ended;
  worker.child.kill("SIGCONT");
  assert.equal(lost.output, "took never sent\n");
  await ended("never sent", "completed");
  assert.equal(server.ledger.of("never sent").received, 1);
});

test("a person says that a task is to be sent again", async () => {
  await failing("again", "closeAfterBody");
  await decide("again", "again");
  await ended("again", "completed");
  assert.equal(server.ledger.of("again").created.length, 1);
});

test("a person says that a task was created, and it isn't sent again", async () => {
  await failing("elsewhere", "closeAfterBody");
  await decide("created", "elsewhere", "tsk_by_hand");
  assert.deepEqual((await ended("elsewhere", "completed")).returnvalue?.taskIds, ["tsk_by_hand"]);
  assert.equal(server.ledger.of("elsewhere").received, 1);
});

test("a person drops a task, and it isn't sent when it is added again", async () => {
  await failing("dropped", "closeAfterBody");
  await decide("drop", "dropped");
  await (await ended("dropped", "completed")).remove();
  await add("dropped");
  assert.deepEqual((await ended("dropped", "completed")).returnvalue?.taskIds, []);
  assert.equal(server.ledger.of("dropped").received, 1);
});

test("a decision about a task that may be on its way is refused", async () => {
  await failing("on its way", "closeAfterBody");
  await ended("on its way", "failed");
  const id = opened.idOf("on its way");
  const [mark] = await opened.marks.read([id]);
  assert.equal(mark?.state, "sending");
  // However long this machine takes to start a process.
  await opened.marks.replace(id, mark, { ...mark, since: Date.now() + 60_000 });
  await assert.rejects(run("waiting.js", environment, ["again", "on its way"]), /may be on its way/);
});

test("the queue isn't opened on a Redis that can forget", async () => {
  await opened.redis.call("CONFIG", "SET", "appendfsync", "everysec");
  await assert.rejects(run("waiting.js", environment), /must be run with appendfsync always/);
  await opened.redis.call("CONFIG", "SET", "appendfsync", "always");
});

/** Adds a task through the producer. */
const add = (key: string, task: object = { title: key }) =>
  run("producer.js", environment, [], JSON.stringify({ line: 2, key, task }));

/** Adds a task whose outcome is unknown. */
async function failing(key: string, fault: FaultName): Promise<void> {
  server.plan(key, [FAULTS[fault]]);
  await add(key);
  await until(async () => /The task may exist/.test(worker.output) && server.ledger.of(key).received === 1);
}

/** Decides as soon as that isn't too early. */
async function decide(...args: string[]): Promise<void> {
  const key = args[1] as string;
  await ended(key, "failed");
  const [mark] = await opened.marks.read([opened.idOf(key)]);
  await until(async () => mark?.state === "sending" && Date.now() - mark.since >= 2000);
  await run("waiting.js", environment, args);
}

async function ended(key: string, state: "completed" | "failed") {
  const id = opened.idOf(key);
  await until(async () => (await (await opened.queue.getJob(id))?.getState()) === state);
  const job = await opened.queue.getJob(id);
  assert.ok(job);
  return job;
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`It didn't happen. The worker said:\n${worker.output}`);
    await pause(20);
  }
}
