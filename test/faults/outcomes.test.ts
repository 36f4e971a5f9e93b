import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Heffl, type HefflOptions } from "../../src/index.ts";
import { undiciTransport } from "../../src/undici.ts";
import { rejection } from "../support/server.ts";
import { FAULTS, type FaultServer, startFaultServer } from "./server.ts";
import { TOLD, told } from "./told.ts";

let server: FaultServer;
beforeAll(async () => {
  // Node reads it at each connection. The certificate is made anew at each start, so no trust can be set up before.
  process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
  // Slow enough never to end in a second, fast enough to have shown the ID by then.
  server = await startFaultServer({ dripMs: 40 });
});
afterAll(async () => {
  delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
  await server.close();
});

const KEY = "test-key-of-nobody";
const undici = undiciTransport();
afterAll(() => undici.close());

const TRANSPORTS: Record<string, HefflOptions> = { fetch: {}, undici: { fetch: undici } };

test("every fault is in the table", () => {
  expect(Object.values(TOLD).flat().sort()).toEqual(Object.keys(FAULTS).sort());
});

describe.each(Object.entries(TRANSPORTS))("over %s", (transport, options) => {
  const client = (baseUrl: string, timeoutMs = 10_000) =>
    new Heffl({ apiKey: KEY, baseUrl, timeoutMs, maxRetries: 0, ...options });

  describe.each(Object.entries(TOLD))("a caller is told %s", (expected, names) => {
    test.concurrent.each(names)("after %s, on a fresh and on a warm connection", async (name) => {
      const fault = FAULTS[name];
      for (const warm of [false, true]) {
        const url = await (fault.needsTls ? server.freshHttpsUrl() : server.freshUrl());
        const heffl = client(url, fault.stalls ? 1000 : undefined);
        const key = `${transport} ${name} ${warm ? "warm" : "fresh"}`;
        if (warm) {
          await heffl.tasks.create({ title: `${key}, first` }, { headers: { "x-fault-key": `${key}, first` } });
          // undici takes a connection back one turn after its answer.
          await new Promise((resolve) => setImmediate(resolve));
        }
        server.plan(key, [fault]);
        const call = heffl.tasks.create({ title: key }, { headers: { "x-fault-key": key } });
        expect(await told(call), key).toBe(expected);
        const [attempt, again] = server.ledger.of(key).attempts;
        expect(again, `${key}: sent again`).toBeUndefined();
        if (warm) expect(attempt?.warm, `${key}: the connection`).toBe(true);
      }
    });
  });

  describe("a connection that was never established", () => {
    test("because nothing listens: not created", async () => {
      expect(await told(client(server.refusingUrl).tasks.create({ title: "t" }))).toBe("not_created");
    });

    test("because the name isn't known: not created", async () => {
      expect(await told(client("https://nowhere.invalid").tasks.create({ title: "t" }))).toBe("not_created");
    });

    test.each([
      ["closingUrl", "unknown"],
      ["tlsClosingUrl", "not_created"],
      ["tlsAlertUrl", "not_created"],
      ["tlsPlainUrl", "not_created"],
      ["tlsAfterHandshakeUrl", "unknown"],
    ] as const)("because of %s: %s", async (url, expected) => {
      expect(await told(client(server[url]).tasks.create({ title: "t" }))).toBe(expected);
    });
  });
});

test("a connection that was never established because its certificate isn't trusted: not created", async () => {
  const { execFile } = await import("node:child_process");
  const script = `
        const { Heffl } = await import(${JSON.stringify(new URL("../../src/index.ts", import.meta.url).href)});
        const heffl = new Heffl({ apiKey: ${JSON.stringify(KEY)}, baseUrl: ${JSON.stringify(server.httpsUrl)}, maxRetries: 0 });
        await heffl.tasks.create({ title: "t" }).catch((error) => console.log(error.outcome, error.message));`;
  const output = await new Promise<string>((resolve) => {
    const env = { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: "1" };
    execFile("npx", ["tsx", "--input-type=module", "--eval", script], { env }, (_, stdout) => resolve(stdout));
  });
  expect(output).toMatch(/^not_created Couldn't connect: self-signed certificate/);
});

test.each(Object.entries(TRANSPORTS))(
  "over %s nothing of a failure shows the key, not even where it was echoed",
  async (transport, options) => {
    const { inspect } = await import("node:util");
    for (const name of ["status400EchoKey", "redirect302EchoKey", "echoKeyNoId"] as const) {
      const key = `${transport} ${name} shown`;
      server.plan(key, [FAULTS[name]]);
      const heffl = new Heffl({ apiKey: KEY, baseUrl: server.url, maxRetries: 0, ...options });
      const error = await rejection(heffl.tasks.create({ title: key }, { headers: { "x-fault-key": key } }));
      expect(inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error)).not.toContain(KEY);
    }
  },
);

test("no request ever reached another origin", () => {
  expect(server.ledger.foreign).toEqual([]);
});
