// cspell:ignore sattus
import createClient from "openapi-fetch";
import { describe, expect, test, vi } from "vitest";
import {
  type ErrorCode,
  Heffl,
  type HefflApiError,
  type HefflConnectionError,
  type HefflResponseError,
  HefflTimeoutError,
  type Issue,
  type paths,
} from "../../src/index.ts";
import { createMock } from "../../src/testing.ts";
import { answerExamples } from "../support/document.ts";
import { PATIENTLY } from "../support/patiently.ts";
import { rejection } from "../support/server.ts";

const over = (mock: { fetch: typeof fetch }, options = {}) =>
  new Heffl({ apiKey: "test-key", fetch: mock.fetch, ...options });

describe("a mock without instructions", () => {
  test("creates what is sent, custom fields too, and fills in the rest", async () => {
    const mock = createMock();
    const task = await over(mock).tasks.create({
      title: "Call Acme",
      type: "call",
      dueDate: new Date("2026-12-01T09:30:00Z"),
      entity: "deals",
      entityId: "dl_1",
      cf_seats: 40,
    });
    expect(task).toMatchObject({
      id: "tsk_mock000001",
      number: "1",
      title: "Call Acme",
      type: "call",
      status: "OPEN",
      dueDate: "2026-12-01T09:30:00.000Z",
      dealId: "dl_1",
      leadId: null,
      cf_seats: 40,
    });
    expect(mock.tasks).toEqual([task]);
  });

  test("numbers tasks one after another, also when many are made at once", async () => {
    const mock = createMock();
    const made = await Promise.all([1, 2, 3].map((n) => over(mock).tasks.create({ title: `${n}` })));
    expect(new Set(made.map(({ id }) => id)).size).toBe(3);
    expect(mock.tasks.map(({ number }) => number)).toEqual(["1", "2", "3"]);
  });

  test("records what it received", async () => {
    const mock = createMock();
    await over(mock).tasks.create({ title: "t" }, { headers: { "x-trace": "1" } });
    expect(mock.requests).toEqual([
      {
        method: "POST",
        url: "https://api.heffl.com/api/v2/tasks",
        headers: expect.objectContaining({
          "x-api-key": "test-key",
          "x-trace": "1",
          "content-type": "application/json",
        }),
        text: '{"title":"t"}',
        body: { title: "t" },
      },
    ]);
  });

  test("works for any client that takes a fetch, and for a bare call", async () => {
    const mock = createMock();
    const client = createClient<paths>({
      baseUrl: "https://api.heffl.com/api/v2",
      fetch: mock.fetch,
      headers: { "x-api-key": "k" },
    });
    expect((await client.POST("/tasks", { body: { title: "a" } })).data?.title).toBe("a");
    const init = { method: "POST", headers: { "x-api-key": "k", "content-type": "application/json" } };
    const response = await mock.fetch(new URL("https://api.heffl.com/api/v2/tasks"), {
      ...init,
      body: '{"title":"b"}',
    });
    expect(await response.json()).toMatchObject({ title: "b" });
  });
});

describe("the mock refuses with Heffl's errors", () => {
  const sent = { method: "POST", headers: { "x-api-key": "k", "content-type": "application/json" }, body: "{}" };
  test.each([
    ["a request without a key", "/tasks", { headers: { "content-type": "application/json" } }, 401, "UNAUTHORIZED"],
    ["another path", "/deals", {}, 404, "NOT_FOUND"],
    ["another method", "/tasks", { method: "PUT" }, 404, "NOT_FOUND"],
    ["another media type", "/tasks", { headers: { "x-api-key": "k" } }, 400, "BAD_REQUEST"],
    ["a body that isn't JSON", "/tasks", { body: "{" }, 400, "BAD_REQUEST"],
    ["no body", "/tasks", { body: null }, 400, "BAD_REQUEST"],
    ["a body that isn't a task", "/tasks", { body: "[]" }, 400, "VALIDATION_ERROR"],
  ])("%s", async (_, path, change, status, code) => {
    const mock = createMock();
    const response = await mock.fetch(`https://api.heffl.com/api/v2${path}`, { ...sent, ...change });
    expect([response.status, await response.json()]).toMatchObject([status, { error: { code } }]);
    expect(mock.tasks).toEqual([]);
  });

  test("a task that the document refuses, naming every field", async () => {
    const mock = createMock();
    const heffl = over(mock, { validateRequests: false });
    const wrong = { status: "DONE", entity: "deals", titel: "t" } as never;
    const error = await rejection<HefflApiError>(heffl.tasks.create(wrong));
    expect(error).toMatchObject({ status: 400, code: "VALIDATION_ERROR", outcome: "not_created" });
    expect(error.issues.map(({ field }) => field).sort()).toEqual(["entityId", "status", "title", undefined]);
  });

  test("what would have created a task, whatever was said with next", async () => {
    const mock = createMock();
    mock.next({ task: { number: "7" } });
    const error = await rejection<HefflApiError>(over(mock, { validateRequests: false }).tasks.create({} as never));
    expect(error.status).toBe(400);
  });
});

