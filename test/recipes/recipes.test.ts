import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { propagation, trace } from "@opentelemetry/api";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";
import type { SetupServer } from "msw/node";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { Heffl, type HefflConnectionError, type NewTask, type Task } from "../../src/index.ts";
import type { HefflMock } from "../../src/testing.ts";
import { recipes, writeModules } from "../docs/blocks.ts";
import { makeCertificate } from "../faults/certificate.ts";
import { rejection, startServer, TASK } from "../support/server.ts";
import { loadFrom } from "./load.ts";

// Beside this file's own, test/docs/ writes a copy of its own.
const folder = writeModules("recipes-run", recipes());

const load = <T>(file: string, env?: Record<string, string>) => loadFrom<T>(folder, file, env);
afterEach(() => {
  vi.unstubAllEnvs();
});

test("behind an HTTP proxy: the task is created through it", async () => {
  const tunnels: (string | undefined)[] = [];
  const proxy = createServer();
  proxy.on("connect", (request, socket) => {
    tunnels.push(request.url);
    const [host, port] = (request.url ?? "").split(":");
    const upstream = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.pipe(socket).pipe(upstream);
    });
    socket.on("error", () => upstream.destroy());
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    proxy.close();
  });

  // Over TLS, as the API is: plain http isn't sent through a proxy.
  const { key, cert } = await makeCertificate();
  const api = createHttpsServer({ key, cert }, (request, response) => {
    request.resume().on("end", () => response.end(JSON.stringify(TASK)));
  });
  await once(api.listen(0, "127.0.0.1"), "listening");
  const folderOfCertificate = await mkdtemp(join(tmpdir(), "recipes-"));
  const certificateFile = join(folderOfCertificate, "cert.pem");
  await writeFile(certificateFile, cert);
  onTestFinished(async () => {
    api.close();
    await rm(folderOfCertificate, { recursive: true });
  });
  const { host } = new URL(`https://127.0.0.1:${(api.address() as AddressInfo).port}`);

  // In a process of its own, since the recipe changes the global fetch.
  const script = `
    await import(${JSON.stringify(join(folder, "proxy.ts"))});
    const { Heffl } = await import("heffl-client");
    console.log((await new Heffl().tasks.create({ title: "t" })).id);`;
  const env = {
    ...process.env,
    HEFFL_API_KEY: "test-key",
    HEFFL_BASE_URL: `https://${host}`,
    NODE_EXTRA_CA_CERTS: certificateFile,
    HTTPS_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    NO_PROXY: "",
  };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", script],
    { env },
  );
  expect(stdout).toBe(`${TASK.id}\n`);
  expect(tunnels).toEqual([host]);
});

test("OpenTelemetry: one span for each call, with the task's ID or the outcome, and without the key", async () => {
  const exporter = new InMemorySpanExporter();
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
  trace.setGlobalTracerProvider(provider);
  propagation.setGlobalPropagator({
    inject: (_, carrier, { set }) => set(carrier, "traceparent", "the-parent"),
    extract: (context) => context,
    fields: () => ["traceparent"],
  });
  onTestFinished(() => {
    trace.disable();
    propagation.disable();
  });
  const { url, received } = await startServer(
    { status: 429, headers: { "retry-after": "0" } },
    { body: { id: "tsk_7" } },
    { status: 500 },
  );
  const { createTask } = await load<{ createTask: (task: NewTask) => Promise<Task> }>("tracing.ts", {
    HEFFL_API_KEY: "the-secret-key",
    HEFFL_BASE_URL: url,
  });
  await createTask({ title: "t" });
  await rejection(createTask({ title: "t" }));
  expect(received.map(({ headers }) => headers["traceparent"])).toEqual(["the-parent", "the-parent", "the-parent"]);
  const spans = exporter.getFinishedSpans();
  expect(spans.map(({ name, attributes }) => [name, attributes])).toEqual([
    ["POST /tasks", { "heffl.task.id": "tsk_7" }],
    ["POST /tasks", { "heffl.outcome": "unknown" }],
  ]);
  expect(JSON.stringify(spans.map(({ attributes, events }) => [attributes, events]))).not.toContain("the-secret-key");
});

interface Handler {
  default: { fetch(request: Request): Promise<Response> };
}

async function loadHandler(...replies: Parameters<typeof startServer>) {
  const { url, received } = await startServer(...replies);
  const { default: handler } = await load<Handler>("handler.ts", { HEFFL_API_KEY: "test-key", HEFFL_BASE_URL: url });
  const post = (body: unknown) =>
    handler.fetch(new Request("https://my.example/api/tasks", { method: "POST", body: JSON.stringify(body) }));
  return { post, received };
}

const REFUSED = { error: { code: "VALIDATION_ERROR", message: "No." } };

test("a serverless handler: returns the outcome to the page, and sends only what the page may set", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const { post, received } = await loadHandler(
    { body: { id: "tsk_7" } },
    { status: 400, body: REFUSED },
    { status: 500 },
  );
  const created = await post({ title: "t", assigneeIds: ["usr_boss"] });
  expect([created.status, await created.json()]).toEqual([200, { id: "tsk_7" }]);
  expect(received[0]?.body).toBe('{"title":"t"}');
  const refused = await post({ title: "t" });
  expect([refused.status, await refused.json()]).toEqual([422, { outcome: "not_created" }]);
  const unknown = await post({ title: "t" });
  expect([unknown.status, await unknown.json()]).toEqual([502, { outcome: "unknown" }]);
});

test("a serverless handler: gives up when its own time is over", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(AbortSignal.abort());
  const { post, received } = await loadHandler();
  expect(await (await post({ title: "t" })).json()).toEqual({ outcome: "not_created" });
  expect(timeout).toHaveBeenCalledExactlyOnceWith(8000);
  expect(received).toEqual([]);
  vi.restoreAllMocks();
});

test("MSW: the mock answers the global fetch", async () => {
  const { server, heffl } = await load<{ server: SetupServer; heffl: HefflMock }>("msw.ts");
  server.listen();
  onTestFinished(() => server.close());
  await new Heffl({ apiKey: "test-key" }).tasks.create({ title: "t" });
  heffl.next("connection lost");
  const lost = await rejection<HefflConnectionError>(new Heffl({ apiKey: "test-key" }).tasks.create({ title: "t" }));
  expect(lost).toMatchObject({ name: "HefflConnectionError", outcome: "unknown" });
  heffl.next({ status: 403 });
  expect(await rejection(new Heffl({ apiKey: "test-key" }).tasks.create({ title: "t" }))).toMatchObject({
    code: "FORBIDDEN",
  });
  expect(heffl.tasks.map(({ title }) => title)).toEqual(["t"]);
  expect(heffl.requests).toHaveLength(3);
  expect(await new Heffl({ apiKey: "test-key" }).tasks.get("tsk_mock000001")).toMatchObject({ title: "t" });
});
