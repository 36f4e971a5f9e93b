import { describe, expect, test } from "vitest";
import { HefflDuplicateError, type HefflError } from "../../src/index.ts";
import { heffl, rejection } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import { at, FIELD, minutesAgo, others } from "./client.ts";

const since = minutesAgo(60);
const options = { idempotencyKey: "order 1", ifAbsent: { since } };
const MINE = { [FIELD]: "order 1" };

test("a task with the key is returned, and nothing is sent", async () => {
  const tasks = [...others(130), ...others(1, { ...MINE, id: "tsk_mine", createdAt: minutesAgo(50) })];
  const server = await startTaskServer({ tasks });
  const created = await at(server.url).tasks.createWithResponse({ title: "t" }, options);
  expect(created).toMatchObject({ source: "lookup", task: { id: "tsk_mine" } });
  expect(server.count("create")).toBe(0);
  expect(server.count("list")).toBe(2);
});

test("without one the task is created, also where the key stands in the task", async () => {
  for (const [task, given] of [
    [{}, options],
    [MINE, { ifAbsent: { since: new Date(since) } }],
  ] as const) {
    const server = await startTaskServer({ tasks: others(3) });
    const created = await at(server.url).tasks.createWithResponse({ title: "t", ...task }, given);
    expect(created).toMatchObject({ source: "create", task: { id: "tsk_1" } });
  }
});

test("a task with the key from before `since` doesn't count", async () => {
  const server = await startTaskServer({ tasks: others(1, { ...MINE, createdAt: minutesAgo(61) }) });
  expect(await at(server.url).tasks.create({ title: "t" }, options)).toMatchObject({ id: "tsk_1" });
});

test("it looks back as far as `since`, however many pages that takes", async () => {
  const tasks = [...others(1500), ...others(1, { ...MINE, id: "tsk_mine", createdAt: minutesAgo(50) }), ...others(200)];
  const server = await startTaskServer({ tasks });
  expect(await at(server.url).tasks.create({ title: "t" }, options)).toMatchObject({ id: "tsk_mine" });
});

test("several tasks with the key are a HefflDuplicateError, and nothing is sent", async () => {
  const tasks = [
    ...others(1, { ...MINE, id: "tsk_new", createdAt: minutesAgo(10) }),
    ...others(1, { ...MINE, id: "tsk_old", createdAt: minutesAgo(20) }),
  ];
  const server = await startTaskServer({ tasks });
  const error = await rejection<HefflError>(at(server.url).tasks.create({ title: "t" }, options));
  expect(error).toBeInstanceOf(HefflDuplicateError);
  expect(error).toMatchObject({ taskIds: ["tsk_old", "tsk_new"], outcome: "created" });
  expect(server.count("create")).toBe(0);
});

describe("no create is sent when the lookup fails:", () => {
  test.each([
    ["a lost connection", lost],
    ["a 500", { status: 500, body: heffl("INTERNAL_SERVER_ERROR") }],
    ["a 401", { status: 401, body: heffl("UNAUTHORIZED") }],
    ["an answer that isn't a page", { body: [] }],
  ])("%s", async (_, reply) => {
    const server = await startTaskServer({ lists: [reply, reply, reply] });
    const error = await rejection<HefflError>(at(server.url).tasks.create({ title: "t" }, options));
    expect(error.outcome).toBe("not_created");
    expect(error.message).toContain("The tasks couldn't be looked through, so nothing was sent.");
    expect(server.count("create")).toBe(0);
  });

  test("an abort during the lookup", async () => {
    const controller = new AbortController();
    const server = await startTaskServer({ lists: [() => controller.abort()] });
    const call = at(server.url).tasks.create({ title: "t" }, { ...options, signal: controller.signal });
    expect(await rejection<HefflError>(call)).toMatchObject({ name: "AbortError", outcome: "not_created" });
    expect(server.count("create")).toBe(0);
  });

  test("but a failed read is tried again within the caller's limits", async () => {
    const server = await startTaskServer({ lists: [lost, { status: 503 }] });
    expect(await at(server.url).tasks.create({ title: "t" }, options)).toMatchObject({ id: "tsk_1" });
  });
});

test("a create that fails after the lookup is looked for like any other", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }] });
  const created = await at(server.url).tasks.createWithResponse({ title: "t" }, options);
  expect(created).toMatchObject({ source: "lookup", task: { id: "tsk_1" } });
});
