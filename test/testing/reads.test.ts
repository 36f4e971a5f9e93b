import { describe, expect, test } from "vitest";
import { validateErrorResponse, validateTaskPage } from "../../src/generated/validators.js";
import type { HefflApiError, HefflError } from "../../src/index.ts";
import { createMock } from "../../src/testing.ts";
import { rejection } from "../support/server.ts";
import { all, BASE, holding, over, read, titles } from "./reading.ts";

describe("a task that was created is read by its ID", () => {
  test("as it was answered with, custom fields too, and the read is recorded", async () => {
    const { mock, heffl } = await holding(2);
    expect(await heffl.tasks.get("tsk_mock000001")).toEqual(mock.tasks[0]);
    expect(mock.requests.at(-1)).toMatchObject({ method: "GET", url: `${BASE}/tasks/tsk_mock000001`, text: "" });
  });

  test("whatever characters the ID has", async () => {
    const mock = createMock();
    mock.next({ task: { id: "tsk ä:1" } });
    await over(mock).tasks.create({ title: "t" });
    expect(await over(mock).tasks.get("tsk ä:1")).toMatchObject({ title: "t" });
  });

  test("and an ID that no task has is a 404 in Heffl's form", async () => {
    const { heffl } = await holding(1);
    const error = await rejection<HefflApiError>(heffl.tasks.get("tsk_mock000002"));
    expect(error).toMatchObject({ status: 404, code: "NOT_FOUND", outcome: undefined });
  });
});

describe("the list of tasks", () => {
  test("has the newest first, custom fields too", async () => {
    const { mock, heffl } = await holding(3);
    const { data, meta } = await (await read(mock, "/tasks")).json();
    expect(data).toEqual([...mock.tasks].reverse());
    expect(meta).toEqual({ nextCursor: null, hasMore: false });
    expect(await titles(heffl)).toEqual(["3", "2", "1"]);
  });

  test("is empty when nothing was created", async () => {
    expect(await titles(over(createMock()))).toEqual([]);
  });

  test("has the oldest first when that is asked for", async () => {
    const { heffl } = await holding(3);
    expect(await titles(heffl, { orderDir: "asc", orderBy: "createdAt" })).toEqual(["1", "2", "3"]);
    expect(await titles(heffl, { orderDir: "asc", pageSize: 2 })).toEqual(["1", "2", "3"]);
    expect(await titles(heffl, { orderDir: "desc" })).toEqual(["3", "2", "1"]);
  });

  test("is sorted by createdAt, which a test may choose", async () => {
    const { mock, heffl } = await holding(1);
    mock.next({ task: { createdAt: "2026-01-01T00:00:00+01:00" } });
    await heffl.tasks.create({ title: "old" });
    mock.next({ task: { createdAt: null } });
    await heffl.tasks.create({ title: "without a time" });
    expect(await titles(heffl)).toEqual(["1", "old", "without a time"]);
  });

  test.each([
    [30, {}],
    [7, { pageSize: 7 }],
    [100, { pageSize: 100 }],
  ])("comes in pages of %i tasks for the query %j", async (size, query) => {
    const { mock, heffl } = await holding(105);
    const pages = await all(heffl.tasks.list(query).pages());
    expect(pages.flatMap(({ data }) => data)).toEqual([...mock.tasks].reverse());
    expect(pages.slice(0, -1).every(({ data, meta }) => data.length === size && meta.hasMore)).toBe(true);
    expect(pages.every((page) => validateTaskPage({ data: page.data, meta: page.meta }))).toBe(true);
  });

  test("can be continued by a cursor, and a task that is created meanwhile moves nothing", async () => {
    const { heffl } = await holding(5);
    for await (const { data, meta } of heffl.tasks.list({ pageSize: 2 }).pages()) {
      expect(data.map(({ title }) => title)).toEqual(["5", "4"]);
      await heffl.tasks.create({ title: "6" });
      expect(await titles(heffl, { cursor: meta.nextCursor ?? "", pageSize: 2 })).toEqual(["3", "2", "1"]);
      break;
    }
  });

  test.each([
    ["search=Acme", "search"],
    ["filters=%7B%7D", "filters"],
    ["orderBy=title", "orderBy"],
    ["pagesize=7", "pagesize"],
    ["pageSize=101", "pageSize"],
    ["pageSize=0", "pageSize"],
    ["pageSize=1.5", "pageSize"],
    ["pageSize=", "pageSize"],
    ["orderDir=up", "orderDir"],
    ["cursor=", "cursor"],
    ["cursor=Zk3Xr8Lw1Tq", "cursor"],
    ["cursor=9", "cursor"],
  ])("refuses %s with a 400 that names it", async (query, name) => {
    const { mock } = await holding(1);
    const response = await read(mock, `/tasks?${query}`);
    const body = await response.json();
    expect([response.status, body.error.code]).toEqual([400, "VALIDATION_ERROR"]);
    expect(body.error.details.issues).toMatchObject([{ field: name }]);
    expect(validateErrorResponse(body)).toBe(true);
  });
});

