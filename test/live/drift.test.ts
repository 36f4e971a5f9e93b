import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { heffl, type Reply, refusingUrl, startServer, TASK } from "../support/server.ts";
import { checkLive } from "./check.ts";

const KEY = "the-key";
const JSON_TYPE = { "content-type": "application/json" };
const UNAUTHORIZED: Reply = { status: 401, body: heffl("UNAUTHORIZED") };
const BAD_REQUEST: Reply = { status: 400, body: heffl("VALIDATION_ERROR") };

const PAGE = { data: [TASK], meta: { nextCursor: null, hasMore: false } };
interface Others {
  unauthorized?: Reply;
  badRequest?: Reply;
  got?: Reply;
  listed?: Reply;
}

/** Checks an API that gives these answers: to a wrong key, to a task without a title, to a good task, and to the reads. */
async function check(created: Reply, others: Others = {}) {
  const {
    unauthorized = UNAUTHORIZED,
    badRequest = BAD_REQUEST,
    got = { body: TASK },
    listed = { body: PAGE },
  } = others;
  const server = await startServer(unauthorized, badRequest, created, got, listed);
  const report = await checkLive({ upstream: `${server.url}/api/v2`, apiKey: KEY });
  return { ...report, received: server.received };
}

test("an API that keeps to the document has no drift", async () => {
  const { checks, task, wasListed, unlisted, received } = await check({
    body: { ...TASK, priority: null, cf_seats: 40 },
  });
  expect(checks).toEqual([
    { name: "refuses a key that isn't one", expected: 401, status: 401, drift: [] },
    { name: "refuses a task without a title", expected: 400, status: 400, drift: [] },
    { name: "creates a task", expected: 200, status: 200, drift: [] },
    { name: "gets the task", expected: 200, status: 200, drift: [] },
    { name: "lists the newest tasks", expected: 200, status: 200, drift: [] },
  ]);
  expect(task).toMatchObject({ id: "tsk_1", cf_seats: 40 });
  expect(wasListed).toBe(true);
  expect(unlisted).toEqual([]);

  expect(received.map(({ headers }) => headers["x-api-key"])).toEqual(["not-a-key", KEY, KEY, KEY, KEY]);
  expect(received.slice(3).map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /api/v2/tasks/tsk_1",
    "GET /api/v2/tasks",
  ]);
  const sent = JSON.parse(received[2]?.body ?? "");
  expect(sent.title).toMatch(/^\[heffl-client live test\] /);
  // IDs that a workspace doesn't have would be refused.
  expect(Object.keys(sent).filter((name) => /id|entity/i.test(name))).toEqual([]);
});

test("the request arrives at the path under the upstream's own, compressed answers are read", async () => {
  let path: string | undefined;
  const { checks, task } = await check((response) => {
    path = response.req.url;
    response.writeHead(200, { ...JSON_TYPE, "content-encoding": "gzip" }).end(gzipSync(JSON.stringify(TASK)));
  });
  expect(path).toBe("/api/v2/tasks");
  expect(checks[2]?.drift).toEqual([]);
  expect(task?.id).toBe("tsk_1");
});

const { number: _, ...WITHOUT_NUMBER } = TASK;
const UNDOCUMENTED_STATUS = /^Unable to match the returned status code/;
const drifting: [what: string, answer: Reply, drift: RegExp][] = [
  ["a required field is missing", { body: WITHOUT_NUMBER }, /must have required property 'number'/],
  ["an enum has a new value", { body: { ...TASK, type: "email" } }, /property type must be equal to one of .*: call/],
  ["a field has another type", { body: { ...TASK, number: 1 } }, /property number must be string/],
  ["a field is null that can't be", { body: { ...TASK, status: null } }, /property status must be string/],
  ["a date isn't one", { body: { ...TASK, dueDate: "tomorrow" } }, /property dueDate must match format/],
  ["there is an envelope", { body: { data: TASK } }, /must have required property 'id'/],
  ["the status is a success that isn't documented", { status: 201, body: TASK }, UNDOCUMENTED_STATUS],
  ["the status is an error that isn't documented", { status: 418, body: heffl("BAD_REQUEST") }, UNDOCUMENTED_STATUS],
  ["the error's code isn't published", { status: 409, body: heffl("DUPLICATE") }, /property error.code must be equal/],
  ["the error's body is another", { status: 500, body: { message: "No." } }, /must have required property 'error'/],
  ["the media type is another", { body: "<p>", headers: { "content-type": "text/html" } }, /media type "text\/html"/],
  ["the media type is missing", { body: JSON.stringify(TASK) }, /media type ""/],
  // The rest is where Prism's own forwarding reports nothing, or dies.
  ["the media type isn't one", { body: "{}", headers: { "content-type": "json" } }, /media type ""/],
  ["the body isn't JSON", { body: "{", headers: JSON_TYPE }, /body must be object/],
  ["the body is empty", { headers: JSON_TYPE }, /body must be object/],
  ["nothing is implemented", { status: 501, body: {} }, UNDOCUMENTED_STATUS],
  [
    "there is more than a header holds",
    { body: { ...TASK, tagIds: Array(200).fill(7) } },
    /^Too many violations! .* …$/,
  ],
];

