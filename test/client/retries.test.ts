import { describe, expect, test } from "vitest";
import { Heffl, HefflApiError, HefflConnectionError } from "../../src/index.ts";
import { heffl, refusingUrl, rejection, startServer } from "../support/server.ts";

const at = (baseUrl: string, options: ConstructorParameters<typeof Heffl>[0] = {}) =>
  new Heffl({ apiKey: "test-key", baseUrl, ...options });
const now = { status: 429, headers: { "ratelimit-reset": "0" }, body: heffl("TOO_MANY_REQUESTS") };

describe("a request that is answered with 429", () => {
  test("is sent again with the same bytes once the window has passed", async () => {
    const server = await startServer(now, now);
    const task = await at(server.url).tasks.create({ title: "t", cf_a: [1] });
    expect(task.id).toBe("tsk_1");
    expect(server.received.map(({ body }) => body)).toEqual(Array(3).fill('{"title":"t","cf_a":[1]}'));
  });

  test("is given up after maxRetries, and nothing was created", async () => {
    const server = await startServer(now, now, now);
    const error = await rejection<HefflApiError>(at(server.url).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ status: 429, code: "TOO_MANY_REQUESTS", outcome: "not_created" });
    expect(server.received).toHaveLength(3);
  });

  test("isn't sent again when the wait is longer than maxRetryDelayMs, and the error says so", async () => {
    const server = await startServer({ ...now, headers: { "retry-after": "3600" } });
    const error = await rejection<HefflApiError>(at(server.url).tasks.create({ title: "t" }));
    expect(error.message).toMatch(/3,600 s.*maxRetryDelayMs/);
    expect(error.outcome).toBe("not_created");
    expect(server.received).toHaveLength(1);
  });

  test("is sent again even if the 429 comes from a proxy with an HTML body", async () => {
    const server = await startServer({ ...now, body: "<html>Slow down</html>" });
    await at(server.url).tasks.create({ title: "t" });
    expect(server.received).toHaveLength(2);
  });

  test("isn't sent again with maxRetries: 0, for the client or for the call", async () => {
    const server = await startServer(now, now);
    await expect(at(server.url, { maxRetries: 0 }).tasks.create({ title: "t" })).rejects.toThrow(HefflApiError);
    await expect(at(server.url).tasks.create({ title: "t" }, { maxRetries: 0 })).rejects.toThrow(HefflApiError);
    expect(server.received).toHaveLength(2);
  });
});

test("a request that was never sent is retried up to maxRetries times, and then its outcome is not_created", async () => {
  const attempts: string[] = [];
  const client = at(await refusingUrl(), {
    logger: { ...console, warn: (line: string) => attempts.push(line), error: (line: string) => attempts.push(line) },
    maxRetryDelayMs: 5,
  });
  const error = await rejection<HefflConnectionError>(client.tasks.create({ title: "t" }));
  expect(error).toBeInstanceOf(HefflConnectionError);
  expect(error.outcome).toBe("not_created");
  expect(error.message).toMatch(/Couldn't connect.*ECONNREFUSED.*Nothing was created\./);
  expect(attempts).toHaveLength(3);
});

describe("a create that may have arrived", () => {
  test.each([
    ["a 500", { status: 500, body: heffl("INTERNAL_SERVER_ERROR") }],
    ["a 503 that asks to come back", { status: 503, headers: { "retry-after": "0" } }],
    ["a proxy's 502", { status: 502, body: "<html>Bad gateway</html>", headers: { "content-type": "text/html" } }],
    ["a 408", { status: 408 }],
    ["a 499", { status: 499 }],
    ["a 404 that isn't Heffl's", { status: 404, body: "<html>", headers: { "content-type": "text/html" } }],
  ])("is sent once: %s", async (_, reply) => {
    const server = await startServer(reply);
    const error = await rejection<HefflApiError>(at(server.url).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ outcome: "unknown", status: reply.status });
    expect(error.message).toMatch(/may exist: look for it/);
    expect(server.received).toHaveLength(1);
  });

  test("isn't delayed by the rate limit in a 500's headers", async () => {
    const server = await startServer({
      status: 500,
      headers: { "ratelimit-remaining": "59", "ratelimit-reset": "40" },
    });
    const client = at(server.url, { retryUnknown: true, maxRetryDelayMs: 5 });
    expect((await client.tasks.create({ title: "t" })).id).toBe("tsk_1");
  });

  test("is sent again with retryUnknown", async () => {
    const server = await startServer({ status: 503, headers: { "retry-after": "0" } }, (response) =>
      response.destroy(),
    );
    const client = at(server.url, { retryUnknown: true, maxRetryDelayMs: 5 });
    expect((await client.tasks.create({ title: "t" })).id).toBe("tsk_1");
    expect(server.received).toHaveLength(3);
  });

  test("stays unknown, whatever a later attempt answers", async () => {
    const server = await startServer({ status: 500 }, { status: 401, body: heffl("UNAUTHORIZED") });
    const client = at(server.url, { retryUnknown: true, maxRetryDelayMs: 5 });
    const error = await rejection<HefflApiError>(client.tasks.create({ title: "t" }));
    expect(error).toMatchObject({ status: 401, code: "UNAUTHORIZED", outcome: "unknown" });
    expect(error.message).toMatch(/may exist: look for it/);
  });
});

test("a refusal by Heffl is passed on in the error, and not retried", async () => {
  const server = await startServer({
    status: 400,
    headers: { "x-request-id": "req_7" },
    body: {
      error: {
        code: "VALIDATION_ERROR",
        message: "No",
        details: { issues: [{ field: "title", message: "Too short" }] },
      },
    },
  });
  const error = await rejection<HefflApiError>(at(server.url).tasks.create({ title: "t" }));
  expect(error).toMatchObject({
    status: 400,
    code: "VALIDATION_ERROR",
    outcome: "not_created",
    requestId: "req_7",
    issues: [{ field: "title", message: "Too short" }],
  });
  expect(error.message).toBe("HTTP 400, VALIDATION_ERROR: No. title: Too short. Nothing was created.");
  expect(server.received).toHaveLength(1);
});

test("a key function is called once for each call, however many retries there are", async () => {
  const server = await startServer(now);
  let asked = 0;
  const client = at(server.url, { apiKey: async () => `key-${++asked}` });
  await client.tasks.create({ title: "t" });
  await client.tasks.create({ title: "t" });
  expect(server.received.map(({ headers }) => headers["x-api-key"])).toEqual(["key-1", "key-1", "key-2"]);
});
