import { describe, expect, test } from "vitest";
import { Heffl, type HefflApiError, HefflConnectionError, HefflError } from "../../src/index.ts";
import { heffl, rejection, startServer, TASK } from "../support/server.ts";

const at = (baseUrl: string, options: ConstructorParameters<typeof Heffl>[0] = {}) =>
  new Heffl({ apiKey: "test-key", baseUrl, ...options });
const tryAgain = { status: 429, headers: { "retry-after": "0" }, body: heffl("TOO_MANY_REQUESTS") };

describe("openapi-fetch's middleware", () => {
  test("runs once for each call, and its changes are in every retry", async () => {
    const server = await startServer(tryAgain, tryAgain);
    const client = at(server.url);
    const ran: string[] = [];
    client.api.use({
      onRequest({ request, schemaPath }) {
        ran.push(`request ${schemaPath}`);
        request.headers.set("x-trace", "7");
      },
      onResponse({ response }) {
        ran.push(`response ${response.status}`);
      },
    });
    await client.tasks.create({ title: "t" });
    expect(ran).toEqual(["request /tasks", "response 200"]);
    expect(server.received.map(({ headers }) => headers["x-trace"])).toEqual(["7", "7", "7"]);
  });

  test("may pass on a request whose header names are as they were written, and the key is still this client's", async () => {
    const sent: object[] = [];
    const client = at("https://api.heffl.com/api/v2", {
      fetch: async (_, { headers }) => {
        sent.push(headers);
        return Response.json(TASK);
      },
    });
    client.api.use({
      // As happy-dom's Headers give them.
      onRequest: ({ request }) => Object.defineProperty(request, "headers", { value: [["X-Api-Key", "other"]] }),
    });
    await client.tasks.create({ title: "t" });
    expect(sent).toEqual([{ "x-api-key": "test-key" }]);
  });

  test("may pass on its own request, and read the body of the original", async () => {
    const server = await startServer();
    const client = at(server.url);
    let read = "";
    client.api.use({
      async onRequest({ request }) {
        read = await request.clone().text();
        return new Request(request, { headers: { ...Object.fromEntries(request.headers), "x-own": "1" } });
      },
    });
    await client.tasks.create({ title: "t" });
    expect(read).toBe('{"title":"t"}');
    expect(server.received[0]).toMatchObject({
      body: '{"title":"t"}',
      headers: { "x-own": "1", "x-api-key": "test-key" },
    });
  });

  test("may read the answer, and replace it", async () => {
    const server = await startServer({ body: TASK });
    const client = at(server.url);
    client.api.use({
      async onResponse({ response }) {
        return Response.json({ ...(await response.clone().json()), title: "changed" });
      },
    });
    expect((await client.tasks.create({ title: "t" })).title).toBe("changed");
  });

  test("may answer in the API's place", async () => {
    const server = await startServer();
    const client = at(server.url);
    client.api.use({ onRequest: () => Response.json(TASK) });
    expect((await client.tasks.create({ title: "t" })).id).toBe("tsk_1");
    client.api.use({ onRequest: () => Response.json(heffl("FORBIDDEN"), { status: 403 }) });
    expect(server.received).toEqual([]);
  });

  test("that refuses in the API's place proves only what such an answer proves, since it may have sent the request itself", async () => {
    const client = at("http://127.0.0.1:1");
    client.api.use({ onRequest: () => new Response("maintenance", { status: 503 }) });
    const error = await rejection<HefflApiError>(client.tasks.create({ title: "t" }));
    expect(error).toMatchObject({ status: 503, outcome: "unknown", body: "maintenance" });
  });

  test("that replaces an answer doesn't change what the answer proved", async () => {
    const server = await startServer({ body: TASK });
    const client = at(server.url);
    client.api.use({ onResponse: () => Response.json(heffl("VALIDATION_ERROR"), { status: 400 }) });
    await expect(client.tasks.create({ title: "t" })).rejects.toMatchObject({ status: 400, outcome: "created" });
  });

  test("that sends the request again can't make an unknown outcome certain", async () => {
    const server = await startServer({ status: 500 }, { status: 401, body: heffl("UNAUTHORIZED") });
    const client = at(server.url);
    client.api.use({
      onResponse: ({ request, response, options }) =>
        response.status === 500
          ? options.fetch(new Request(request, { method: "POST", body: '{"title":"t"}' }))
          : undefined,
    });
    await expect(client.tasks.create({ title: "t" })).rejects.toMatchObject({ status: 401, outcome: "unknown" });
    expect(server.received).toHaveLength(2);
  });

  test("sees the errors of this package", async () => {
    const server = await startServer((response) => response.destroy());
    const client = at(server.url);
    let seen: unknown;
    client.api.use({
      onError({ error }) {
        seen = error;
      },
    });
    const error = await rejection(client.tasks.create({ title: "t" }));
    expect(seen).toBe(error);
    expect(error).toBeInstanceOf(HefflConnectionError);
  });
});