test.each(drifting)("it is drift when %s", async (_, answer, drift) => {
  const { checks, task } = await check(answer);
  expect(checks[2]?.drift.filter((line) => drift.test(line))).toHaveLength(1);
  // Prism's example, which it would give in the place of a 501.
  expect(task?.id).not.toBe("tsk_2Jd8RyW6Lc");
});

test("drift doesn't hide the task that was created", async () => {
  const { checks, task } = await check({ body: { ...TASK, status: "LATER" } });
  expect(checks[2]?.drift).toHaveLength(1);
  expect(task?.id).toBe("tsk_1");
});

test("refusals are compared too", async () => {
  const unauthorized = { status: 401, body: { error: "No." } };
  const badRequest = { status: 422, body: heffl("VALIDATION_ERROR") };
  const { checks } = await check({ body: TASK }, { unauthorized, badRequest });
  expect(checks.map(({ drift }) => drift.length)).toEqual([1, 1, 0, 0, 0]);
});

test("reads are compared too, and that a task isn't in the list yet is told and no drift", async () => {
  const other = { ...PAGE, data: [{ ...TASK, id: "tsk_2" }] };
  const late = await check({ body: TASK }, { got: { status: 404, body: heffl("NOT_FOUND") }, listed: { body: other } });
  expect(late.checks.map(({ drift }) => drift.length)).toEqual([0, 0, 0, 0, 0]);
  expect(late.checks[3]).toMatchObject({ status: 404, failure: "200 was to come, and 404 came." });
  expect(late.wasListed).toBe(false);

  const bare = await check({ body: TASK }, { got: { body: { data: TASK } }, listed: { body: [TASK] } });
  expect(bare.checks.map(({ drift }) => drift.length > 0)).toEqual([false, false, false, true, true]);
  expect(bare.wasListed).toBeUndefined();
});

test("an API that takes a task without a title is told", async () => {
  const { checks } = await check({ body: TASK }, { badRequest: { body: TASK } });
  expect(checks[1]).toMatchObject({ status: 200, failure: "400 was to come, and 200 came.", drift: [] });
});

test("an answer as documented that isn't a task is a failure, and no drift", async () => {
  const { checks, task } = await check({ status: 403, body: heffl("FORBIDDEN") });
  expect(checks[2]).toMatchObject({ status: 403, drift: [] });
  expect(checks[2]?.failure).toMatch(/^HTTP 403, FORBIDDEN: Said by Heffl\. .*Nothing was created\.$/);
  expect(task).toBeUndefined();
});

test("keys that the document doesn't list are named, and no drift", async () => {
  const { checks, unlisted } = await check({ body: { ...TASK, color: "red", cf_a: 1 } });
  expect(checks[2]?.drift).toEqual([]);
  expect(unlisted).toEqual(["color"]);
});

test.each([301, 302, 303, 307, 308])("a %d takes the key nowhere", async (status) => {
  const elsewhere = await startServer();
  const { checks } = await check({ status, headers: { location: `${elsewhere.url}/tasks` } });
  expect(elsewhere.received).toEqual([]);
  expect(checks[2]).toMatchObject({ status, drift: [expect.stringMatching(UNDOCUMENTED_STATUS)] });
});

test("without a connection it says so as the client does, and asks no more", async () => {
  const { checks } = await checkLive({ upstream: await refusingUrl(), apiKey: KEY });
  expect(checks).toHaveLength(1);
  expect(checks[0]?.failure).toMatch(/^Couldn't connect.*ECONNREFUSED.*Nothing was created\.$/);
  expect(checks[0]).not.toHaveProperty("status");
});

test("an interrupted create is told as one, while the API doesn't answer", async () => {
  const interrupt = new AbortController();
  const server = await startServer(UNAUTHORIZED, BAD_REQUEST, () => interrupt.abort());
  const { checks } = await checkLive({ upstream: server.url, apiKey: KEY, signal: interrupt.signal });
  expect(checks[2]?.failure).toBe(
    "The call was aborted. The task may exist: look for it before you create it again, for example with tasks.findLike.",
  );
});

test.each([
  ["http://api.heffl.example/api/v2", KEY, /^baseUrl must be https/],
  ["https://api.heffl.example", `${KEY}\n`, /^The API key has white space/],
])("at %s a key that can't go there goes nowhere", async (upstream, apiKey, message) => {
  await expect(checkLive({ upstream, apiKey })).rejects.toThrow(message);
});