describe("a read is refused", () => {
  test.each(["/tasks", "/tasks/tsk_mock000001"])("without a key: %s", async (path) => {
    const { mock } = await holding(1);
    expect((await read(mock, path, {})).status).toBe(401);
  });

  test.each(["/tasks/", "/tasks/tsk_mock000001/", "/tasks/tsk_mock000001/comments", "/deals"])(
    "with a 404 for another URL, which takes nothing of what was passed to next: %s",
    async (path) => {
      const { mock } = await holding(1);
      mock.next("connection lost", { for: "get" });
      mock.next("connection lost", { for: "list" });
      expect((await read(mock, path)).status).toBe(404);
      expect(mock.pending).toHaveLength(2);
    },
  );

  test("with a 404 for an ID that isn't encoded as it should be", async () => {
    expect((await read(createMock(), "/tasks/%zz")).status).toBe(404);
  });
});

describe("a list that lags", () => {
  test("shows a new task after that many answers, each page being one", async () => {
    const { heffl } = await holding(3, { listLag: 1 });
    expect(await titles(heffl, { pageSize: 1 })).toEqual([]);
    await heffl.tasks.create({ title: "4" });
    expect(await titles(heffl, { pageSize: 1 })).toEqual(["3", "2", "1"]);
    expect(await titles(heffl, { pageSize: 1 })).toEqual(["4", "3", "2", "1"]);
    expect(await heffl.tasks.get("tsk_mock000004")).toMatchObject({ title: "4" });
  });

  test("doesn't count a read that is answered without a list", async () => {
    const { mock, heffl } = await holding(1, { listLag: 1 });
    for (const next of ["connection lost", { status: 500 }, { body: {} }] as const) {
      mock.next(next, { for: "list" });
      await rejection(all(heffl.tasks.list({}, { maxRetries: 0 })));
    }
    expect(await titles(heffl)).toEqual([]);
    expect(await titles(heffl)).toEqual(["1"]);
  });

  test("begins anew after a reset", async () => {
    const { mock, heffl } = await holding(1, { listLag: 1 });
    await titles(heffl);
    mock.reset();
    await heffl.tasks.create({ title: "t" });
    expect(await titles(heffl)).toEqual([]);
    expect(await titles(heffl)).toEqual(["t"]);
  });

  test.each([-1, 0.5, Number.NaN, "2"])("is no list with listLag %j", (listLag) => {
    expect(() => createMock({ listLag: listLag as number })).toThrow(/^listLag must be a whole number from 0 up/);
  });
});

describe("a client with an idempotencyField, over the mock,", () => {
  const FIELD = { idempotencyField: "cf_request_id", lookupMs: 1500 } as const;

  test("finds the task of a lost create in a list that lags", async () => {
    const mock = createMock({ listLag: 1 });
    mock.next("connection lost", { created: true });
    mock.next("connection lost", { for: "list" });
    const created = await over(mock, FIELD).tasks.createWithResponse({ title: "t" }, { idempotencyKey: "order 1" });
    expect(created).toMatchObject({ source: "lookup", task: { title: "t", cf_request_id: "order 1" } });
    expect(mock.requests.map(({ method }) => method)).toEqual(["POST", "GET", "GET", "GET"]);
  });

  test("ends in unknown where the task was never created", async () => {
    const mock = createMock();
    mock.next("connection lost");
    const error = await rejection<HefflError>(over(mock, { ...FIELD, lookupMs: 50 }).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ outcome: "unknown", idempotencyKey: expect.any(String) });
  });
});