describe("next", () => {
  test("decides one request each, in turn; a retry is one too", async () => {
    const mock = createMock();
    mock.next({ status: 429, resetSeconds: 0 });
    mock.next("connection refused");
    const task = await over(mock, { maxRetries: 2 }).tasks.create({ title: "t" });
    expect(task.number).toBe("1");
    expect(mock.requests.map(({ text }) => text)).toEqual(['{"title":"t"}', '{"title":"t"}']);
  });

  test("tells 429 with a wait that is too long", async () => {
    const mock = createMock();
    mock.next({ status: 429, resetSeconds: 90 });
    const error = await rejection<HefflApiError>(over(mock).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ code: "TOO_MANY_REQUESTS", rateLimit: { resetMs: 90_000 }, outcome: "not_created" });
  });

  test("connection refused: nothing arrived, and nothing was created", async () => {
    const mock = createMock();
    mock.next("connection refused");
    const error = await rejection<HefflConnectionError>(over(mock, { maxRetries: 0 }).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ name: "HefflConnectionError", outcome: "not_created" });
    expect([mock.requests, mock.tasks]).toEqual([[], []]);
  });

  test.each([true, false])(
    "connection lost: nobody knows whether it was created, though the test says: %s",
    async (created) => {
      const mock = createMock();
      mock.next("connection lost", { created });
      const error = await rejection<HefflConnectionError>(over(mock).tasks.create({ title: "t" }));
      expect(error.outcome).toBe("unknown");
      expect(mock.requests).toHaveLength(1);
      expect(mock.tasks).toHaveLength(created ? 1 : 0);
    },
  );

  test("no answer: the client's own deadline ends it", async () => {
    const mock = createMock();
    mock.next("no answer");
    const call = over(mock, { timeoutMs: 20 }).tasks.create({ title: "t" });
    expect(await rejection(call)).toBeInstanceOf(HefflTimeoutError);
  });

  test("no answer and stalled: a caller's signal ends them, with its reason", async () => {
    const mock = createMock();
    const request = (signal: AbortSignal) =>
      mock.fetch("https://api.heffl.com/api/v2/tasks", {
        method: "POST",
        headers: { "x-api-key": "k", "content-type": "application/json" },
        body: '{"title":"t"}',
        signal,
      });
    const reason = new Error("changed my mind");
    mock.next("no answer");
    const silent = new AbortController();
    const pending = request(silent.signal);
    await vi.waitFor(() => expect(mock.requests).toHaveLength(1), PATIENTLY);
    silent.abort(reason);
    expect(await rejection(pending)).toBe(reason);

    mock.next("stalled");
    const stalled = new AbortController();
    const response = await request(stalled.signal);
    const body = response.text();
    stalled.abort(reason);
    expect(await rejection(body)).toBe(reason);

    expect(await rejection(request(AbortSignal.abort(reason)))).toBe(reason);
    expect(mock.requests).toHaveLength(2); // what was aborted before it left never arrived
  });

  test("cut off: created, and its ID is told", async () => {
    const mock = createMock();
    mock.next("cut off");
    const error = await rejection<HefflResponseError>(over(mock).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ outcome: "created", taskId: mock.tasks[0]?.id });
  });

  test("a task's fields of the test's own choice", async () => {
    const mock = createMock();
    mock.next({ task: { number: "1042", createdByName: "Mira Solberg", cf_score: null } });
    expect(await over(mock).tasks.create({ title: "t" })).toMatchObject({
      title: "t",
      number: "1042",
      createdByName: "Mira Solberg",
      cf_score: null,
    });
  });

  test.each([
    ["a task with a field of the wrong type", { task: { number: 7 } }, /allow this task: number: Must be a string/],
    [
      "a code that Heffl doesn't have",
      { status: 400, code: "OOPS" },
      /OOPS with status 400\. Pass VALIDATION_ERROR or/,
    ],
    ["a code of another status", { status: 401, code: "CONFLICT" }, /CONFLICT with status 401\. Pass UNAUTHORIZED\./],
    ["a message where Heffl has no errors", { status: 502, message: "m" }, /no errors with status 502, so leave out/],
    ["a code where Heffl has no errors", { status: 502, code: "CONFLICT" }, /no errors with status 502, so leave out/],
    ["an error's fields with a 2xx", { code: "CONFLICT" }, /is an error, and 200 is not an error's status/],
    ["issues without a message", { status: 400, issues: [{ field: "title" }] }, /allow this error: .*message/],
    ["a task with a status other than 2xx", { status: 500, task: {} }, /a task with a 2xx status, not with 500/],
  ])("refuses %s, and says how to send it all the same", (_, next, message) => {
    const refused = () => createMock().next(next as never);
    expect(refused).toThrow(message);
    expect(refused).toThrow(/ pass its content as body\.$/);
    createMock().next({ ...next, body: "anything" } as never);
  });

  test.each([
    [
      "an unknown failure",
      "timeout",
      /^Unknown failure "timeout"\. Pass .* or one of "connection refused", .*"empty"\.$/,
    ],
    ["a bare status", 500, /^Unknown failure 500\. Pass an answer such as \{ status: 503 \}/],
    ["nothing", null, /^Unknown failure null\. Pass an answer/],
    ["an unknown field", { sattus: 500 }, /^Unknown field "sattus"\. An answer's fields are "status", .*"body"\.$/],
    ["seconds that are no number", { status: 429, resetSeconds: Number.NaN }, /must be numbers from 0 up\.$/],
    ["negative seconds", { status: 429, retryAfterSeconds: -1 }, /must be numbers from 0 up\.$/],
    ["a header that HTTP doesn't allow", { body: {}, headers: { "bad name": "x" } }, TypeError],
    ["a status that no answer has", { status: 99 }, /^status must be a whole number from 200 to 599, not 99\.$/],
  ])("refuses %s, which can't be sent as body either", (_, next, message) => {
    expect(() => createMock().next(next as never)).toThrow(message);
    const withBody = typeof next === "object" && next !== null ? { ...next, body: "x" } : next;
    expect(() => createMock().next(withBody as never)).toThrow(message);
  });

  test.each(answerExamples.filter(({ status }) => status >= 400))(
    "knows the document's $status, $name",
    async ({ status, value }) => {
      const { code, message, details } = value["error"] as {
        code: ErrorCode;
        message: string;
        details?: { issues: Issue[] };
      };
      const mock = createMock();
      mock.next({ status, code, message, ...(details && { issues: details.issues }) });
      const response = await mock.fetch("https://api.heffl.com/api/v2/tasks", { method: "POST" });
      expect([response.status, await response.json()]).toEqual([status, value]);
    },
  );

  test("sends anything at all as body", async () => {
    const mock = createMock();
    mock.next({ status: 400, body: "<html>" });
    expect(await rejection(over(mock).tasks.create({ title: "t" }))).toMatchObject({ outcome: "unknown" });
  });
});

test("what a test chooses of a task is what exists, and no two tasks have one ID", async () => {
  const mock = createMock();
  mock.next({ task: { id: "tsk_mine", number: "7" } });
  expect(mock.tasks).toEqual([await over(mock).tasks.create({ title: "t" })]);
  mock.next({}, { created: false });
  const lost = await over(mock).tasks.create({ title: "t" });
  expect((await over(mock).tasks.create({ title: "t" })).id).not.toBe(lost.id);
});

test("reset forgets everything", async () => {
  const mock = createMock();
  await over(mock).tasks.create({ title: "t" });
  mock.next("connection lost");
  mock.reset();
  expect([mock.requests, mock.tasks]).toEqual([[], []]);
  expect((await over(mock).tasks.create({ title: "t" })).number).toBe("1");
});
