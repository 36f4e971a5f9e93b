import {
  Agent,
  getGlobalDispatcher,
  interceptors,
  MockAgent,
  Pool,
  RetryAgent,
  setGlobalDispatcher,
  fetch as undiciFetch,
} from "undici";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Heffl, HefflApiError, type HefflError, type HefflOptions } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { http, type RawAnswer, startRawServer, startSilent } from "../support/raw-server.ts";
import { refusingUrl, rejection, TASK } from "../support/server.ts";

const at = (baseUrl: string, options: HefflOptions = {}) =>
  new Heffl({ apiKey: "test-key", baseUrl, maxRetryDelayMs: 20, ...options });

/** Sets undici's dispatcher for the whole process, until the test has finished. */
function dispatchWith(dispatcher: Agent | RetryAgent | MockAgent): void {
  const before = getGlobalDispatcher();
  setGlobalDispatcher(dispatcher);
  onTestFinished(() => setGlobalDispatcher(before));
}

const misdirected = http("421 Misdirected Request", "", "Connection: close\r\n");
const secondTask = http("200 OK", JSON.stringify({ ...TASK, id: "tsk_2" }));

/** The task is made and answered with 421; then the server does this. */
const AFTERWARDS: Record<string, RawAnswer> = {
  stays: (socket, count) => void socket.end(count === 1 ? misdirected : secondTask),
  "is gone": (socket, _, server) => {
    server.stop();
    socket.end(misdirected);
  },
  "comes back": (socket, count, server) => {
    if (count > 1) return void socket.end(secondTask);
    server.stop();
    socket.end(misdirected);
    setTimeout(() => server.listen(), 40);
  },
  refuses: (socket, count) =>
    void socket.end(
      count === 1 ? misdirected : http("401 Unauthorized", '{"error":{"code":"UNAUTHORIZED","message":"no"}}'),
    ),
  "is busy": (socket, count) =>
    void socket.end(count === 1 ? misdirected : http("429 Too Many Requests", "", "Retry-After: 0\r\n")),
  "cuts the connection": (socket, count) => void (count === 1 ? socket.end(misdirected) : socket.destroy()),
  "answers 421 without end": (socket) => void socket.end(misdirected),
  "keeps the connection": (socket, count) =>
    void socket.write(count === 1 ? http("421 Misdirected Request") : secondTask),
};

describe("over Node's own fetch a 421 is returned, and the task was sent once", () => {
  test.each(Object.entries(AFTERWARDS))("when the server %s", async (_, answer) => {
    const server = await startRawServer(answer);
    const error = await rejection<HefflApiError>(at(server.url, { maxRetries: 5 }).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ outcome: "unknown", status: 421 });
    expect(error).toBeInstanceOf(HefflApiError);
    expect(server.requests).toHaveLength(1);
  });

  test("when the fetch option names Node's own", async () => {
    const server = await startRawServer((socket, count) => void socket.end(count === 1 ? misdirected : secondTask));
    const error = await rejection<HefflApiError>(
      at(server.url, { fetch: globalThis.fetch }).tasks.create({ title: "t" }),
    );
    expect(error).toMatchObject({ outcome: "unknown", status: 421 });
    expect(server.requests).toHaveLength(1);
  });

  test("when there is middleware", async () => {
    const server = await startRawServer((socket, count) => void socket.end(count === 1 ? misdirected : secondTask));
    const heffl = at(server.url);
    heffl.api.use({ onRequest: ({ request }) => new Request(request, { headers: { "x-trace": "1" } }) });
    expect(await rejection(heffl.tasks.create({ title: "t" }))).toMatchObject({ outcome: "unknown", status: 421 });
    expect(server.requests).toHaveLength(1);
  });

  test("when it goes through heffl.api", async () => {
    const server = await startRawServer((socket, count) => void socket.end(count === 1 ? misdirected : secondTask));
    const { response } = await at(server.url).api.POST("/tasks", { body: { title: "t" } });
    expect(response.status).toBe(421);
    expect(server.requests).toHaveLength(1);
  });

  test("with retryUnknown it is sent as often as maxRetries allows", async () => {
    const server = await startRawServer((socket) => void socket.end(misdirected));
    const heffl = at(server.url, { retryUnknown: true, maxRetries: 2 });
    expect(await rejection(heffl.tasks.create({ title: "t" }))).toMatchObject({ status: 421 });
    expect(server.requests).toHaveLength(3);
  });

  test("and the undici transport sends once too", async () => {
    const server = await startRawServer((socket, count) => void socket.end(count === 1 ? misdirected : secondTask));
    const fetch = undiciTransport();
    onTestFinished(() => fetch.destroy());
    expect(await rejection(at(server.url, { fetch }).tasks.create({ title: "t" }))).toMatchObject({ status: 421 });
    expect(server.requests).toHaveLength(1);
  });
});

