import { describe, expect, test } from "vitest";
import { HefflDuplicateError, type HefflError } from "../../src/index.ts";
import { heffl, type Reply, rejection, startServerWith, TASK } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import { at, FIELD, minutesAgo, others } from "./client.ts";

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
describe("each create carries a key", () => {
  const sentKey = async (task: object, options: object) => {
    const server = await startTaskServer();
    await at(server.url).tasks.create({ title: "t", ...task }, options);
    return JSON.parse(server.received[0]?.body ?? "")[FIELD];
  };

  test("of its own by default", async () => {
    const keys = [await sentKey({}, {}), await sentKey({ [FIELD]: undefined }, { idempotencyKey: undefined })];
    expect(keys).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)]);
    expect(keys[0]).not.toBe(keys[1]);
  });

  test("from the call, from the task, or from both", async () => {
    expect(await sentKey({}, { idempotencyKey: "order 1" })).toBe("order 1");
    expect(await sentKey({ [FIELD]: "order 2" }, {})).toBe("order 2");
    expect(await sentKey({ [FIELD]: "order 3" }, { idempotencyKey: "order 3" })).toBe("order 3");
  });

  test("and the task's other fields are sent unchanged", async () => {
    const server = await startTaskServer();
    await at(server.url).tasks.create({ title: "t", cf_a: { b: [1] } }, { idempotencyKey: "k" });
    expect(server.received[0]?.body).toBe('{"title":"t","cf_a":{"b":[1]},"cf_request_id":"k"}');
  });

  test("also in a preview", () => {
    const { body } = at("http://127.0.0.1:1").tasks.preview({ title: "t" }, { idempotencyKey: "k" });
    expect(JSON.parse(body)).toEqual({ title: "t", [FIELD]: "k" });
  });
});

describe("a create whose outcome is unknown resolves with the task that is found", () => {
  const CASES: [string, Reply][] = [
    ["a lost connection", lost],
    ["a 500", { status: 500, body: heffl("INTERNAL_SERVER_ERROR") }],
    ["a proxy's page", { status: 502, body: "<html>" }],
    ["a 200 without a task", { body: {} }],
    ["no answer in time", () => {}],
  ];
  test.each(CASES)("after %s", async (_, reply) => {
    const server = await startTaskServer({ creates: [{ reply }], tasks: others(5) });
    const created = await at(server.url, { timeoutMs: 300 }).tasks.createWithResponse({ title: "t" });
    expect(created).toMatchObject({ source: "lookup", task: { id: "tsk_1", title: "t" } });
    expect(created.response.bodyUsed).toBe(true);
    expect(server.count("create")).toBe(1);
  });

  test('and one that is answered has the source "create", and looks for nothing', async () => {
    const server = await startTaskServer();
    const { source } = await at(server.url).tasks.createWithResponse({ title: "t" });
    expect(source).toBe("create");
    expect(server.received).toHaveLength(1);
  });

  test("when the list shows it late", async () => {
    const server = await startTaskServer({ creates: [{ reply: lost }], lagReads: 2 });
    expect(await at(server.url, { lookupMs: 1500 }).tasks.create({ title: "t" })).toMatchObject({ id: "tsk_1" });
    expect(server.count("list")).toBe(3);
  });

  test("when reads of the list fail in between", async () => {
    const server = await startTaskServer({ creates: [{ reply: lost }], lists: [lost, { body: { data: {} } }] });
    expect(await at(server.url, { lookupMs: 1500 }).tasks.create({ title: "t" })).toMatchObject({ id: "tsk_1" });
  });

  test("when it stands on a later page", async () => {
    const server = await startTaskServer({
      creates: [
        {
          reply: (response) => {
            server.tasks.unshift(...others(150));
            response.destroy();
          },
        },
      ],
    });
    expect(await at(server.url).tasks.create({ title: "t" })).toMatchObject({ id: "tsk_1" });
    expect(server.count("list")).toBe(2);
  });

  test("when the list has moved, so that the task stands on two pages", async () => {
    const list: Reply = (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const data = [...others(99), moved.tasks[0]];
      response.end(JSON.stringify({ data, meta: { nextCursor: "0", hasMore: true } }));
    };
    const moved = await startTaskServer({ creates: [{ reply: lost }], lists: [list] });
    expect(await at(moved.url).tasks.create({ title: "t" })).toMatchObject({ id: "tsk_1" });
  });
});

