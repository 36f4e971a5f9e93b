import { execFile } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import {
  Agent,
  EnvHttpProxyAgent,
  getGlobalDispatcher,
  ProxyAgent,
  Socks5ProxyAgent,
  setGlobalDispatcher,
} from "undici";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { Heffl, HefflConfigurationError } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { rejection, startServer, TASK } from "../support/server.ts";

const VARIABLES = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

beforeEach(() => {
  for (const name of [...VARIABLES, "NO_PROXY", "no_proxy"]) vi.stubEnv(name, undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
});

const create = (baseUrl: string, options: object = {}) =>
  new Heffl({ apiKey: "test-key-of-nobody", baseUrl, maxRetries: 0, ...options }).tasks.create({ title: "t" });

async function expectRefused(call: Promise<unknown>, host: string): Promise<void> {
  const error = await rejection(call);
  expect(error).toBeInstanceOf(HefflConfigurationError);
  expect(error).toMatchObject({ outcome: "not_created" });
  expect(error.message).toMatch(/proxy/);
  expect(error.message).toContain(`NO_PROXY=${host}`);
}

describe.each(["Bun", "Deno"])("on %s plain http for this machine isn't sent through a proxy", (runtime) => {
  /** The global fetch, with what it was asked for. */
  function runtimesFetch() {
    const fetch = vi.fn(async () => Response.json(TASK));
    vi.stubGlobal("fetch", fetch);
    vi.stubGlobal(runtime, {});
    return fetch;
  }

  test.each(VARIABLES)("that %s names", async (name) => {
    const fetch = runtimesFetch();
    vi.stubEnv(name, "http://proxy.example:8080");
    await expectRefused(create("http://127.0.0.1:8080"), "127.0.0.1");
    await expectRefused(create("http://localhost:8080", { fetch }), "localhost");
    await expectRefused(create("http://[::1]"), "[::1]");
    expect(fetch).not.toHaveBeenCalled();
    expect(await create("https://127.0.0.1")).toMatchObject({ id: "tsk_1" });
    expect(await create("http://127.0.0.1", { fetch: async () => Response.json(TASK) })).toMatchObject({ id: "tsk_1" });
  });

  test.each([
    [{}],
    [{ HTTP_PROXY: "http://proxy.example", NO_PROXY: "example.com, 127.0.0.1,localhost" }],
    [{ HTTP_PROXY: "http://proxy.example", no_proxy: "127.0.0.1" }],
    [{ HTTPS_PROXY: "http://proxy.example" }],
  ])("and is sent with %o", async (variables) => {
    runtimesFetch();
    for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
    expect(await create("http://127.0.0.1:8080")).toMatchObject({ id: "tsk_1" });
  });

  test.each([
    [{ NO_PROXY: "" }],
    [{ NO_PROXY: "localhost" }],
    [{ NO_PROXY: "127.0.0.1.example.com" }],
    [{ NO_PROXY: "127.0.0.1", no_proxy: "example.com" }],
  ])("and isn't with %o, which doesn't except it everywhere", async (variables) => {
    runtimesFetch();
    for (const [name, value] of Object.entries({ HTTP_PROXY: "http://proxy.example", ...variables }))
      vi.stubEnv(name, value);
    await expectRefused(create("http://127.0.0.1:8080"), "127.0.0.1");
  });

  test("NO_PROXY=* excepts everything on Bun, and nothing on Deno", async () => {
    runtimesFetch();
    vi.stubEnv("HTTP_PROXY", "http://proxy.example");
    vi.stubEnv("NO_PROXY", "*");
    if (runtime === "Bun") expect(await create("http://127.0.0.1")).toMatchObject({ id: "tsk_1" });
    else await expectRefused(create("http://127.0.0.1"), "127.0.0.1");
  });
});

/** A proxy that keeps what it was sent. */
async function startProxy() {
  const seen: string[] = [];
  const server = createServer(({ method, url, headers }, response) => {
    seen.push(`${method} ${url} ${headers["x-api-key"]}`);
    response.writeHead(200, { "content-type": "application/json" }).end('{"id":"tsk_proxy"}');
  }).on("connect", ({ url }, socket) => {
    seen.push(`CONNECT ${url}`);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

function dispatchWith(dispatcher: Agent | ProxyAgent | EnvHttpProxyAgent): void {
  const before = getGlobalDispatcher();
  setGlobalDispatcher(dispatcher);
  onTestFinished(() => setGlobalDispatcher(before));
}

describe("under a global dispatcher of Node that is a proxy's", () => {
  test.each<[string, (url: string) => ProxyAgent | EnvHttpProxyAgent]>([
    ["ProxyAgent", (url) => new ProxyAgent(url)],
    [
      "ProxyAgent that forwards, composed",
      (url) => new ProxyAgent({ uri: url, proxyTunnel: false }).compose([]) as never,
    ],
    ["a class that extends ProxyAgent", (url) => new (class Ours extends ProxyAgent {})(url)],
    [
      "a class that extends EnvHttpProxyAgent",
      (url) => new (class Ours extends EnvHttpProxyAgent {})({ httpProxy: url }),
    ],
    ["Socks5ProxyAgent", (url) => new Socks5ProxyAgent(url.replace("http:", "socks5:")) as never],
    ["EnvHttpProxyAgent, by its option", (url) => new EnvHttpProxyAgent({ httpProxy: url })],
    [
      "EnvHttpProxyAgent, by a variable",
      (url) => {
        vi.stubEnv("http_proxy", url);
        return new EnvHttpProxyAgent();
      },
    ],
  ])("%s, plain http for this machine is refused", async (_, make) => {
    const server = await startServer();
    const proxy = await startProxy();
    const heffl = new Heffl({ apiKey: "test-key-of-nobody", baseUrl: server.url });
    dispatchWith(make(proxy.url)); // after the client was made
    await expectRefused(heffl.tasks.create({ title: "t" }), "127.0.0.1");
    await expectRefused(heffl.api.POST("/tasks", { body: { title: "t" } }), "127.0.0.1");
    await expectRefused(create(server.url, { fetch }), "127.0.0.1");
    expect(proxy.seen).toEqual([]);
    expect(server.received).toEqual([]);
  });

  test.each(["127.0.0.1", "*", "example.com 127.0.0.1"])(
    "it is sent past an EnvHttpProxyAgent with NO_PROXY=%s",
    async (list) => {
      const server = await startServer();
      const proxy = await startProxy();
      vi.stubEnv("NO_PROXY", list);
      dispatchWith(new EnvHttpProxyAgent({ httpProxy: proxy.url }));
      expect(await create(server.url)).toMatchObject({ id: "tsk_1" });
      expect(proxy.seen).toEqual([]);
    },
  );

  test("a ProxyAgent doesn't look at NO_PROXY", async () => {
    vi.stubEnv("NO_PROXY", "127.0.0.1");
    dispatchWith(new ProxyAgent((await startProxy()).url));
    await expectRefused(create((await startServer()).url), "127.0.0.1");
  });

  test.each<[string, () => Agent | EnvHttpProxyAgent]>([
    ["an Agent", () => new Agent()],
    [
      "an EnvHttpProxyAgent without a proxy for http",
      () => new EnvHttpProxyAgent({ httpsProxy: "http://127.0.0.1:1" }),
    ],
  ])("it is sent under %s", async (_, make) => {
    const server = await startServer();
    dispatchWith(make());
    expect(await create(server.url)).toMatchObject({ id: "tsk_1" });
  });

  test("the undici transport goes past it", async () => {
    const server = await startServer();
    const proxy = await startProxy();
    dispatchWith(new ProxyAgent(proxy.url));
    const transport = undiciTransport();
    onTestFinished(() => transport.destroy());
    expect(await create(server.url, { fetch: transport })).toMatchObject({ id: "tsk_1" });
    expect(proxy.seen).toEqual([]);
  });
});

// A version of Node that follows the variables; this one may be older.
const canFollow = process.allowedNodeEnvironmentFlags.has("--use-env-proxy");
describe.skipIf(!canFollow)("where Node was told to follow the environment's proxy", () => {
  test.each<[string, string[], Record<string, string>]>([
    ["by its flag", ["--use-env-proxy"], {}],
    ["by NODE_OPTIONS", [], { NODE_OPTIONS: "--use-env-proxy" }],
    ["by NODE_USE_ENV_PROXY", [], { NODE_USE_ENV_PROXY: "1" }],
  ])("%s, plain http for this machine is refused", async (_, flags, env) => {
    const server = await startServer();
    const proxy = await startProxy();
    const script = `
      import { Heffl } from ${JSON.stringify(new URL("../../dist/index.js", import.meta.url).href)};
      await new Heffl({ apiKey: "test-key-of-nobody", baseUrl: ${JSON.stringify(server.url)} }).tasks
        .create({ title: "t" }).then(({ id }) => console.log(id), ({ name, outcome }) => console.log(name, outcome));`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [...flags, "--input-type=module", "--eval", script],
      {
        env: { PATH: process.env["PATH"], HTTP_PROXY: proxy.url, ...env },
      },
    );
    expect(stdout).toBe("HefflConfigurationError not_created\n");
    expect(proxy.seen).toEqual([]);
  });
});

test.each([
  "http://foo.localhost",
  "http://foo.localhost:8080/v2",
  "http://localhost.evil.example",
  "http://127.0.0.1.evil.example",
  "http://localhost.",
  "http://0.0.0.0",
  "http://128.0.0.1",
  "http://[::ffff:8.8.8.8]",
  "http://[::2]",
])("plain http to %s, which needn't be this machine, is refused", (baseUrl) =>
  expect(() => new Heffl({ apiKey: "test-key", baseUrl })).toThrow(HefflConfigurationError),
);