describe("a call of tasks uses a real Request and Response wherever they can be seen", () => {
  test("in the first middleware, although calls were made before without any", async () => {
    const server = await startServer();
    const client = at(server.url, { headers: { "X-Client": "1", "Content-Type": "application/json; v=2" } });
    const headers = { "x-call": "2", "X-CLIENT": " 3\n" };
    await client.tasks.create({ title: "t" }, { headers });
    client.api.use({
      async onRequest({ request }) {
        expect(request).toBeInstanceOf(Request);
        expect(await request.clone().json()).toEqual({ title: "t" });
        expect(request.headers.get("x-client")).toBe("3");
        const remade = new Request(request);
        remade.headers.set("x-call", "4");
        return remade;
      },
      async onResponse({ request, response }) {
        expect(request).toBeInstanceOf(Request);
        expect(response).toBeInstanceOf(Response);
        expect(await response.clone().json()).toEqual(TASK);
        return new Response(response.body, response);
      },
    });
    expect((await client.tasks.create({ title: "t" }, { headers })).id).toBe("tsk_1");
    expect(server.received[0]?.headers).toMatchObject({ "x-client": "3", "content-type": "application/json; v=2" });
    const [without, through] = server.received.map(({ headers, body }) => ({ headers, body }));
    expect(through).toEqual({ ...without, headers: { ...without?.headers, "x-call": "4" } });
  });

  test("in middleware that was ejected", async () => {
    const server = await startServer();
    const client = at(server.url);
    const ran: string[] = [];
    const middleware = { onRequest: ({ request }: { request: Request }) => void ran.push(request.method) };
    client.api.use(middleware);
    await client.tasks.create({ title: "t" });
    client.api.eject(middleware);
    await client.tasks.create({ title: "t" });
    expect(ran).toEqual(["POST"]);
    expect(server.received[1]).toEqual(server.received[0]);
  });

  test.each([false, true])("in what createWithResponse gives, with middleware: %s", async (withMiddleware) => {
    const server = await startServer({ status: 201, headers: { "x-request-id": "req_1" }, body: TASK });
    const client = at(server.url);
    if (withMiddleware) client.api.use({ onRequest() {} });
    const { response } = await client.tasks.createWithResponse({ title: "t" });
    expect(response).toBeInstanceOf(Response);
    expect(response).toMatchObject({ status: 201, ok: true, bodyUsed: true });
    expect(response.headers.get("x-request-id")).toBe("req_1");
  });
});

test("a call that is aborted doesn't wait for a middleware that never ends", async () => {
  const client = at("http://127.0.0.1:1");
  client.api.use({ onRequest: () => new Promise(() => {}) });
  const call = client.tasks.create({ title: "t" }, { signal: AbortSignal.timeout(20) });
  await expect(call).rejects.toMatchObject({ name: "AbortError", outcome: "not_created" });
});

test("a middleware that reads the body instead of a clone gets an error that says so, and nothing is sent", async () => {
  const server = await startServer();
  const client = at(server.url);
  client.api.use({
    async onRequest({ request }) {
      await request.text();
    },
  });
  const error = await rejection<HefflError>(client.tasks.create({ title: "t" }));
  expect(error).toMatchObject({ name: "HefflConfigurationError", outcome: "not_created" });
  expect(error.message).toMatch(/Let it read a clone/);
  expect(server.received).toEqual([]);
});

describe("a middleware that throws", () => {
  const cause = new Error("the middleware's own");

  test("before sending: nothing was created", async () => {
    const server = await startServer();
    const client = at(server.url);
    client.api.use({ onRequest: () => Promise.reject(cause) });
    const error = await rejection<HefflError>(client.tasks.create({ title: "t" }));
    expect(error).toBeInstanceOf(HefflError);
    expect(error).toMatchObject({ outcome: "not_created", cause });
    expect(server.received).toEqual([]);
  });

  test("after a created task: created, with the task's ID", async () => {
    const server = await startServer();
    const client = at(server.url);
    client.api.use({ onResponse: () => Promise.reject(cause) });
    await expect(client.tasks.create({ title: "t" })).rejects.toMatchObject({
      outcome: "created",
      taskId: "tsk_1",
      cause,
    });
  });

  test("in place of this package's error: the outcome stays", async () => {
    const server = await startServer((response) => response.destroy());
    const client = at(server.url);
    client.api.use({ onError: () => cause });
    await expect(client.tasks.create({ title: "t" })).rejects.toMatchObject({ outcome: "unknown", cause });
  });
});
