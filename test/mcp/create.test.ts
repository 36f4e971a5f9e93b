import { expect, test } from "vitest";
import { heffl } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import { startAgent } from "./agent.ts";

const CALL = { title: "Call Acme", type: "call", dueDate: "2026-12-01T09:30:00Z", tagIds: ["tag_a", "tag_b"] };
/** The same content, written differently. */
const SAME = { tagIds: ["tag_b", "tag_a"], dueDate: "2026-12-01T10:30:00+01:00", type: "call", title: "Call Acme" };

test("a task is created, and the result holds it", async () => {
  const server = await startTaskServer();
  const agent = await startAgent(server.url);
  const { next, ...result } = await agent.call("create_task", { ...CALL, cf_follow_up_type: "phone" });
  expect(result).toEqual({ isError: false, outcome: "created", task: server.tasks[0] });
  expect(next).toMatch(/Don't create it again/);
  expect(JSON.parse(server.received[0]?.body ?? "")).toEqual({ ...CALL, cf_follow_up_type: "phone" });
});

test("an invalid task isn't sent, and the refusal names every field", async () => {
  const server = await startTaskServer();
  const agent = await startAgent(server.url);
  const result = await agent.call("create_task", { type: "visit", dueDate: "tomorrow", entity: "deals", titel: "x" });
  expect(result).toMatchObject({ isError: true, outcome: "not_created" });
  expect(result.issues?.map(({ field }) => field).sort()).toEqual(["dueDate", "entityId", "title", "type", undefined]);
  expect(JSON.stringify(result.issues)).toContain("titel");
  expect(server.count("create")).toBe(0);
});

test("a task that Heffl refuses is reported with Heffl's issues, and can be corrected and sent", async () => {
  const issues = [{ field: "assigneeIds.0", message: "No such user." }];
  const refusal = { error: { code: "VALIDATION_ERROR", message: "Invalid.", details: { issues } } };
  const server = await startTaskServer({ creates: [{ made: false, reply: { status: 400, body: refusal } }] });
  const agent = await startAgent(server.url);
  const wrong = await agent.call("create_task", { title: "Call Acme", assigneeIds: ["usr_none"] });
  expect(wrong).toMatchObject({ isError: true, outcome: "not_created", issues });
  expect(await agent.call("create_task", { title: "Call Acme" })).toMatchObject({ outcome: "created" });
});

test("an unknown create that is called again is looked for and not sent, and equal tasks are candidates", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }] });
  const agent = await startAgent(server.url);
  const first = await agent.call("create_task", CALL);
  expect(first).toMatchObject({ isError: true, outcome: "unknown" });
  expect(first.next).toMatch(/again: true/);
  for (const args of [CALL, SAME, { ...SAME, again: false, description: null }]) {
    const again = await agent.call("create_task", args);
    expect(again).toMatchObject({ isError: true, outcome: "unknown", candidates: [{ id: "tsk_1" }] });
    expect(again.next).toMatch(/Show the candidates to the user/);
  }
  expect(server.count("create")).toBe(1);
});

test("an unknown create that made nothing stays unknown until `again` is true", async () => {
  const server = await startTaskServer({ creates: [{ made: false, reply: { status: 502, body: "Bad gateway" } }] });
  const agent = await startAgent(server.url);
  await agent.call("create_task", CALL);
  expect(await agent.call("create_task", CALL)).toMatchObject({ outcome: "unknown", candidates: [] });
  const sent = await agent.call("create_task", { ...CALL, again: true });
  expect(sent).toMatchObject({ isError: false, outcome: "created", task: { id: "tsk_2" } });
  expect(sent.next).toMatch(/may have made a second one/);
  expect(JSON.parse(server.received.at(-1)?.body ?? "")).toEqual(CALL); // `again` is no field of a task
  expect(await agent.call("create_task", CALL)).toMatchObject({ outcome: "created", taskId: "tsk_2" });
  expect(server.count("create")).toBe(2);
});

test("a refusal after an unknown create of the same content doesn't make it certain", async () => {
  const refused = { status: 400, body: heffl("BAD_REQUEST") };
  const server = await startTaskServer({ creates: [{ reply: lost }, { made: false, reply: refused }] });
  const agent = await startAgent(server.url);
  await agent.call("create_task", CALL);
  expect(await agent.call("create_task", { ...CALL, again: true })).toMatchObject({
    isError: true,
    outcome: "unknown",
  });
  expect(await agent.call("create_task", CALL)).toMatchObject({ outcome: "unknown", candidates: [{ id: "tsk_1" }] });
});

