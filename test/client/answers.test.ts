import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Heffl, HefflResponseError, MAX_RESPONSE_BYTES } from "../../src/index.ts";
import { heffl, type Reply, rejection, startServer, TASK } from "../support/server.ts";

const create = async (reply: Reply) => {
  const server = await startServer(reply);
  return new Heffl({ apiKey: "test-key", baseUrl: server.url }).tasks.create({ title: "t" });
};
const html = { "content-type": "text/html; charset=utf-8" };
const json = { "content-type": "application/json" };

describe("a task is read", () => {
  test.each<[string, Reply]>([
    ["with a status and keys that this version doesn't know", { body: { ...TASK, status: "PAUSED", new: { key: 1 } } }],
    ["from a 201", { status: 201, body: TASK }],
    ["without a media type", { body: JSON.stringify(TASK) }],
    [
      "compressed",
      (response) =>
        response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(gzipSync(JSON.stringify(TASK))),
    ],
    ["with a byte order mark", { body: `\ufeff${JSON.stringify(TASK)}`, headers: json }],
  ])("%s", async (_, reply) => {
    expect((await create(reply)).id).toBe("tsk_1");
  });
});

test("a transport without streams is read in one piece", async () => {
  const answer = { status: 200, headers: new Headers(json), text: async () => JSON.stringify(TASK) };
  const client = new Heffl({ apiKey: "test-key", fetch: async () => answer as unknown as Response });
  expect((await client.tasks.create({ title: "t" })).id).toBe("tsk_1");
});

describe("a 2xx that isn't a readable task is an error that says what is proved", () => {
  test.each<[string, Reply, string, RegExp]>([
    [
      "a sign-in page",
      { body: "<html>Sign in</html>", headers: html },
      "unknown",
      /text\/html, possibly from a proxy.*may exist/,
    ],
    ["nothing at all", {}, "unknown", /body is empty.*may exist/],
    ["nothing, said to be JSON", { headers: json }, "unknown", /body is empty.*may exist/],
    ["a 204", { status: 204 }, "unknown", /body is empty/],
    [
      "JSON cut short",
      { body: '{"id":"tsk_9","number":', headers: json },
      "created",
      /isn't a task.*created \(tsk_9\): don't/,
    ],
    ["JSON without an id", { body: { ok: true } }, "unknown", /isn't a task/],
    [
      "an error cut short",
      { body: '{"error":{"code":"BAD_REQ', headers: json },
      "unknown",
      /body is an error.*may exist/,
    ],
    ["an error", { body: heffl("CONFLICT") }, "unknown", /body is an error.*may exist/],
    [
      "a coding that nobody asked for",
      { body: "\u0001", headers: { ...json, "content-encoding": "x-own" } },
      "unknown",
      /Content-Encoding: x-own/,
    ],
  ])("%s", async (_, reply, outcome, message) => {
    const error = await rejection<HefflResponseError>(create(reply));
    expect(error).toBeInstanceOf(HefflResponseError);
    expect(error.outcome).toBe(outcome);
    expect(error.message).toMatch(message);
  });

  test("and the error has the task's ID if it could be read", async () => {
    const error = await rejection<HefflResponseError>(create({ body: '{"id":"tsk_9","number":', headers: json }));
    expect(error).toMatchObject({ taskId: "tsk_9", status: 200, body: '{"id":"tsk_9","number":' });
  });

  test("a body that would fill the memory", async () => {
    const bomb = gzipSync(Buffer.alloc(MAX_RESPONSE_BYTES + 1, " "));
    const error = await rejection<HefflResponseError>(
      create((response) => response.writeHead(200, { ...json, "content-encoding": "gzip" }).end(bomb)),
    );
    expect(error).toBeInstanceOf(HefflResponseError);
    expect(error.message).toMatch(/larger than 10,485,760 bytes.*may exist/);
  });

  test("a body that is cut off", async () => {
    const error = await rejection<HefflResponseError>(
      create((response) => {
        response.writeHead(200, { ...json, "content-length": "500" });
        response.write('{"id":"tsk_9",', () => response.destroy());
      }),
    );
    expect(error).toMatchObject({ outcome: "created", taskId: "tsk_9" });
    expect(error).toBeInstanceOf(HefflResponseError);
  });
});

test.each([301, 302, 303, 307, 308])("a %i is not followed, and the key is not sent on", async (status) => {
  const elsewhere = await startServer();
  const error = await rejection(create({ status, headers: { location: elsewhere.url } }));
  expect(error).toMatchObject({ status, outcome: "unknown" });
  expect(error.message).toMatch(/redirect, not followed.*Check baseUrl/);
  expect(elsewhere.received).toEqual([]);
});
