import { describe, expect, test } from "vitest";
import { HefflDuplicateError, type HefflError } from "../../src/index.ts";
import { heffl, type Reply, rejection } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import { at, FIELD } from "./client.ts";

const again = { retryUnknown: true } as const;

test("a task that is found isn't sent again", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }] });
  const created = await at(server.url, again).tasks.createWithResponse({ title: "t" });
  expect(created).toMatchObject({ source: "lookup" });
  expect(server.count("create")).toBe(1);
});

test("a task that isn't found is sent again, with the same key, and looked for once more", async () => {
  const server = await startTaskServer({ creates: [{ made: false, reply: lost }] });
  const created = await at(server.url, again).tasks.createWithResponse({ title: "t" });
  expect(created).toMatchObject({ source: "create", task: { id: "tsk_2" } });
  expect(server.count("create")).toBe(2);
  const sent = server.received.filter(({ method }) => method === "POST");
  expect(sent[0]?.body).toBe(sent[1]?.body);
  expect(server.received.at(-1)?.method).toBe("GET");
});

test("a task that was created twice and is found in time is reported with both IDs", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }], lagReads: 6 });
  const error = await rejection<HefflError>(at(server.url, again).tasks.create({ title: "t" }));
  expect(error).toBeInstanceOf(HefflDuplicateError);
  expect(error).toMatchObject({ outcome: "created", taskIds: ["tsk_1", "tsk_2"] });
});

test("it is sent no more often than maxRetries allows", async () => {
  const creates = Array.from({ length: 9 }, () => ({ made: false, reply: lost }));
  const server = await startTaskServer({ creates });
  const error = await rejection<HefflError>(at(server.url, { ...again, maxRetries: 1 }).tasks.create({ title: "t" }));
  expect(error).toMatchObject({ outcome: "unknown" });
  expect(server.count("create")).toBe(2);
});

test("a refusal of the second request doesn't prove that the first created nothing", async () => {
  const refusal = { status: 409, body: heffl("CONFLICT", `${FIELD} must be unique.`) };
  const server = await startTaskServer({
    creates: [{ reply: lost }, { made: false, reply: refusal }],
    lagReads: 99,
  });
  const error = await rejection<HefflError>(at(server.url, { ...again, maxRetries: 1 }).tasks.create({ title: "t" }));
  expect(error).toMatchObject({ outcome: "unknown", status: 409 });
});

test("with lookupMs 0 it is sent again at once, as without an idempotencyField", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }] });
  const { source } = await at(server.url, { ...again, lookupMs: 0 }).tasks.createWithResponse({ title: "t" });
  expect(source).toBe("create");
  expect(server.received.map(({ method }) => method)).toEqual(["POST", "POST"]);
});

describe("a task that is created a second time and read by its ID, because its answer was cut off,", () => {
  const cut: Reply = (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.write('{"id":"tsk_2","number":"2"', () => response.destroy());
  };

  test("is reported together with the first one", async () => {
    const nothing = { body: { data: [], meta: { nextCursor: null, hasMore: false } } };
    const server = await startTaskServer({
      creates: [{ reply: lost }, { reply: cut }],
      lists: Array.from({ length: 5 }, () => nothing),
    });
    const error = await rejection<HefflError>(at(server.url, again).tasks.create({ title: "t" }));
    expect(error).toBeInstanceOf(HefflDuplicateError);
    expect(error).toMatchObject({ taskIds: ["tsk_1", "tsk_2"] });
  });
});

test("after a second unknown create, the lookup doesn't end with the first task that it finds", async () => {
  let reads = 0;
  const list: Reply = (response) => {
    // Nothing before the second create, then the newer task alone, then both.
    const data = server.count("create") < 2 ? [] : server.tasks.slice(0, ++reads);
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ data, meta: { nextCursor: null, hasMore: false } }));
  };
  const creates = [{ reply: lost }, { reply: lost }];
  const server = await startTaskServer({ creates, lists: Array.from({ length: 30 }, () => list) });
  const error = await rejection<HefflError>(at(server.url, again).tasks.create({ title: "t" }));
  expect(error).toMatchObject({ name: "HefflDuplicateError", taskIds: ["tsk_1", "tsk_2"] });
});
