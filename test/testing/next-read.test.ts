import { describe, expect, test } from "vitest";
import type { ErrorCode, Issue } from "../../src/index.ts";
import { createMock, type MockNext, type MockNextOptions } from "../../src/testing.ts";
import { getExamples, listExamples } from "../support/document.ts";
import { rejection } from "../support/server.ts";
import { all, BASE, holding, over, read, titles } from "./reading.ts";

interface ErrorBody {
  code: ErrorCode;
  message: string;
  details?: { issues: Issue[] };
}

describe("next for reads", () => {
  test("decides the next read of its kind, and leaves the creates between them alone", async () => {
    const { mock, heffl } = await holding(1);
    mock.next({ status: 403 }, { for: "list" });
    mock.next({ status: 409 });
    mock.next("web page", { for: "get" });
    expect(mock.pending).toEqual([{ status: 403 }, { status: 409 }, "web page"]);
    expect(await rejection(heffl.tasks.get("tsk_mock000001", { maxRetries: 0 }))).toMatchObject({ status: 200 });
    expect(await rejection(heffl.tasks.create({ title: "t" }))).toMatchObject({ code: "CONFLICT" });
    expect(await rejection(titles(heffl))).toMatchObject({ code: "FORBIDDEN" });
    expect(mock.pending).toEqual([]);
    expect(await titles(heffl)).toEqual(["1"]);
  });

  const FAILURES: [MockNext, string][] = [
    ["connection refused", "HefflConnectionError"],
    ["connection lost", "HefflConnectionError"],
    ["no answer", "HefflTimeoutError"],
    ["cut off", "HefflResponseError"],
    ["stalled", "HefflResponseError"],
    ["web page", "HefflResponseError"],
    ["empty", "HefflResponseError"],
    [{ status: 500 }, "HefflApiError"],
    [{ body: {} }, "HefflResponseError"],
  ];
  test.each(FAILURES)("makes a read fail, and the next one works: %j", async (next, name) => {
    const { mock } = await holding(1);
    const { tasks } = over(mock, {
      maxRetries: 0,
      timeoutMs: next === "no answer" || next === "stalled" ? 20 : 10_000,
    });
    mock.next(next, { for: "get" });
    mock.next(next, { for: "list" });
    expect(await rejection(tasks.get("tsk_mock000001"))).toMatchObject({
      name,
      outcome: undefined,
    });
    expect(await rejection(all(tasks.list()))).toMatchObject({ name });
    expect(await tasks.get("tsk_mock000001")).toMatchObject({ title: "1" });
    expect(await all(tasks.list())).toHaveLength(1);
    expect(mock.tasks).toHaveLength(1);
  });

  test("chooses fields of a task that is read", async () => {
    const { mock, heffl } = await holding(1);
    mock.next({ task: { status: "COMPLETED" } }, { for: "get" });
    expect(await heffl.tasks.get("tsk_mock000001")).toMatchObject({ title: "1", status: "COMPLETED" });
    expect(await heffl.tasks.get("tsk_mock000001")).toMatchObject({ status: "OPEN" });
  });

  test("gives a task that was never created, where its fields are chosen", async () => {
    const mock = createMock();
    mock.next({ task: { title: "Call Acme" } }, { for: "get" });
    expect(await over(mock).tasks.get("tsk_7")).toMatchObject({ id: "tsk_7", title: "Call Acme", status: "OPEN" });
    mock.next({ status: 200 }, { for: "get" });
    expect(await rejection(over(mock).tasks.get("tsk_7"))).toMatchObject({ status: 404 });
  });

  test("gives a whole page as body", async () => {
    const mock = createMock();
    const page = (title: string, nextCursor: string | null) => ({
      data: [{ id: `tsk_${title}`, title }],
      meta: { nextCursor, hasMore: nextCursor !== null },
    });
    mock.next({ body: page("a", "c") }, { for: "list" });
    mock.next({ body: page("b", null) }, { for: "list" });
    expect(await titles(over(mock))).toEqual(["a", "b"]);
    expect(mock.requests.map(({ url }) => url)).toEqual([`${BASE}/tasks`, `${BASE}/tasks?cursor=c`]);
  });

  test.each<[string, unknown, unknown, RegExp]>([
    ["a single task for a list", { task: {} }, { for: "list" }, /Pass the whole page as body\.$/],
    ["a task with a field of the wrong type", { task: { number: 7 } }, { for: "get" }, /number: Must be a string/],
    ["a kind of request that there isn't", {}, { for: "update" }, /^for must be "create", "get" or "list"/],
    ["to say of a read whether it created a task", {}, { for: "list", created: true }, /^created is for creates/],
  ])("refuses %s", (_, next, options, message) => {
    const mock = createMock();
    expect(() => mock.next(next as MockNext, options as MockNextOptions)).toThrow(message);
    expect(mock.pending).toEqual([]);
  });

  test.each([
    ...listExamples.filter(({ status }) => status >= 400).map((example) => ({ ...example, kind: "list", path: "" })),
    ...getExamples
      .filter(({ status }) => status >= 400)
      .map((example) => ({ ...example, kind: "get", path: "/tsk_1" })),
  ] as const)("knows the document's $status to a $kind, $name", async ({ kind, path, status, value }) => {
    const mock = createMock();
    const { code, message, details } = value["error"] as ErrorBody;
    mock.next({ status, code, message, ...details }, { for: kind as "list" | "get" });
    const response = await read(mock, `/tasks${path}`);
    expect([response.status, await response.json()]).toEqual([status, value]);
  });
});
