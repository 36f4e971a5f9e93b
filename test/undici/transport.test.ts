import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { createSecureServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { describe, expect, onTestFinished, test } from "vitest";
import { type Fetch, Heffl, HefflAbortError, HefflConfigurationError, type HefflError } from "../../src/index.ts";
import { type UndiciTransport, undiciTransport } from "../../src/undici.ts";
import { makeCertificate } from "../faults/certificate.ts";
import { startHolding } from "../support/holding.ts";
import { rejection, startServer, TASK } from "../support/server.ts";

const at = (baseUrl: string, fetch: Fetch, options = {}) =>
  new Heffl({ apiKey: "test-key", baseUrl, fetch, ...options });
const transport = (options = {}) => {
  const made = undiciTransport(options);
  onTestFinished(() => made.destroy());
  return made;
};

test("sends what fetch sends: the same bytes, and every header that this client sets", async () => {
  const server = await startServer();
  const headers = { "X-Trace": "7" };
  await new Heffl({ apiKey: "test-key", baseUrl: server.url }).tasks.create({ title: "Ä" }, { headers });
  await at(server.url, transport()).tasks.create({ title: "Ä" }, { headers });
  const [fetched, own] = server.received;
  expect(own?.body).toBe(fetched?.body);
  for (const name of ["x-api-key", "x-trace", "content-type", "content-length", "user-agent"])
    expect(own?.headers[name], name).toBe(fetched?.headers[name]);
});

test("keeps a connection, serves two clients over it, and lets no more be opened than it may", async () => {
  const server = await startHolding();
  const one = transport({ connections: 1 });
  const clients = [at(server.url, one), at(server.url, one)];
  const calls = Promise.all(
    clients.flatMap(({ tasks }) => [tasks.create({ title: "t" }), tasks.create({ title: "t" })]),
  );
  for (let answered = 0; answered < 4; answered++) (await server.next()).answer();
  await calls;
  expect(server.connections).toBe(1);
});

test("gives the answer's headers whole, a repeated one too", async () => {
  const answer = (response: ServerResponse) => {
    response.setHeader("Set-Cookie", ["a=1", "b=2"]);
    response.setHeader("X-Request-Id", "req_1");
    response.setHeader("X-Name", "Ä");
    response.end(JSON.stringify(TASK));
  };
  const server = await startServer(answer, answer);
  const own = await at(server.url, transport()).tasks.createWithResponse({ title: "t" });
  const fetched = await new Heffl({ apiKey: "test-key", baseUrl: server.url }).tasks.createWithResponse({ title: "t" });
  expect(own.requestId).toBe("req_1");
  expect(own.response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(own.response.headers.get("x-name")).toBe(fetched.response.headers.get("x-name"));
});

test("an abort while the body is under way ends the call, with what was read of it", async () => {
  const controller = new AbortController();
  const server = await startServer((response) => {
    response.writeHead(200, { "content-type": "application/json" }).write('{"id":"tsk_9",');
    response.on("close", () => controller.abort());
  });
  const cut = transport();
  const client = at(server.url, async (url, init) => {
    const answer = await cut(url, init);
    setImmediate(() => controller.abort());
    return answer;
  });
  const call = client.tasks.create({ title: "t" }, { signal: controller.signal });
  await expect(call).rejects.toMatchObject({ name: "AbortError", outcome: "created" });
  await expect(call).rejects.toBeInstanceOf(HefflAbortError);
});

describe("a transport that is built over it gets an AbortSignal as fetch does, and what ends the call comes through", () => {
  type Over = (own: UndiciTransport, seen: (init: RequestInit) => RequestInit) => Fetch;
  const wrapper =
    (own: UndiciTransport, seen: (init: RequestInit) => RequestInit) => (url: string, init: RequestInit) =>
      own(url, seen(init));
  const ways: Record<string, Over> = {
    "a wrapper": wrapper,
    "a wrapper with its methods": (own, seen) => Object.assign(wrapper(own, seen), own),
    "a wrapper with all of its properties": (own, seen) =>
      Object.defineProperties(wrapper(own, seen), Object.getOwnPropertyDescriptors(own)),
    "a wrapper that inherits from it": (own, seen) => Object.setPrototypeOf(wrapper(own, seen), own),
    "a proxy": (own, seen) => new Proxy(own, { apply: (target, _, [url, init]) => target(url, seen(init)) }),
  };

  test.each(Object.entries(ways))("%s", async (_, over) => {
    let gone = () => {};
    const cut = new Promise<void>((resolve) => (gone = resolve));
    const server = await startServer((response) => void response.on("close", gone));
    const signals: unknown[] = [];
    const fetch = over(transport(), ({ signal, ...init }) => {
      signals.push(signal);
      return { ...init, signal: AbortSignal.any([signal as AbortSignal]) };
    });
    const error = await rejection(at(server.url, fetch).tasks.create({ title: "t" }, { timeoutMs: 200 }));
    expect(error).toMatchObject({ name: "HefflTimeoutError", outcome: "unknown" });
    expect(signals).toEqual([expect.any(AbortSignal)]);
    await cut;
  });
});

test("speaks HTTP/1.1 to a server that has HTTP/2 too, and trusts the certificate that it is told to", async () => {
  const { key, cert } = await makeCertificate();
  const server = createSecureServer({ key, cert, allowHTTP1: true }, ({ httpVersion }, response) => {
    response.end(JSON.stringify({ ...TASK, title: httpVersion }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const trusting = undiciTransport({ connect: { ca: cert } });
  onTestFinished(async () => {
    await trusting.close();
    await new Promise((resolve) => server.close(resolve));
  });
  expect(await at(url, trusting).tasks.create({ title: "t" })).toMatchObject({ title: "1.1" });
  const wary = at(url, transport({ connect: { rejectUnauthorized: true } }), { maxRetries: 0 });
  const error = await rejection<HefflError>(wary.tasks.create({ title: "t" }));
  expect(error).toMatchObject({ outcome: "not_created" });
  expect(error.message).toMatch(/^Couldn't connect: self-signed certificate/);
});

describe("closing", () => {
  const sockets = () =>
    process.getActiveResourcesInfo().filter((name) => /TCPSocketWrap|ConnectWrap/.test(name)).length;

  test("lets calls in progress end, leaves no connection, and refuses later calls", async () => {
    const server = await startHolding();
    const before = sockets();
    const closing = transport();
    const client = at(server.url, closing);
    const call = client.tasks.create({ title: "t" });
    const held = await server.next();
    const closed = closing.close();
    const late = await rejection(client.tasks.create({ title: "t" }));
    expect(late).toBeInstanceOf(HefflConfigurationError);
    expect(late.message).toMatch(/transport is closed/);
    held.answer();
    expect((await call).id).toBe("tsk_1");
    await closed;
    await closing.close();
    await server.close();
    expect(sockets()).toBeLessThanOrEqual(before);
  });

  test("by destroy makes calls in progress unknown and waiting calls not_created", async () => {
    const server = await startHolding();
    const cut = transport({ connections: 1 });
    const client = at(server.url, cut, { maxRetries: 0 });
    const [first, second] = [
      rejection(client.tasks.create({ title: "a" })),
      rejection(client.tasks.create({ title: "b" })),
    ];
    await server.next();
    const closed = cut.close(); // would wait for both
    await cut.destroy();
    await closed;
    expect(await first).toMatchObject({ outcome: "unknown" });
    expect(await second).toMatchObject({ outcome: "not_created" });
    expect(server.requests).toBe(1);
  });

  test("is what `await using` does", async () => {
    const server = await startServer();
    const disposed = transport();
    await at(server.url, disposed).tasks.create({ title: "t" });
    await disposed[Symbol.asyncDispose]();
    await expect(at(server.url, disposed).tasks.create({ title: "t" })).rejects.toThrow(/transport is closed/);
  });

  test("before the first call is fine too", async () => {
    await undiciTransport().close();
    await undiciTransport().destroy();
  });
});

test.each([0, 1.5, -1, Number.NaN, 70_000])("%s connections are refused", (connections) => {
  expect(() => undiciTransport({ connections })).toThrow(HefflConfigurationError);
});

test("without undici the first call says how to install it", async () => {
  const folder = await mkdtemp(join(tmpdir(), "no-undici-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const outfile = join(folder, "undici.mjs");
  await build({
    entryPoints: ["src/undici.ts"],
    bundle: true,
    format: "esm",
    platform: "node",
    external: ["undici"],
    outfile,
  });
  const script = `
    const { undiciTransport } = await import(${JSON.stringify(pathToFileURL(outfile).href)});
    await undiciTransport()("http://127.0.0.1:1", {}).catch(({ name, message }) => console.log(name, message));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: folder,
  });
  expect(stdout).toMatch(/^HefflConfigurationError .*npm install undici/);
});