test.each(["t", "Ä 🙂 \u2028", "x".repeat(300_000)])(
  "over Node's own fetch the body is sent with its length in bytes and not in chunks: title %#",
  async (title) => {
    const server = await startRawServer((socket) => void socket.write(http("200 OK", JSON.stringify(TASK))));
    await at(server.url).tasks.create({ title });
    const [{ head, body } = { head: "", body: "" }] = server.requests;
    expect(JSON.parse(body)).toEqual({ title });
    expect(head.match(/^content-length: .*$/gim)).toEqual([`content-length: ${Buffer.byteLength(body)}`]);
    expect(head).not.toMatch(/^(?:transfer-encoding|expect):/im);
    expect(head).toMatch(/^content-type: application\/json$/im);
  },
);

test("over Node's own fetch a retry sends the whole body again", async () => {
  const busy = http("429 Too Many Requests", "", "Retry-After: 0\r\n");
  const server = await startRawServer((socket, count) => void socket.write(count < 3 ? busy : secondTask));
  expect((await at(server.url).tasks.create({ title: "t" })).id).toBe("tsk_2");
  expect(server.requests.map(({ body }) => body)).toEqual(Array(3).fill('{"title":"t"}'));
});

test("over Node's own fetch a connection serves one create after the other", async () => {
  const server = await startRawServer((socket) => void socket.write(http("200 OK", JSON.stringify(TASK))));
  for (let call = 0; call < 10; call++) {
    await at(server.url).tasks.create({ title: "t" });
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(server.requests).toHaveLength(10);
  expect(server.connections).toBeLessThan(5);
});

describe("a fetch that isn't Node's own gets the body as a string", () => {
  const answer = async (_url: unknown, init?: RequestInit) => {
    expect(init?.body).toBe('{"title":"t"}');
    return Response.json(TASK);
  };

  test("as the fetch option", async () => {
    const fetch = vi.fn(answer);
    await new Heffl({ apiKey: "test-key", fetch }).tasks.create({ title: "t" });
    expect(fetch).toHaveBeenCalledOnce();
  });

  test("as a stub of the global", async () => {
    const fetch = vi.fn(answer);
    vi.stubGlobal("fetch", fetch);
    onTestFinished(() => void vi.unstubAllGlobals());
    await new Heffl({ apiKey: "test-key" }).tasks.create({ title: "t" });
    expect(fetch).toHaveBeenCalledOnce();
  });

  test.each<[string, (own: typeof fetch) => typeof fetch]>([
    ["a wrapper", (own) => (input, init) => own(input, init)],
    ["a proxy", (own) => new Proxy(own, { apply: (target, _, [input, init]) => target(input, init) })],
    ["a bound copy", (own) => own.bind(globalThis)],
    [
      "a function that says the name",
      (own) =>
        async function fetch(input, init) {
          return own(input, init);
        },
    ],
  ])("as %s of Node's own that was put into its place", async (_, patch) => {
    const server = await startRawServer((socket) => void socket.write(http("200 OK", JSON.stringify(TASK))));
    const seen: unknown[] = [];
    const own = globalThis.fetch;
    const watching = ((input: RequestInfo, init?: RequestInit) => {
      seen.push(init?.body);
      return own(input, init);
    }) as typeof fetch;
    vi.stubGlobal("fetch", patch(watching));
    onTestFinished(() => void vi.unstubAllGlobals());
    await at(server.url).tasks.create({ title: "t" });
    expect(seen).toEqual(['{"title":"t"}']);
  });

  test("and so does undici's MockAgent under Node's own, which compares bodies", async () => {
    const agent = new MockAgent();
    agent.disableNetConnect();
    dispatchWith(agent);
    agent
      .get("https://api.heffl.com")
      .intercept({ path: "/api/v2/tasks", method: "POST", body: '{"title":"t"}' })
      .reply(200, TASK, { headers: { "content-type": "application/json" } });
    expect((await new Heffl({ apiKey: "test-key" }).tasks.create({ title: "t" })).id).toBe("tsk_1");
  });
});

describe("under a dispatcher that repeats requests", () => {
  const OFTEN = { methods: ["POST" as const], minTimeout: 1, maxRetries: 2 };
  const DISPATCHERS: Record<string, () => Agent | RetryAgent> = {
    "a RetryAgent": () => new RetryAgent(new Agent(), OFTEN) as unknown as RetryAgent,
    "an Agent composed with retries": () => new Agent().compose(interceptors.retry(OFTEN)) as Agent,
    "an Agent whose pools retry": () =>
      new Agent({ factory: (origin, options) => new RetryAgent(new Pool(origin, options), OFTEN) }),
    "a dispatcher of somebody's own": () =>
      Object.setPrototypeOf(new RetryAgent(new Agent(), OFTEN), class Own extends RetryAgent {}.prototype),
  };
  const FETCHES: Record<string, HefflOptions["fetch"]> = {
    "Node's own fetch": undefined,
    "undici's fetch": undiciFetch as never,
    "a wrapper": (url, init) => fetch(url, init),
  };
  const cases = Object.keys(DISPATCHERS).flatMap((dispatcher) =>
    Object.keys(FETCHES).map((name) => [name, dispatcher] as const),
  );

  test.each(cases)(
    "over %s and %s a task that was sent and lost is unknown, though nothing listens any more",
    async (name, dispatcher) => {
      dispatchWith((DISPATCHERS[dispatcher] as () => Agent)());
      const server = await startRawServer((socket, _, { stop }) => {
        stop();
        socket.destroy();
      });
      const error = await rejection<HefflError>(
        at(server.url, { fetch: FETCHES[name], maxRetries: 5 }).tasks.create({ title: "t" }),
      );
      expect(error.outcome).toBe("unknown");
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each(cases)(
    "over %s and %s a task that was sent and lost isn't sent again by us when the server is back",
    async (name, dispatcher) => {
      dispatchWith((DISPATCHERS[dispatcher] as () => Agent)());
      const server = await startRawServer((socket, count, { stop }) => {
        if (count > 1) return void socket.end(secondTask);
        stop();
        socket.destroy();
      });
      // It is back by the time of our own retry, if we make one.
      const logger = { ...console, error: () => {}, warn: () => void server.listen() };
      const heffl = at(server.url, { fetch: FETCHES[name], maxRetries: 5, maxRetryDelayMs: 200, logger });
      expect(await rejection<HefflError>(heffl.tasks.create({ title: "t" }))).toMatchObject({ outcome: "unknown" });
      expect(server.requests).toHaveLength(1);
    },
  );
});

describe("what was never sent is not_created, and retried", () => {
  test("over Node's own fetch when nothing listens, under a dispatcher that repeats too", async () => {
    dispatchWith(new RetryAgent(new Agent(), { methods: ["POST"], minTimeout: 1, maxRetries: 1 }) as never);
    const error = await rejection(at(await refusingUrl(), { maxRetries: 0 }).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ outcome: "not_created" });
  });

  test("over a wrapper of Node's own fetch when nothing listens, under Node's own dispatcher", async () => {
    const fetch = (url: string, init: RequestInit) => globalThis.fetch(url, init);
    const error = await rejection(at(await refusingUrl(), { fetch, maxRetries: 0 }).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ outcome: "not_created" });
  });

  test("over Node's own fetch when undici's time to connect is over", { timeout: 30_000 }, async () => {
    dispatchWith(new Agent({ connect: { timeout: 50 } }));
    const silent = await startSilent();
    const error = await rejection<HefflError>(at(silent.url, { maxRetries: 1 }).tasks.create({ title: "t" }));
    expect(error).toMatchObject({ outcome: "not_created", name: "HefflConnectionError" });
    expect(silent.connections).toBe(2);
  });

  test("over Node's own fetch when the deadline comes before the TLS handshake ends", async () => {
    const silent = await startSilent();
    const call = at(silent.url, { maxRetries: 0, timeoutMs: 100 }).tasks.create({ title: "t" });
    expect(await rejection(call)).toMatchObject({ outcome: "not_created", name: "HefflTimeoutError" });
  });

  test.each([
    ["as fetch tells it", { cause: { code: "UND_ERR_CONNECT_TIMEOUT", message: "Connect Timeout Error" } }],
    [
      "with several addresses",
      { cause: { errors: [{ code: "UND_ERR_CONNECT_TIMEOUT" }, { code: "ECONNREFUSED", syscall: "connect" }] } },
    ],
  ])("over a fetch of one's own when undici's time to connect is over, %s", async (_, details) => {
    const fetch = vi.fn(async () => {
      throw Object.assign(new TypeError("fetch failed"), details);
    });
    const call = new Heffl({ apiKey: "test-key", fetch, maxRetries: 1, maxRetryDelayMs: 1 }).tasks.create({
      title: "t",
    });
    expect(await rejection(call)).toMatchObject({ outcome: "not_created" });
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  test.each(["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "UND_ERR_SOCKET", "ETIMEDOUT", "ECONNRESET"])(
    "and %s proves nothing",
    async (code) => {
      const fetch = vi.fn(async () => {
        throw new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code }) });
      });
      const call = new Heffl({ apiKey: "test-key", fetch }).tasks.create({ title: "t" });
      expect(await rejection(call)).toMatchObject({ outcome: "unknown" });
      expect(fetch).toHaveBeenCalledOnce();
    },
  );
});
