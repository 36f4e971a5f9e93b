import { expect, test } from "vitest";
import { Heffl } from "../../src/index.ts";
import { createMock, type MockNext } from "../../src/testing.ts";
import type { FaultName } from "../faults/server.ts";
import { TOLD, told } from "../faults/told.ts";

interface Plan {
  next: MockNext;
  created?: boolean;
}

const ID = { id: "tsk_1" };
const after = (seconds: number) => new Date(Date.now() + seconds * 1000);
const lost: Plan = { next: "connection lost" };
const lostCreated: Plan = { next: "connection lost", created: true };
const silent: Plan = { next: "no answer" };
const silentCreated: Plan = { next: "no answer", created: true };
const cut: Plan = { next: "cut off" };
const fine: Plan = { next: {} };
const status = (code: number, created = false): Plan => ({ next: { status: code }, created });
const empty = (code: number, created = false): Plan => ({ next: { status: code, body: "" }, created });
const page = (code: number): Plan => ({
  next: { status: code, body: "<html></html>", headers: { "content-type": "text/html" } },
});
const redirect = (code: number, created = false, to = "https://elsewhere.example/tasks"): Plan => ({
  next: { status: code, headers: { location: to } },
  created,
});
const limited = (headers: Record<string, string> = {}): Plan => ({ next: { status: 429, headers } });

