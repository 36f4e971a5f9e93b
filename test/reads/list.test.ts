import { describe, expect, test } from "vitest";
import {
  Heffl,
  HefflAbortError,
  HefflConfigurationError,
  type HefflError,
  HefflResponseError,
  type TaskQuery,
} from "../../src/index.ts";
import { heffl, type Reply, rejection, startServer, TASK } from "../support/server.ts";
import { lost, type StoredTask, startTaskServer } from "../support/task-server.ts";

const at = (baseUrl: string, options = {}) =>
  new Heffl({ apiKey: "test-key", baseUrl, maxRetryDelayMs: 0, ...options });
const some = (count: number): StoredTask[] => Array.from({ length: count }, (_, n) => ({ ...TASK, id: `tsk_${n}` }));

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const page = (data: unknown, meta: unknown): Reply => ({ body: { data, meta } });
const LAST = { nextCursor: null, hasMore: false };

test("all tasks of all pages come, one after the other", async () => {
  const tasks = some(7);
  const server = await startTaskServer({ tasks });
  expect(await all(at(server.url).tasks.list({ pageSize: 3 }))).toEqual(tasks);
  expect(server.received.map(({ path }) => path)).toEqual([
    "/tasks?pageSize=3",
    "/tasks?pageSize=3&cursor=3",
    "/tasks?pageSize=3&cursor=6",
  ]);
});

test("an empty list has no tasks", async () => {
  const server = await startTaskServer();
  expect(await all(at(server.url).tasks.list())).toEqual([]);
  expect(server.received[0]).toMatchObject({ method: "GET", path: "/tasks", body: "" });
});

test("pages come with their metadata and their answers", async () => {
  const server = await startServer(
    { headers: { "ratelimit-remaining": "59" }, body: { data: some(1), meta: { nextCursor: "c", hasMore: true } } },
    page([], LAST),
  );
  const pages = await all(at(server.url).tasks.list().pages());
  expect(pages.map(({ data, meta }) => [data.length, meta])).toEqual([
    [1, { nextCursor: "c", hasMore: true }],
    [0, LAST],
  ]);
  expect(pages[0]?.rateLimit).toEqual({ remaining: 59 });
  expect(pages[0]?.response.status).toBe(200);
});

test("no more is read than is asked for", async () => {
  const server = await startTaskServer({ tasks: some(9) });
  const list = at(server.url).tasks.list({ pageSize: 3 });
  expect(server.received).toEqual([]);
  for await (const _ of list) break;
  expect(server.received).toHaveLength(1);
});

test("each iteration begins with the first page", async () => {
  const server = await startTaskServer({ tasks: some(2) });
  const list = at(server.url).tasks.list();
  expect(await all(list)).toEqual(await all(list));
});

test("every part of a query is sent as Heffl publishes it", async () => {
  const server = await startServer(page([], LAST));
  const filters = { status: { operator: "is", values: ["OPEN"] } };
  await all(
    at(server.url).tasks.list({ cursor: "c/1", search: "Acme & co", orderBy: "createdAt", orderDir: "asc", filters }),
  );
  const sent = new URL(server.received[0]?.path ?? "", server.url).searchParams;
  expect(Object.fromEntries(sent)).toEqual({
    cursor: "c/1",
    search: "Acme & co",
    orderBy: "createdAt",
    orderDir: "asc",
    filters: JSON.stringify(filters),
  });
});

test("a page that fails is read again, within the caller's limits", async () => {
  const server = await startTaskServer({ tasks: some(4), lists: [lost, { status: 500 }, undefined, lost] });
  expect(await all(at(server.url).tasks.list({ pageSize: 2 }))).toHaveLength(4);
  expect(server.count("list")).toBe(5);
  const strict = await startTaskServer({ lists: [lost] });
  const error = await rejection<HefflError>(all(at(strict.url).tasks.list({}, { maxRetries: 0 })));
  expect(error).toMatchObject({ name: "HefflConnectionError", outcome: undefined });
  expect(strict.count("list")).toBe(1);
});

describe("what isn't a page of tasks ends in an error that says so:", () => {
  test.each<[string, Reply]>([
    ["a bare list", { body: some(1) }],
    ["a task", { body: TASK }],
    ["a page without metadata", { body: { data: [] } }],
    ["tasks that aren't a list", page({}, LAST)],
    ["a task without an ID", page([{ title: "t" }], LAST)],
    ["null for a task", page([null], LAST)],
    ["more pages without a cursor", page([], { nextCursor: null, hasMore: true })],
    ["more pages with an empty cursor", page([], { nextCursor: "", hasMore: true })],
    ["metadata that doesn't say whether there is more", page([], { nextCursor: null })],
    ["an error beside the tasks", { body: { data: [], meta: LAST, error: heffl("INTERNAL_SERVER_ERROR").error } }],
  ])("%s", async (_, reply) => {
    const server = await startServer(reply);
    const error = await rejection<HefflError>(all(at(server.url).tasks.list()));
    expect(error).toBeInstanceOf(HefflResponseError);
    expect(error).toMatchObject({ outcome: undefined, status: 200 });
    expect(error.message).toMatch(/^HTTP 200, but its body (?:isn't a page of tasks with a new cursor|is an error)\.$/);
  });

  test.each([
    ["at once", { cursor: "a" }, ["a"]],
    ["after one page", {}, ["a", "a"]],
    ["after several pages", {}, ["a", "b", "c", "a"]],
  ])("a cursor that repeats %s doesn't read the same pages for ever", async (_, query, cursors) => {
    const server = await startServer(
      ...cursors.map((nextCursor, n) => page(some(n + 1), { nextCursor, hasMore: true })),
    );
    const error = await rejection<HefflError>(all(at(server.url).tasks.list(query)));
    expect(error).toBeInstanceOf(HefflResponseError);
    expect(error.message).toContain("new cursor");
    expect(server.received).toHaveLength(cursors.length);
  });
});

describe("a query that Heffl doesn't have is refused before anything is sent:", () => {
  test.each<[string, unknown]>([
    ["pageSize must be from 1 to 100", { pageSize: 101 }],
    ["pageSize must be from 1 to 100", { pageSize: "30" }],
    ["has no pagesize", { pagesize: 30 }],
    ["cursor must be a string", { cursor: "" }],
    ["search must be a string", { search: ["a"] }],
    ["filters must be a string", { filters: null }],
    ["Options must be an object", null],
  ])("%s", async (message, query) => {
    const server = await startTaskServer();
    const error = await rejection<HefflError>(all(at(server.url).tasks.list(query as TaskQuery)));
    expect(error).toBeInstanceOf(HefflConfigurationError);
    expect(error).toMatchObject({ outcome: undefined });
    expect(error.message).toContain(message);
    expect(server.received).toEqual([]);
  });

  test("but a part that is undefined counts as left out", async () => {
    const server = await startTaskServer();
    expect(await all(at(server.url).tasks.list({ cursor: undefined, pageSize: undefined }))).toEqual([]);
    expect(server.received[0]?.path).toBe("/tasks");
  });
});

test("an abort ends the reading of a list, and the error has no outcome", async () => {
  const controller = new AbortController();
  const server = await startTaskServer({ tasks: some(9) });
  const reading = (async () => {
    for await (const _ of at(server.url).tasks.list({ pageSize: 3 }, { signal: controller.signal })) controller.abort();
  })();
  const error = await rejection<HefflError>(reading);
  expect(error).toBeInstanceOf(HefflAbortError);
  expect(error).toMatchObject({ outcome: undefined });
  expect(server.received).toHaveLength(1);
});
