import { once } from "node:events";
import { connect } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { PATIENTLY } from "../support/patiently.ts";
import { gzipBomb } from "./bomb.ts";
import { EXPECTED } from "./expected.ts";
import { bodyOf, create, KEY } from "./raw-client.ts";
import { expectedOutcome, FAULTS, type Fault, type FaultName, type FaultServer, startFaultServer } from "./server.ts";

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer({ dripMs: 1 });
});
afterAll(() => server.close());

/** Faults that strike before the body is read. */
const BEFORE_BODY: readonly FaultName[] = [
  "closeAfterHeaders",
  "resetAfterHeaders",
  "stallAfterHeaders",
  "status413Early",
];
const names = Object.keys(FAULTS) as FaultName[];

describe.concurrent.each([{ warm: false }, { warm: true }])("a fault, warm: $warm", ({ warm }) => {
  it.each(names)("%s", async (name) => {
    const fault: Fault = FAULTS[name];
    const key = `${name} ${warm}`;
    server.plan(key, [fault]);
    const url = fault.needsTls ? server.httpsUrl : server.url;
    const heard = await create(url, key, EXPECTED[name], { warm, ca: server.caCert });

    const [pattern, end] = EXPECTED[name];
    expect(heard.text).toMatch(pattern);
    expect(heard.end).toBe(end);

    // A stall is heard before the server has read what stalls it.
    await vi.waitFor(() => expect(server.ledger.of(key).received).toBe(BEFORE_BODY.includes(name) ? 0 : 1), PATIENTLY);
    await vi.waitFor(() => expect(server.ledger.of(key).attempts).toHaveLength(1), PATIENTLY);
    const { attempts, created, bodies, apiKeys } = server.ledger.of(key);
    expect(attempts).toMatchObject([{ fault: name, warm }]);
    expect(apiKeys).toEqual([KEY]);
    expect(bodies).toEqual(BEFORE_BODY.includes(name) ? [] : [bodyOf(key)]);
    expect(created).toHaveLength(expectedOutcome(fault).created ? 1 : 0);
  });
});

describe("a client whose thread is busy", () => {
  const block = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

  it("hears a reset that it reads together with the answer", async () => {
    const { ledger } = server;
    server.plan("late reader", [FAULTS.okThenReset]);
    const hearing = create(server.url, "late reader", EXPECTED.okThenReset);
    while (ledger.of("late reader").received === 0) await new Promise(setImmediate);
    block(50);
    expect((await hearing).end).toBe("reset");
  });

  it("takes nothing for silence before it has asked", async () => {
    server.plan("late writer", [FAULTS.stallBeforeHeaders]);
    const hearing = create(server.url, "late writer", EXPECTED.stallBeforeHeaders);
    block(50);
    expect((await hearing).end).toBe("open");
    await vi.waitFor(() => expect(server.ledger.of("late writer").received).toBe(1), PATIENTLY);
  });
});

describe("bodies", () => {
  it("has a bomb that inflates to valid JSON", () => {
    const bomb = gzipBomb('{"id":"tsk_1","description":"', '"}');
    expect(bomb.length).toBeLessThan(100_000);
    const inflated = gunzipSync(bomb);
    expect(inflated.length).toBeGreaterThan(50_000_000);
    expect(JSON.parse(inflated.toString()).id).toBe("tsk_1");
  });

  it("sends the huge body whole", async () => {
    server.plan("huge", [FAULTS.hugeBody]);
    const answer = await fetch(server.url, { method: "POST", body: '{"title":"huge"}' });
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(64 * 1024 * 1024);
  });
});

describe("plans", () => {
  const post = (key: string, init: RequestInit = {}) =>
    fetch(`${server.url}/tasks`, { method: "POST", body: JSON.stringify({ title: key }), redirect: "manual", ...init });

  it("follows a plan by the body's title, then answers ok", async () => {
    server.plan("by title", [FAULTS.status429Reset0, FAULTS.status500Created]);
    const statuses = [await post("by title"), await post("by title"), await post("by title")].map((r) => r.status);
    expect(statuses).toEqual([429, 500, 200]);
    expect(server.ledger.of("by title").created).toHaveLength(2);
  });

  it("keeps concurrent creates apart", async () => {
    const keys = Array.from({ length: 64 }, (_, i) => `concurrent ${i}`);
    for (const [i, key] of keys.entries()) server.plan(key, [i % 2 ? FAULTS.status502Created : FAULTS.status400]);
    const answers = await Promise.all(keys.map((key) => post(key)));
    expect(answers.map(({ status }) => status)).toEqual(keys.map((_, i) => (i % 2 ? 502 : 400)));
    expect(keys.map((key) => server.ledger.of(key).created.length)).toEqual(keys.map((_, i) => i % 2));
  });

  it("reads chunked bodies", async () => {
    const body = new Blob([JSON.stringify({ title: "chunked" })]).stream();
    const init: RequestInit & { duplex: "half" } = { body, duplex: "half" };
    expect((await post("", init)).status).toBe(200);
    expect(server.ledger.of("chunked").bodies).toEqual(['{"title":"chunked"}']);
  });

  it("creates nothing for a body that is cut", async () => {
    const socket = connect({ host: "127.0.0.1", port: Number(new URL(server.url).port) });
    socket.end("POST / HTTP/1.1\r\nx-fault-key: cut\r\nContent-Length: 50\r\n\r\n{");
    await once(socket.resume(), "close");
    expect(server.ledger.of("cut")).toMatchObject({ attempts: [{ fault: "ok" }], received: 0, created: [] });
  });

  it("creates nothing for a request without a key", async () => {
    const strays = server.ledger.strays;
    expect((await post("", { body: "not json" })).status).toBe(400);
    expect(server.ledger.strays).toBe(strays + 1);
  });
});
