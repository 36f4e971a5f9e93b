import { expect, test } from "vitest";
import { TASK } from "../support/server.ts";
import { startTaskServer } from "../support/task-server.ts";
import { startAgent } from "./agent.ts";

const now = () => new Date().toISOString();
const taskOf = (number: number) => ({ ...TASK, id: `tsk_${number}`, title: `Task ${number}`, createdAt: now() });

test("get_task reads a task, and says so when there is none", async () => {
  const server = await startTaskServer({ tasks: [taskOf(1)] });
  const agent = await startAgent(server.url);
  expect(await agent.call("get_task", { id: "tsk_1" })).toMatchObject({ isError: false, task: server.tasks[0] });
  const missing = await agent.call("get_task", { id: "tsk_2" });
  expect(missing).toMatchObject({ isError: true, next: "No task with this ID was found. Check the ID." });
  expect(missing).not.toHaveProperty("outcome");
});

test("list_tasks reads one page a call, and says how to get the next", async () => {
  const server = await startTaskServer({ tasks: [taskOf(3), taskOf(2), taskOf(1)] });
  const agent = await startAgent(server.url);
  const first = await agent.call("list_tasks", { pageSize: 2 });
  expect(first).toMatchObject({ isError: false, data: [{ id: "tsk_3" }, { id: "tsk_2" }], meta: { hasMore: true } });
  expect(server.count("list")).toBe(1);
  const second = await agent.call("list_tasks", { pageSize: 2, cursor: first.meta?.nextCursor });
  expect(second).toMatchObject({ data: [{ id: "tsk_1" }], meta: { hasMore: false } });
});

test("find_task finds what equals the given fields", async () => {
  const server = await startTaskServer({ tasks: [{ ...taskOf(2), tagIds: ["b", "a"] }, taskOf(1)] });
  const agent = await startAgent(server.url);
  const found = await agent.call("find_task", { title: "Task 2", tagIds: ["a", "b"] });
  expect(found).toMatchObject({ isError: false, candidates: [{ id: "tsk_2" }] });
  expect(await agent.call("find_task", { title: "Task 2", tagIds: [] })).toMatchObject({ candidates: [] });
  const later = new Date(Date.now() + 3_600_000).toISOString();
  expect(await agent.call("find_task", { title: "Task 2", since: later })).toMatchObject({ candidates: [] });
});

test.each([
  ["get_task", { id: 7 }, /id/],
  ["get_task", {}, /id/],
  ["get_task", { id: "tsk_1", expand: true }, /expand/],
  ["list_tasks", { pageSize: 1000 }, /pageSize/],
  ["list_tasks", { orderDir: "up" }, /orderDir/],
  ["list_tasks", { limit: 3 }, /limit/],
  ["find_task", { since: "yesterday", title: "x" }, /since/],
  ["find_task", { titel: "x" }, /titel/],
])("%s refuses %o by the argument's name, and sends nothing", async (name, args, named) => {
  const server = await startTaskServer();
  const agent = await startAgent(server.url);
  const result = await agent.call(name, args);
  expect(result.isError).toBe(true);
  expect(result.message).toMatch(named);
  expect(server.received).toEqual([]);
});