test("a task that was created isn't created again, unless `again` is true", async () => {
  const server = await startTaskServer();
  const agent = await startAgent(server.url);
  await agent.call("create_task", CALL);
  const repeated = await agent.call("create_task", SAME);
  expect(repeated).toMatchObject({ isError: false, outcome: "created", taskId: "tsk_1" });
  expect(repeated.next).toMatch(/created the same task at .* with ID tsk_1\. Nothing was sent/);
  expect(server.count("create")).toBe(1);
  expect(await agent.call("create_task", { ...CALL, again: true })).toMatchObject({ task: { id: "tsk_2" } });
});

test("identical calls at the same time make one task, whether the first is answered or lost", async () => {
  for (const reply of [undefined, lost]) {
    const server = await startTaskServer({ creates: [{ ...(reply && { reply }) }] });
    const agent = await startAgent(server.url);
    const results = await Promise.all([CALL, SAME, CALL].map((args) => agent.call("create_task", args)));
    const outcome = reply ? "unknown" : "created";
    expect(results.map((result) => result.outcome)).toEqual([outcome, outcome, outcome]);
    expect(server.count("create")).toBe(1);
  }
});

test("calls with the same title and other arguments aren't sent after an unknown create, unless `again` is true", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }] });
  const agent = await startAgent(server.url);
  await agent.call("create_task", CALL);
  const simpler = await agent.call("create_task", { title: " call  ACME" });
  expect(simpler).toMatchObject({ isError: true, outcome: "not_created" });
  expect(simpler.message).toMatch(/"Call Acme".*"unknown"/);
  expect(server.count("create")).toBe(1);
  expect(await agent.call("create_task", { title: "Call Acme", again: true })).toMatchObject({ outcome: "created" });
  expect(await agent.call("create_task", { title: "Call Bolt" })).toMatchObject({ outcome: "created" });
});

test("a task that this session created isn't a candidate for another create", async () => {
  const server = await startTaskServer({ creates: [{}, { reply: lost }] });
  const agent = await startAgent(server.url);
  await agent.call("create_task", { ...CALL, description: "With details" });
  await agent.call("create_task", CALL);
  expect(await agent.call("create_task", CALL)).toMatchObject({ outcome: "unknown", candidates: [{ id: "tsk_2" }] });
});

test("a lookup that fails leaves the create unknown, and sends nothing", async () => {
  const forbidden = { status: 403, body: heffl("FORBIDDEN") };
  const server = await startTaskServer({ creates: [{ reply: lost }], lists: [forbidden] });
  const agent = await startAgent(server.url);
  await agent.call("create_task", CALL);
  expect(await agent.call("create_task", CALL)).toMatchObject({ isError: true, outcome: "unknown" });
  expect(await agent.call("create_task", CALL)).toMatchObject({ candidates: [{ id: "tsk_1" }] });
  expect(server.count("create")).toBe(1);
});

test("a created task that can't be read completely is reported by its ID, and isn't created again", async () => {
  const cut = { headers: { "content-type": "application/json" }, body: '{"id":"tsk_1","title":"Ca' };
  const server = await startTaskServer({ creates: [{ reply: cut }] });
  const agent = await startAgent(server.url);
  expect(await agent.call("create_task", CALL)).toMatchObject({ outcome: "created", taskId: "tsk_1" });
  expect(await agent.call("create_task", CALL)).toMatchObject({ outcome: "created", taskId: "tsk_1" });
  expect(server.count("create")).toBe(1);
});

test("a task in a form that the document doesn't have is still a result, so that no agent creates it again", async () => {
  const odd = { id: "tsk_1", number: 7, status: "SNOOZED", tagIds: null, showTime: "yes", extra: { deep: [1] } };
  const server = await startTaskServer({ creates: [{ reply: { body: odd } }] });
  const agent = await startAgent(server.url);
  expect(await agent.call("create_task", CALL)).toMatchObject({ isError: false, outcome: "created", task: odd });
});

test("with --dry-run create_task shows what would be sent, and sends nothing", async () => {
  const server = await startTaskServer();
  const agent = await startAgent(server.url, ["--dry-run"]);
  const result = await agent.call("create_task", CALL);
  const request = { method: "POST", url: `${server.url}/tasks`, body: CALL };
  expect(result).toMatchObject({ isError: false, outcome: "not_created", request });
  expect(await agent.call("create_task", { title: 7 })).toMatchObject({ isError: true, issues: [{ field: "title" }] });
  expect(server.received).toEqual([]);
});
