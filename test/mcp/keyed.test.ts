import { expect, test } from "vitest";
import { heffl } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import { startAgent } from "./agent.ts";

const KEYED = ["--idempotency-field", "cf_request_id"];
const CALL = { title: "Call Acme", type: "call" };
/** Ends the client's own search at its first look: the server asks for a longer wait than there is time. */
const busy = { status: 429, headers: { "retry-after": "60" }, body: heffl("TOO_MANY_REQUESTS") };

test("with an idempotency field a lost create is found at once, and isn't sent again", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }] });
  const agent = await startAgent(server.url, KEYED);
  expect(await agent.call("create_task", CALL)).toMatchObject({
    isError: false,
    outcome: "created",
    task: { id: "tsk_1" },
  });
  expect(await agent.call("create_task", CALL)).toMatchObject({ outcome: "created", taskId: "tsk_1" });
  expect(server.count("create")).toBe(1);
});

test("an unknown create that is called again is found by its key, although an equal task exists", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }], lists: [busy] });
  const agent = await startAgent(server.url, KEYED);
  expect(await agent.call("create_task", CALL)).toMatchObject({ isError: true, outcome: "unknown" });
  server.tasks.unshift({ ...server.tasks[0], id: "tsk_other", cf_request_id: "another key" });
  const found = await agent.call("create_task", CALL);
  expect(found).toMatchObject({ isError: false, outcome: "created", task: { id: "tsk_1" } });
  expect(found.next).toMatch(/Nothing was sent now/);
  expect(server.count("create")).toBe(1);
});

test("with `again` the key is looked for once more, and the task is sent with the same key if it isn't seen", async () => {
  const server = await startTaskServer({ creates: [{ made: false, reply: lost }], lists: [busy] });
  const agent = await startAgent(server.url, KEYED);
  expect(await agent.call("create_task", CALL)).toMatchObject({ outcome: "unknown" });
  const looked = await agent.call("create_task", CALL);
  expect(looked).toMatchObject({ isError: true, outcome: "unknown" });
  expect(looked.message).toMatch(/didn't see it, which proves nothing/);
  expect(await agent.call("create_task", { ...CALL, again: true })).toMatchObject({ outcome: "created" });
  const keys = server.received.flatMap(({ method, body }) => (method === "POST" ? JSON.parse(body).cf_request_id : []));
  expect(keys).toEqual([keys[0], keys[0]]);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
});

test("with `again` a task that is seen by its key isn't sent", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }], lists: [busy] });
  const agent = await startAgent(server.url, KEYED);
  expect(await agent.call("create_task", CALL)).toMatchObject({ outcome: "unknown" });
  expect(await agent.call("create_task", { ...CALL, again: true })).toMatchObject({ task: { id: "tsk_1" } });
  expect(server.count("create")).toBe(1);
});

test("several tasks with one key are reported, and none is created again", async () => {
  const server = await startTaskServer({ creates: [{ made: false, reply: lost }], lists: [busy] });
  const agent = await startAgent(server.url, KEYED);
  await agent.call("create_task", CALL);
  const { cf_request_id } = JSON.parse(server.received[0]?.body ?? "");
  const createdAt = new Date().toISOString();
  for (const id of ["tsk_a", "tsk_b"]) server.tasks.unshift({ ...CALL, id, cf_request_id, createdAt });
  const result = await agent.call("create_task", CALL);
  expect(result).toMatchObject({ outcome: "created", candidates: [{ id: "tsk_b" }, { id: "tsk_a" }] });
  expect(result.next).toMatch(/keep one of them/);
  expect(server.count("create")).toBe(1);
});

test("a key that the agent gives is the one that is sent and looked for", async () => {
  const server = await startTaskServer({ creates: [{ made: false, reply: lost }], lists: [busy] });
  const agent = await startAgent(server.url, KEYED);
  const args = { ...CALL, cf_request_id: "order 1042" };
  await agent.call("create_task", args);
  server.tasks.unshift({ ...args, id: "tsk_late", createdAt: new Date().toISOString() });
  expect(await agent.call("create_task", args)).toMatchObject({ outcome: "created", task: { id: "tsk_late" } });
});