/** How the mock is told to do what the fault server does on a socket. Undefined where a `fetch` hides it from its caller. */
const PLANS: Record<FaultName, Plan | undefined> = {
  ok: fine,
  okNoLength: fine,
  okGzip: fine,
  okUntilClose: fine,
  ok201: { next: { status: 201 } },
  okConnectionClose: fine,
  okThenClose: fine,
  okThenReset: fine,
  informational103: fine,
  continue100: lost,
  continue100Late: lostCreated,
  switching101: lostCreated,

  closeAfterHeaders: lost,
  resetAfterHeaders: lost,
  stallAfterHeaders: silent,
  closeAfterBody: lost,
  closeAfterBodyCreated: lostCreated,
  resetAfterBody: lost,
  resetAfterBodyCreated: lostCreated,
  closeInHeaders: lost,
  closeInHeadersCreated: lostCreated,
  stallBeforeHeaders: silent,
  stallBeforeHeadersCreated: silentCreated,
  stallInHeaders: silent,
  stallInHeadersCreated: silentCreated,
  stallInBody: { next: "stalled" },
  stallInGzip: undefined, // the first half is text here, with the task's ID in it
  tlsCut: lost,
  tlsCutCreated: lostCreated,
  tlsBrokenRecord: lost,
  tlsBrokenRecordCreated: lostCreated,
  tlsBrokenRecordStays: lostCreated,
  tlsClearAlertCreated: lostCreated,

  cutBody: cut,
  chunkedCut: cut,
  cutUntilClose: cut,
  slowDrip: { next: "stalled" },
  wrongLengthShort: cut,
  wrongLengthLong: { next: "stalled" },
  surplusAnswer: fine,
  chunkedBadSize: { next: { body: "" } },
  garbage: lost,
  garbageCreated: lostCreated,
  invalidHeader: lostCreated,
  hugeHeaders: lostCreated,

  portal: { next: "web page" },
  portalAsJson: { next: { body: "<!doctype html>" }, created: false },
  empty: { next: "empty" },
  emptyCreated: { next: "empty", created: true },
  emptyJson: { next: { body: "" } },
  status204: { next: { status: 204, headers: { "content-type": "" } } },
  truncatedJson: { next: { body: '{"id":"tsk_1","title":"t' } },
  noId: { next: { body: { title: "t" } } },
  numberId: { next: { body: { id: 17 } } },
  nullJson: { next: { body: null } },
  enveloped: { next: { body: { data: ID } } },
  errorWithId: { next: { body: { id: "req_1", error: { code: "FORBIDDEN", message: "No." } } }, created: false },
  errorsWithId: { next: { body: { id: "req_1", errors: ["No."] } }, created: false },
  successFalseCreated: { next: { body: { ...ID, success: false } } },
  drifted: { next: { body: { ...ID, status: "SNOOZED", newField: { deep: [1] } } } },
  textPlain: { next: { headers: { "content-type": "text/plain" } } },
  noType: { next: { headers: { "content-type": "" } } },
  byteOrderMark: { next: { body: `\ufeff${JSON.stringify(ID)}` } },
  unknownEncoding: { next: { body: "\x8f:\0\xff", headers: { "content-encoding": "x-heffl" } } },
  brokenGzip: cut,
  notGzip: { next: { body: "\x1f\x8b" } },
  gzipBomb: { next: { body: { ...ID, description: "a".repeat(11 * 1024 * 1024) } } },
  hugeBody: { next: { body: { ...ID, description: "a".repeat(11 * 1024 * 1024) } } },
  echoKey: { next: { task: { description: "Made with test-key" }, headers: { "x-debug-key": "test-key" } } },
  echoKeyNoId: { next: { body: { title: "test-key", "test-key": 1 } } },

  redirect301: redirect(301),
  redirect302: redirect(302),
  redirect303: redirect(303),
  redirect307: redirect(307),
  redirect307Created: redirect(307, true),
  redirect308: redirect(308),
  redirect308SameOriginCreated: redirect(308, true, "/tasks"),
  redirect303Created: redirect(303, true, "/tasks/tsk_made"),
  redirect302EchoKey: redirect(302, false, "https://elsewhere.example/tasks?key=test-key"),
  status400: { next: { status: 400, issues: [{ field: "title", message: "is odd" }, { message: "Unknown key" }] } },
  status400Html: page(400),
  status400Empty: empty(400),
  status400EchoKey: { next: { status: 400, code: "BAD_REQUEST", message: "The key test-key is odd." } },
  status401: status(401),
  status403: status(403),
  status403Html: page(403),
  status404: status(404),
  status404Html: page(404),
  status408: { next: { status: 408, body: { error: { code: "TIMEOUT", message: "late" } } } },
  status408Created: { next: { status: 408, body: { error: { code: "TIMEOUT", message: "late" } } }, created: true },
  status408Empty: empty(408),
  status409: status(409),
  status413Early: page(413),
  status413Html: page(413),
  status421: empty(421),
  status421Created: empty(421, true),
  status421CreatedClose: empty(421, true),
  status499: empty(499),
  status499Created: empty(499, true),
  status500: status(500),
  status500Created: status(500, true),
  status502: status(502),
  status502Created: status(502, true),
  status503RetryAfter: { next: { status: 503, retryAfterSeconds: 0 } },
  status503RetryAfterCreated: { next: { status: 503, retryAfterSeconds: 0 }, created: true },
  status504: status(504),
  status504Created: status(504, true),
  status520: empty(520),
  status520Created: empty(520, true),

  status429Reset0: { next: { status: 429, resetSeconds: 0 } },
  status429Reset1: { next: { status: 429, resetSeconds: 1 } },
  status429ResetUnix: { next: { status: 429, resetSeconds: Math.floor(after(0).getTime() / 1000) } },
  status429RetryAfter0: { next: { status: 429, retryAfterSeconds: 0 } },
  status429RetryAfter1: { next: { status: 429, retryAfterSeconds: 1 } },
  status429Date0: limited({ "retry-after": after(0).toUTCString() }),
  status429Date2: limited({ "retry-after": after(2).toUTCString() }),
  status429Draft0: limited({ ratelimit: '"default";r=0;t=0' }),
  status429Hour: { next: { status: 429, retryAfterSeconds: 3600, resetSeconds: 3600 } },
  status429NoHint: limited(),
  status429Html: page(429),
};

const planned = Object.entries(TOLD).flatMap(([expected, names]) =>
  names.flatMap((name) => {
    const plan = PLANS[name];
    return plan ? [{ expected, name, ...plan }] : [];
  }),
);

test.concurrent.each(planned)(
  "$name in the mock tells what it tells on a socket: $expected",
  async ({ expected, name, next, created }) => {
    const mock = createMock();
    mock.next(next, created === undefined ? {} : { created });
    const timeoutMs = next === "no answer" || next === "stalled" ? 50 : 10_000;
    const heffl = new Heffl({ apiKey: "test-key", fetch: mock.fetch, timeoutMs, maxRetries: 0 });
    expect(await told(heffl.tasks.create({ title: name }))).toBe(expected);
    expect(mock.requests).toHaveLength(1);
    // What a caller is told for certain must be what happened.
    if (expected === "not_created") expect(mock.tasks).toEqual([]);
    else if (expected !== "unknown") expect(mock.tasks).toHaveLength(1);
  },
);