describe("only a task with exactly this key is taken for the created one:", () => {
  test.each<[string, object]>([
    ["the key in other letters", { [FIELD]: "ORDER 1" }],
    ["the key with a space", { [FIELD]: "order 1 " }],
    ["the key in another field", { [FIELD]: null, cf_other: "order 1" }],
    ["the key in a list", { [FIELD]: ["order 1"] }],
    ["an equal task of somebody else", { [FIELD]: undefined, title: "Call Acme" }],
    ["a task with the key that is older than the create", { [FIELD]: "order 1", createdAt: minutesAgo(6) }],
  ])("not one with %s", async (_, fields) => {
    const server = await startTaskServer({ creates: [{ made: false, reply: lost }], tasks: others(1, fields) });
    const call = at(server.url).tasks.create({ title: "Call Acme" }, { idempotencyKey: "order 1" });
    const error = await rejection<HefflError>(call);
    expect(error).toMatchObject({ outcome: "unknown", idempotencyKey: "order 1" });
  });

  test("but its createdAt may be a little before the create, because clocks differ, or unreadable", async () => {
    for (const createdAt of [minutesAgo(4), undefined, "yesterday"]) {
      const tasks = others(1, { [FIELD]: "order 1", createdAt });
      const server = await startTaskServer({ creates: [{ made: false, reply: lost }], tasks });
      const call = at(server.url).tasks.create({ title: "t" }, { idempotencyKey: "order 1" });
      expect(await call).toMatchObject({ id: "tsk_other0" });
    }
  });

  test("and createdAt is compared with the time in the answer's Date header, if it has one", async () => {
    const tomorrow = Date.now() + 86_400_000;
    const found = others(1, { [FIELD]: "order 1", createdAt: new Date(tomorrow - 6 * 60_000).toISOString() });
    const list: Reply = {
      headers: { date: new Date(tomorrow).toUTCString() },
      body: { data: found, meta: { nextCursor: null, hasMore: false } },
    };
    const server = await startTaskServer({ creates: [{ made: false, reply: lost }], lists: [list, list, list, list] });
    const error = await rejection<HefflError>(
      at(server.url).tasks.create({ title: "t" }, { idempotencyKey: "order 1" }),
    );
    expect(error).toMatchObject({ outcome: "unknown" });
  });
});

test("several tasks with the key are a HefflDuplicateError with the IDs, the oldest first", async () => {
  const tasks = [
    ...others(1, { id: "tsk_b", [FIELD]: "order 1", createdAt: minutesAgo(1) }),
    ...others(120, { createdAt: minutesAgo(1.5) }),
    ...others(1, { id: "tsk_a", [FIELD]: "order 1", createdAt: minutesAgo(2) }),
  ];
  const server = await startTaskServer({ creates: [{ reply: lost }], tasks });
  const call = at(server.url).tasks.create({ title: "t" }, { idempotencyKey: "order 1" });
  const error = await rejection<HefflDuplicateError>(call);
  expect(error).toBeInstanceOf(HefflDuplicateError);
  expect(error).toMatchObject({ outcome: "created", taskId: "tsk_a", taskIds: ["tsk_a", "tsk_b", "tsk_1"] });
  expect(error.message).toBe(
    `There are 3 tasks with cf_request_id "order 1": tsk_a, tsk_b, tsk_1. Don't create it again, and delete all but one.`,
  );
});

test("a lookup that couldn't read every page decides nothing: a second task can be on the page that failed", async () => {
  const [first] = others(1, { id: "tsk_b", [FIELD]: "order 1" });
  const half: Reply = { body: { data: [first], meta: { nextCursor: "c", hasMore: true } } };
  const tasks = others(1, { id: "tsk_a", [FIELD]: "order 1", createdAt: minutesAgo(1) });
  const creates = [{ made: false, reply: lost }];
  const server = await startTaskServer({ creates, tasks, lists: [half, lost, lost, lost] });
  const call = at(server.url).tasks.create({ title: "t" }, { idempotencyKey: "order 1" });
  expect(await rejection(call)).toMatchObject({ taskIds: ["tsk_a", "tsk_b"] });
});

describe("a created task whose answer was cut off is read by its ID", () => {
  const cut: Reply = (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"id":"tsk_1","number":"1"', () => response.destroy());
  };

  test("and the call resolves with it", async () => {
    const server = await startTaskServer({ creates: [{ reply: cut }] });
    const created = await at(server.url).tasks.createWithResponse({ title: "t" });
    expect(created).toMatchObject({ source: "lookup", task: { id: "tsk_1", title: "t" } });
    expect(server.received.map(({ method, path }) => `${method} ${path}`)).toEqual(["POST /tasks", "GET /tasks/tsk_1"]);
  });

  test("and if Heffl returns another task, that isn't taken for it", async () => {
    const mine = { ...TASK, id: "tsk_1", [FIELD]: "order 1", createdAt: new Date().toISOString() };
    const server = await startServerWith(({ method, path }) => {
      if (method === "POST") return cut;
      if (path === "/tasks/tsk_1") return { body: { ...TASK, id: "tsk_2" } };
      return { body: { data: [mine], meta: { nextCursor: null, hasMore: false } } };
    });
    const call = at(server.url).tasks.create({ title: "t" }, { idempotencyKey: "order 1" });
    expect(await call).toMatchObject({ id: "tsk_1" });
  });

  test("and when that fails, the error says that it was created", async () => {
    const server = await startTaskServer({ creates: [{ made: false, reply: cut }] });
    const error = await rejection<HefflError>(at(server.url).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ outcome: "created", taskId: "tsk_1", name: "HefflResponseError" });
  });
});

test("creates that look at the same time share the pages that are read", async () => {
  const creates = Array.from({ length: 50 }, () => ({ reply: lost }));
  const server = await startTaskServer({ creates });
  const client = at(server.url, { lookupMs: 1500 });
  const tasks = await Promise.all(creates.map((_, n) => client.tasks.create({ title: `${n}` })));
  expect(new Set(tasks.map(({ title }) => title)).size).toBe(50);
  expect(server.count("create")).toBe(50);
  expect(server.count("list")).toBeLessThan(7);
});

test("a create through heffl.api isn't looked for", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }] });
  await rejection(at(server.url).api.POST("/tasks", { body: { title: "t" } }));
  expect(server.received).toHaveLength(1);
});
