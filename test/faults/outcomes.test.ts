import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Heffl, type HefflError } from "../../src/index.ts";
import { rejection } from "../support/server.ts";
import { FAULTS, type FaultName, type FaultServer, startFaultServer } from "./server.ts";

/** What a caller must be told after one attempt. `created` goes with the task's ID where its beginning could be read. */
const TOLD: Record<"task" | "not_created" | "created, with its ID" | "created" | "unknown", FaultName[]> = {
  task: [
    "ok",
    "okNoLength",
    "okGzip",
    "okUntilClose",
    "ok201",
    "okConnectionClose",
    "okThenClose",
    "okThenReset",
    "informational103",
    "surplusAnswer",
    "drifted",
    "textPlain",
    "noType",
    "byteOrderMark",
    "echoKey",
    // Node's fetch sends it again by itself.
    "status421",
    "status421Created",
  ],
  not_created: [
    "status400",
    "status400EchoKey",
    "status401",
    "status403",
    "status404",
    "status409",
    "status429Reset0",
    "status429Reset1",
    "status429ResetUnix",
    "status429RetryAfter0",
    "status429RetryAfter1",
    "status429Date0",
    "status429Date2",
    "status429Draft0",
    "status429Hour",
    "status429NoHint",
    "status429Html",
  ],
  "created, with its ID": [
    "stallInBody",
    "cutBody",
    "chunkedCut",
    "cutUntilClose",
    "slowDrip",
    "wrongLengthShort",
    "wrongLengthLong",
    "truncatedJson",
    "brokenGzip",
    "gzipBomb",
    "hugeBody",
  ],
  created: [
    "stallInGzip",
    "chunkedBadSize",
    "emptyJson",
    "noId",
    "numberId",
    "nullJson",
    "enveloped",
    "unknownEncoding",
    "notGzip",
    "echoKeyNoId",
  ],
  unknown: [
    // undici takes neither an early 100 nor an uninvited 101 for an answer.
    "continue100",
    "continue100Late",
    "switching101",
    "closeAfterHeaders",
    "resetAfterHeaders",
    "stallAfterHeaders",
    "closeAfterBody",
    "closeAfterBodyCreated",
    "resetAfterBody",
    "resetAfterBodyCreated",
    "closeInHeaders",
    "closeInHeadersCreated",
    "stallBeforeHeaders",
    "stallBeforeHeadersCreated",
    "stallInHeaders",
    "stallInHeadersCreated",
    "tlsCut",
    "tlsCutCreated",
    "tlsBrokenRecord",
    "tlsBrokenRecordCreated",
    "tlsBrokenRecordStays",
    "tlsClearAlertCreated",
    "garbage",
    "garbageCreated",
    "invalidHeader",
    "hugeHeaders",
    "portal",
    "portalAsJson",
    "empty",
    "emptyCreated",
    "status204",
    "redirect301",
    "redirect302",
    "redirect303",
    "redirect307",
    "redirect307Created",
    "redirect308",
    "redirect308SameOriginCreated",
    "redirect303Created",
    "redirect302EchoKey",
    "status400Html",
    "status400Empty",
    "status403Html",
    "status404Html",
    "status408",
    "status408Created",
    "status408Empty",
    "status413Early",
    "status413Html",
    "status499",
    "status499Created",
    "status500",
    "status500Created",
    "status502",
    "status502Created",
    "status503RetryAfter",
    "status503RetryAfterCreated",
    "status504",
    "status504Created",
    "status520",
    "status520Created",
  ],
};

let server: FaultServer;
beforeAll(async () => {
  // Node reads it at each connection. The certificate is made anew at each start, so no trust can be set up before.
  process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
  // Slow enough never to end in a second, fast enough to have shown the ID by then.
  server = await startFaultServer({ dripMs: 12 });
});
afterAll(async () => {
  delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
  await server.close();
});

const KEY = "test-key-of-nobody";
const client = (baseUrl: string, timeoutMs = 10_000) => new Heffl({ apiKey: KEY, baseUrl, timeoutMs, maxRetries: 0 });

async function told(call: Promise<{ id: string }>): Promise<string> {
  try {
    await call;
    return "task";
  } catch (error) {
    const { outcome, taskId } = error as HefflError;
    return taskId === undefined ? outcome : `${outcome}, with its ID`;
  }
}

test("every fault is in the table", () => {
  expect(Object.values(TOLD).flat().sort()).toEqual(Object.keys(FAULTS).sort());
});

describe.each(Object.entries(TOLD))("a caller is told %s", (expected, names) => {
  test.concurrent.each(names)("after %s, on a fresh and on a warm connection", async (name) => {
    const fault = FAULTS[name];
    for (const warm of [false, true]) {
      const url = await (fault.needsTls ? server.freshHttpsUrl() : server.freshUrl());
      const heffl = client(url, fault.stalls ? 1000 : undefined);
      const key = `${name} ${warm ? "warm" : "fresh"}`;
      if (warm) {
        await heffl.tasks.create({ title: `${key}, first` }, { headers: { "x-fault-key": `${key}, first` } });
        // undici takes a connection back one turn after its answer.
        await new Promise((resolve) => setImmediate(resolve));
      }
      server.plan(key, [fault]);
      expect(await told(heffl.tasks.create({ title: key }, { headers: { "x-fault-key": key } })), key).toBe(expected);
      const [attempt] = server.ledger.of(key).attempts;
      if (warm) expect(attempt?.warm, `${key}: the connection`).toBe(true);
    }
  });
});

describe("a connection that never stood", () => {
  test("because nothing listens: not created", async () => {
    expect(await told(client(server.refusingUrl).tasks.create({ title: "t" }))).toBe("not_created");
  });

  test("because the name isn't known: not created", async () => {
    expect(await told(client("https://nowhere.invalid").tasks.create({ title: "t" }))).toBe("not_created");
  });

  test("because its certificate isn't trusted: not created", async () => {
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

  test.each(["closingUrl", "tlsClosingUrl", "tlsAlertUrl", "tlsPlainUrl", "tlsAfterHandshakeUrl"] as const)(
    "is not proved by %s: unknown",
    async (url) => {
      expect(await told(client(server[url]).tasks.create({ title: "t" }))).toBe("unknown");
    },
  );
});

test("nothing of a failure shows the key, not even where it was echoed", async () => {
  const { inspect } = await import("node:util");
  for (const name of ["status400EchoKey", "redirect302EchoKey", "echoKeyNoId"] as const) {
    const key = `${name} shown`;
    server.plan(key, [FAULTS[name]]);
    const error = await rejection(client(server.url).tasks.create({ title: key }, { headers: { "x-fault-key": key } }));
    expect(inspect(error, { depth: 10, showHidden: true }) + JSON.stringify(error)).not.toContain(KEY);
  }
});

test("no request ever reached another origin", () => {
  expect(server.ledger.foreign).toEqual([]);
});
