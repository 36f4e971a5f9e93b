import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJson, objectOf, readError, readRequestId } from "../../src/http/answer.ts";
import {
  HefflAbortError,
  HefflApiError,
  HefflConnectionError,
  type HefflError,
  type HefflOptions,
  HefflResponseError,
  HefflTimeoutError,
  MAX_RESPONSE_BYTES,
  type Outcome,
} from "../../src/index.ts";
import { outcomeOf } from "../../src/tasks/outcome.ts";
import { readTask, readTaskId } from "../../src/tasks/read-task.ts";
import { NO_TASKS } from "../support/no-tasks.ts";
import { clientOver, json, lostConnection, refusal, refusedConnection, rejection, TASK } from "./stand-in.ts";

const JSON_TYPE = "application/json";
const HTML = "<!doctype html><html><body>Sign in</body></html>";
const answer = (status: number, text = "", type: string | null = JSON_TYPE) => ({
  status,
  headers: new Headers(type === null ? {} : { "content-type": type }),
  text,
});
const heffl = (code: string): string => JSON.stringify(refusal(code));

const REFUSING = [
  "VALIDATION_ERROR",
  "BAD_REQUEST",
  "UNAUTHORIZED",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "TOO_MANY_REQUESTS",
];
const anyBody = fc.oneof(
  fc.constantFrom("", HTML, "null", "{", JSON.stringify(TASK), '{"id":"tsk_1"', '{"error":{}}', "[]"),
  fc.constantFrom(...REFUSING, "INTERNAL_SERVER_ERROR", "NEW_CODE").map(heffl),
  fc.string(),
  fc.json(),
);
const anyType = fc.constantFrom(JSON_TYPE, "text/html", "text/plain", "application/problem+json", null);

describe("what an answer proves", () => {
  it.each<[Outcome, ReturnType<typeof answer>]>([
    ["created", answer(200, JSON.stringify(TASK))],
    ["created", answer(201, JSON.stringify(TASK))],
    ["created", answer(299, JSON.stringify(TASK))],
    ["created", answer(200, JSON.stringify(TASK), "text/plain")],
    ["created", answer(200, JSON.stringify(TASK), null)],
    ["created", answer(200, JSON.stringify(TASK), "text/html")],
    ["created", answer(200, '{"id":"tsk_1","tit')],
    ["unknown", answer(200, '{"id":17}')],
    ["unknown", answer(200, "")],
    ["unknown", answer(204, "")],
    ["unknown", answer(200, "null")],
    ["unknown", answer(200, '{"data":{"id":"tsk_1"}}')],
    ["created", answer(200, '{"id":"tsk_1",', "application/vnd.heffl+json; charset=utf-8")],
    ["unknown", answer(200, "", null)],
    ["unknown", answer(204, "", null)],
    ["unknown", answer(200, HTML, "text/html")],
    ["unknown", answer(200, HTML)],
    ["unknown", answer(200, ` \r\n\t${HTML}`)],
    ["unknown", answer(200, "OK", "text/plain")],
    ["unknown", answer(200, '{"id":"tsk_1","tit', "text/plain")],
    ["unknown", answer(200, heffl("VALIDATION_ERROR"))],
    ["unknown", answer(200, heffl("INTERNAL_SERVER_ERROR"))],
    ["unknown", answer(201, heffl("NEW_CODE"))],
    ["unknown", answer(200, heffl("BAD_REQUEST"), "text/plain")],

    ["not_created", answer(429, heffl("TOO_MANY_REQUESTS"))],
    ["not_created", answer(429, HTML, "text/html")],
    ["not_created", answer(429, "", null)],
    ["not_created", answer(429, JSON.stringify(TASK))],
    ...REFUSING.flatMap((code): [Outcome, ReturnType<typeof answer>][] => [
      ["not_created", answer(400, heffl(code))],
      ["not_created", answer(418, heffl(code), "text/plain")],
      ["unknown", answer(500, heffl(code))],
      ["unknown", answer(302, heffl(code))],
    ]),
    ["not_created", answer(401, heffl("UNAUTHORIZED"))],
    ["not_created", answer(409, heffl("CONFLICT"))],
    ["not_created", answer(413, heffl("BAD_REQUEST"))],
    ["unknown", answer(400, heffl("INTERNAL_SERVER_ERROR"))],
    ["unknown", answer(400, heffl("NEW_CODE"))],
    ["unknown", answer(400, heffl("constructor"))],
    ["unknown", answer(400, heffl("validation_error"))],
    ["unknown", answer(400, '{"code":"VALIDATION_ERROR","message":"No."}')],
    ["unknown", answer(400, '{"error":"VALIDATION_ERROR"}')],
    ["unknown", answer(400, '{"error":{"code":"VALIDATION_ERROR","mess')],
    ["unknown", answer(400, "")],
    ["unknown", answer(400, HTML, "text/html")],
    ["unknown", answer(403, HTML, "text/html")],
    ["unknown", answer(404, "Not Found", "text/plain")],
    ["unknown", answer(413, "", null)],
    ["unknown", answer(408, heffl("BAD_REQUEST"))],
    ["unknown", answer(499, heffl("BAD_REQUEST"))],
    ["unknown", answer(421, "")],
    ["unknown", answer(500, heffl("INTERNAL_SERVER_ERROR"))],
    ["unknown", answer(502, HTML, "text/html")],
    ["unknown", answer(503, "", null)],
    ["unknown", answer(504, JSON.stringify(TASK))],
    ["unknown", answer(200, '{"title":"a < b"')],
    ["unknown", answer(300, JSON.stringify(TASK))],
    ["unknown", answer(301, "", null)],
    ["unknown", answer(304, "", null)],
    ["unknown", answer(307, JSON.stringify(TASK))],
    ["unknown", answer(101, "", null)],
    ["unknown", answer(0, "", null)],
    ["unknown", answer(999, heffl("BAD_REQUEST"))],
  ])("is %s: %j", (outcome, answer) => {
    expect(outcomeOf(answer)).toBe(outcome);
  });

  it("is nothing for a 503 with Retry-After, which caches send after the server got the request", () => {
    const headers = new Headers({ "retry-after": "5", "content-type": JSON_TYPE });
    expect(outcomeOf({ status: 503, headers, text: heffl("INTERNAL_SERVER_ERROR") })).toBe("unknown");
  });

  it("is created only for a 2xx, and not_created only for a 4xx other than 408 and 499", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999 }), anyBody, anyType, (status, text, type) => {
        const outcome = outcomeOf(answer(status, text, type));
        if (outcome === "created") expect(Math.floor(status / 100)).toBe(2);
        if (outcome === "not_created") {
          expect(Math.floor(status / 100)).toBe(4);
          expect([408, 499]).not.toContain(status);
          expect(status === 429 || REFUSING.some((code) => text === heffl(code))).toBe(true);
        }
        if (status === 429) expect(outcome).toBe("not_created");
      }),
      { numRuns: 3_000 },
    );
  });

  it("is created for every 2xx with a readable ID that doesn't say that it is an error", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 299 }),
        fc.string({ minLength: 1 }).filter((id) => /\S/.test(id)),
        fc.json(),
        anyType,
        (status, id, rest, type) => {
          const text = JSON.stringify({ rest: JSON.parse(rest), id });
          expect(outcomeOf(answer(status, text, type))).toBe("created");
          expect(readTask(answer(status, text, type))).toMatchObject({ id });
          expect(readTaskId(answer(status, text, type))).toBe(id);
        },
      ),
    );
  });
});

describe("a media type", () => {
  it.each([
    "application/json",
    "APPLICATION/JSON",
    "application/json;charset=utf-8",
    "application/json ; charset=utf-8",
    " application/json ",
    "text/json",
    "application/problem+json",
    "application/vnd.heffl.v2+json; q=1",
    'application/json; profile="text/html"',
  ])("is JSON: %j", (type) => {
    expect(isJson(new Headers({ "content-type": type }))).toBe(true);
  });

  it.each([
    "",
    "json",
    "text/html",
    "text/plain",
    "application/jsonp",
    "application/json-seq",
    "application/jsonlines",
    "application/x-ndjson",
    "application/javascript",
    "text/html; charset=application/json",
    "text/html;+json",
    "application/json+xml",
  ])("isn't JSON: %j", (type) => {
    expect(isJson(new Headers({ "content-type": type }))).toBe(false);
  });

  it("isn't JSON where there is none", () => {
    expect(isJson(new Headers())).toBe(false);
  });
});

describe("a task in an answer", () => {
  it.each([...NO_TASKS, HTML, '{"id":"a"'])("isn't %s", (text) => {
    expect(readTask(answer(200, text))).toBeUndefined();
  });

  it("is whatever object has an ID, with values that aren't known yet", () => {
    expect(readTask(answer(200, '{"id":"tsk_1","status":"SNOOZED","newField":1}'))).toEqual({
      id: "tsk_1",
      status: "SNOOZED",
      newField: 1,
    });
  });

  it.each([199, 300, 302, 400, 500, 0])("isn't there with status %d", (status) => {
    expect(readTask(answer(status, JSON.stringify(TASK)))).toBeUndefined();
  });
});

describe("the ID of a body that was cut off", () => {
  it("is read whole or not at all, wherever the cut is", () => {
    const id = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom("tsk_1", 'a"b', "a\\b", "\u0000", "\ud800", "a\n"),
    );
    const body = fc.record({ id, title: fc.string(), cf_a: fc.jsonValue() });
    fc.assert(
      fc.property(body, fc.nat(), fc.boolean(), (body, cut, pretty) => {
        const text = JSON.stringify(body, null, pretty ? 2 : 0);
        const read = readTaskId(answer(200, text.slice(0, cut % (text.length + 1))));
        expect([undefined, body.id]).toContain(read);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['{"id":"tsk_1"', "tsk_1"],
    ['{"id":"tsk_1","title":"Ca', "tsk_1"],
    [' \n{ "id" : "tsk_1" , "tit', "tsk_1"],
  ])("is read from %s", (text, id) => {
    expect(readTaskId(answer(200, text))).toBe(id);
  });

  it.each([
    '{"id":"tsk_',
    '{"id":"',
    '{"id":',
    '{"id":""',
    '{"id":17,"a":{"id":"x"',
    '{"data":{"id":"tsk_1"',
    '{"createdBy":{"id":"usr_1"},"tit',
    '[{"id":"usr_1"',
    '{"title":"{\\"id\\":\\"tsk_1\\"}',
    '{"title":"a","id":"tsk_1"',
    '"{\\"id\\":\\"x\\"',
    '{"a":1}{"id":"x"',
    'x{"id":"x"',
    '{"ID":"x"',
    '{"id ":"x"',
    '{"id":"a\\u0062"',
  ])("isn't taken from elsewhere: %s", (text) => {
    expect(readTaskId(answer(200, text))).toBeUndefined();
  });

  it("isn't taken from a nested one where the body is whole", () => {
    for (const text of [
      '{"data":{"id":"tsk_1"}}',
      '[{"id":"a"}]',
      '{"id":17,"assignee":{"id":"usr_1"}}',
      '{"a":"{\\"id\\":\\"x\\"}"}',
    ])
      expect(readTaskId(answer(200, text))).toBeUndefined();
  });

  it("isn't taken from a body that doesn't say it is JSON", () => {
    expect(readTaskId(answer(200, '{"id":"tsk_1","tit', "text/plain"))).toBeUndefined();
    expect(readTaskId(answer(200, '{"id":"tsk_1","tit', null))).toBeUndefined();
  });
});

describe("Heffl's error in a body", () => {
  it("is read with its code, message and issues", () => {
    const issues = [{ field: "title", message: "Required." }, { message: "Unknown key: x" }];
    expect(readError(JSON.stringify(refusal("VALIDATION_ERROR", "Not valid.", issues)))).toEqual({
      code: "VALIDATION_ERROR",
      message: "Not valid.",
      issues,
    });
  });

  it("has its code, published or not", () => {
    for (const code of ["NEW_CODE", "", "toString", "__proto__"])
      expect(readError(heffl(code))).toEqual({ code, message: "No.", issues: [] });
  });

  it("has the issues that can be read", () => {
    const issues = [
      null,
      1,
      "a",
      {},
      { message: 1 },
      { field: 1, message: "a" },
      { field: "b", message: "c", more: 1 },
    ];
    expect(readError(JSON.stringify(refusal("BAD_REQUEST", "No.", issues)))?.issues).toEqual([
      { message: "a" },
      { field: "b", message: "c" },
    ]);
    for (const odd of ["none", null, {}, 1])
      expect(readError(JSON.stringify(refusal("BAD_REQUEST", "No.", odd)))?.issues).toEqual([]);
  });

  it.each([
    "",
    "null",
    "[]",
    "{}",
    '"error"',
    '{"error":null}',
    '{"error":"no"}',
    '{"error":{"code":1,"message":"a"}}',
    '{"error":{"code":"BAD_REQUEST"}}',
    '{"error":{"message":"a"}}',
    '{"errors":[{"code":"BAD_REQUEST","message":"a"}]}',
    HTML,
  ])("isn't in %s", (text) => {
    expect(readError(text)).toBeUndefined();
  });

  it("is read from any JSON without an exception", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (error, details) => {
        readError(JSON.stringify({ error }));
        readError(JSON.stringify({ error: { code: "BAD_REQUEST", message: "a", details } }));
      }),
    );
  });
});

describe("an object in a body", () => {
  it("is one in JSON, and no array, null or primitive", () => {
    expect(objectOf(answer(200, '{"a":1}'))).toEqual({ a: 1 });
    for (const text of ["", "{", "[]", "null", "1", '"a"', "true", HTML])
      expect(objectOf(answer(200, text))).toBeUndefined();
  });
});

describe("a request ID", () => {
  it.each(["x-request-id", "request-id", "x-correlation-id"])("is read from %s", (name) => {
    expect(readRequestId(new Headers({ [name]: "r1" }))).toBe("r1");
  });

  it("is undefined without one of these headers", () => {
    expect(readRequestId(new Headers({ "x-trace": "r1" }))).toBeUndefined();
  });
});

describe("a create", () => {
  type Fetch = NonNullable<HefflOptions["fetch"]>;
  const bodyOf = (parts: string[], end: "close" | "error" | "stall"): ReadableStream<Uint8Array> => {
    const chunks = parts.map((part) => new TextEncoder().encode(part));
    return new ReadableStream({
      pull(controller) {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(chunk);
        else if (end === "close") controller.close();
        else if (end === "error") controller.error(lostConnection());
        else return new Promise(() => {});
        return undefined;
      },
    });
  };
  const streamed = (status: number, parts: string[], end: "close" | "error" | "stall", type = JSON_TYPE): Response =>
    new Response(bodyOf(parts, end), { status, headers: { "content-type": type } });
  const html = (status: number): Response => new Response(HTML, { status, headers: { "content-type": "text/html" } });
  const throws =
    (error: unknown): Fetch =>
    async () => {
      throw error;
    };
  const never = (): Promise<never> => new Promise(() => {});
  const huge = (status: number): Response =>
    streamed(
      status,
      ['{"id":"tsk_1","description":"', ...new Array(11).fill("a".repeat(MAX_RESPONSE_BYTES / 10))],
      "close",
    );

  type Row = [
    what: string,
    fetch: Fetch,
    kind: typeof HefflApiError | typeof HefflTimeoutError | typeof HefflConnectionError | typeof HefflResponseError,
    outcome: Outcome,
    message: RegExp,
    taskId?: string,
  ];
  const rows: Row[] = [
    [
      "a refused connection",
      throws(refusedConnection()),
      HefflConnectionError,
      "not_created",
      /^Couldn't connect: connect ECONNREFUSED 127\.0\.0\.1:1\. Nothing was created\.$/,
    ],
    [
      "a lost connection",
      throws(lostConnection()),
      HefflConnectionError,
      "unknown",
      /^The connection failed before an answer arrived: read ECONNRESET\. The task may exist: look for it before you create it again, for example with tasks\.findLike\.$/,
    ],
    [
      "a transport that says it never left",
      throws(new HefflConnectionError("Closed.", { outcome: "not_created" })),
      HefflConnectionError,
      "not_created",
      /Nothing was created/,
    ],
    ["no answer in time", never, HefflTimeoutError, "unknown", /^No answer within 5 ms\. The task may exist/],
    [
      "an answer whose body stalls",
      async () => streamed(200, ['{"id":"tsk_1",'], "stall"),
      HefflResponseError,
      "created",
      /^HTTP 200, but its body didn't end within 5 ms\. The task was created \(tsk_1\): don't create it again\.$/,
      "tsk_1",
    ],
    [
      "an answer whose body stalls before its ID",
      async () => streamed(200, [], "stall"),
      HefflResponseError,
      "unknown",
      /The task may exist/,
    ],
    [
      "a page whose body stalls",
      async () => streamed(200, ["<html>"], "stall", "text/html"),
      HefflResponseError,
      "unknown",
      /The task may exist/,
    ],
    [
      "an answer that is cut",
      async () => streamed(200, ['{"id":"tsk_1","title":"Ca'], "error"),
      HefflResponseError,
      "created",
      /^HTTP 200, but reading its body failed: read ECONNRESET\. The task was created \(tsk_1\)/,
      "tsk_1",
    ],
    [
      "an answer that ends in the middle of JSON",
      async () => streamed(200, ['{"id":"tsk_1",', '"title":"Ca'], "close"),
      HefflResponseError,
      "created",
      /its body isn't a task\. The task was created \(tsk_1\)/,
      "tsk_1",
    ],
    [
      "an answer that is too large",
      async () => huge(200),
      HefflResponseError,
      "created",
      /^HTTP 200, but its body is larger than 10,485,760 bytes\. The task was created \(tsk_1\)/,
      "tsk_1",
    ],
    [
      "a refusal that is cut",
      async () => streamed(400, ['{"error":{"code":"BAD'], "error"),
      HefflApiError,
      "unknown",
      /The task may exist/,
    ],
    [
      "a 429 that is cut",
      async () => streamed(429, ["{"], "error"),
      HefflApiError,
      "not_created",
      /Nothing was created/,
    ],
    [
      "a 200 without an ID",
      async () => json(200, { title: "a" }),
      HefflResponseError,
      "unknown",
      /its body isn't a task\. The task may exist: look for it before you create it again, for example with tasks\.findLike\.$/,
    ],
    ["an envelope", async () => json(200, { data: TASK }), HefflResponseError, "unknown", /its body isn't a task/],
    [
      "an empty 200 in JSON",
      async () => streamed(200, [], "close"),
      HefflResponseError,
      "unknown",
      /its body is empty/,
    ],
    [
      "an empty 204",
      async () => new Response(null, { status: 204 }),
      HefflResponseError,
      "unknown",
      /^HTTP 204, but its body is empty\. The task may exist/,
    ],
    [
      "a portal's page",
      async () => html(200),
      HefflResponseError,
      "unknown",
      /its body is text\/html, possibly from a proxy or a sign-in page\. The task may exist/,
    ],
    [
      "an error in a 200",
      async () => json(200, refusal("VALIDATION_ERROR")),
      HefflResponseError,
      "unknown",
      /its body is an error\. The task may exist/,
    ],
    [
      "Heffl's refusal",
      async () => json(400, refusal("VALIDATION_ERROR", "Not valid.", [{ field: "title", message: "Required" }])),
      HefflApiError,
      "not_created",
      /^HTTP 400, VALIDATION_ERROR: Not valid\. title: Required\. Nothing was created\.$/,
    ],
    [
      "a wrong key",
      async () => json(401, refusal("UNAUTHORIZED")),
      HefflApiError,
      "not_created",
      /Check the API key; keys are created at app\.heffl\.com\/settings\/developers\. Nothing was created\.$/,
    ],
    [
      "a missing right",
      async () => json(403, refusal("FORBIDDEN")),
      HefflApiError,
      "not_created",
      /^HTTP 403, FORBIDDEN: No\. The key has its creator's permissions: check them/,
    ],
    [
      "a 429",
      async () => json(429, refusal("TOO_MANY_REQUESTS")),
      HefflApiError,
      "not_created",
      /^HTTP 429, TOO_MANY_REQUESTS: No\. Nothing was created\.$/,
    ],
    [
      "a 429 of something else",
      async () => html(429),
      HefflApiError,
      "not_created",
      /^HTTP 429, text\/html body; not a Heffl error, possibly from a proxy\. Nothing was created\.$/,
    ],
    [
      "a 403 of something else",
      async () => html(403),
      HefflApiError,
      "unknown",
      /^HTTP 403, text\/html body; not a Heffl error, possibly from a proxy\..* The task may exist/,
    ],
    [
      "a 500",
      async () => json(500, refusal("INTERNAL_SERVER_ERROR", "Oh.")),
      HefflApiError,
      "unknown",
      /^HTTP 500, INTERNAL_SERVER_ERROR: Oh\. The task may exist/,
    ],
    [
      "a 503 with Retry-After",
      async () => new Response("", { status: 503, headers: { "retry-after": "0" } }),
      HefflApiError,
      "unknown",
      /^HTTP 503, empty body.* The task may exist/,
    ],
    ["a 408", async () => json(408, refusal("BAD_REQUEST")), HefflApiError, "unknown", /The task may exist/],
    ["a 499", async () => json(499, refusal("BAD_REQUEST")), HefflApiError, "unknown", /The task may exist/],
    [
      "a redirect",
      async () => new Response("", { status: 307, headers: { location: "https://elsewhere.example" } }),
      HefflApiError,
      "unknown",
      /^HTTP 307, a redirect, not followed, to protect the API key\. Check baseUrl\. The task may exist/,
    ],
    ["a hidden redirect", async () => Response.error(), HefflApiError, "unknown", /^A redirect, not followed/],
    [
      "a body in another encoding",
      async () =>
        new Response("\u0001\u0002", {
          status: 200,
          headers: { "content-type": JSON_TYPE, "content-encoding": "x-heffl" },
        }),
      HefflResponseError,
      "unknown",
      /its body isn't a task \(Content-Encoding: x-heffl\)/,
    ],
  ];

  it.each(rows)("over %s says what is proved", async (_, fetch, kind, outcome, message, taskId) => {
    const heffl = clientOver(fetch, {
      timeoutMs: kind === HefflTimeoutError || message.source.includes("within") ? 5 : 100,
    });
    const error = await rejection(heffl.tasks.create({ title: "a" }));
    expect(error).toBeInstanceOf(kind as never);
    expect((error as HefflError).outcome).toBe(outcome);
    expect((error as HefflError).taskId).toBe(taskId);
    expect((error as HefflError).message).toMatch(message);
  });

  it.each<[string, Response, RegExp]>([
    [
      "of white space",
      new Response(" \n", { status: 502, headers: { "content-type": "text/html" } }),
      /^HTTP 502, empty body/,
    ],
    ["without a type", new Response(new Blob(["x"]), { status: 502 }), /^HTTP 502, untyped body; not a Heffl error/],
    [
      "with more than a type",
      new Response("x", { status: 502, headers: { "content-type": "text/x ; charset=utf-8" } }),
      /^HTTP 502, text\/x body; not a Heffl error/,
    ],
    [
      "in an encoding",
      new Response("x", { status: 502, headers: { "content-encoding": "br2" } }),
      / \(Content-Encoding: br2\);/,
    ],
    ["of white space in a 200", new Response(" ", { headers: { "content-type": JSON_TYPE } }), /its body is empty/],
    [
      "of Heffl's with a code that isn't published",
      json(422, refusal("NEW_CODE", "Oh")),
      /^HTTP 422, NEW_CODE: Oh\. The task may exist/,
    ],
    ["of something else with Heffl's status", html(401), /possibly from a proxy\. The task may exist.*\.$/],
    ["beside the first redirect", html(300), /^HTTP 300, a redirect/],
    ["beside the last redirect", html(399), /^HTTP 399, a redirect/],
    ["beside the first refusal", html(400), /^HTTP 400, text\/html body/],
    ["that is cut, in a refusal", streamed(500, ["{"], "error"), /But reading its body failed: read ECONNRESET\./],
  ])("over a body %s says so", async (_, response, message) => {
    const error = await rejection(clientOver(async () => response).tasks.create({ title: "a" }));
    expect((error as HefflError).message).toMatch(message);
    expect((error as HefflError).message).not.toMatch(/undefined|null| {2}|\.\.|: \./);
  });

  it.each<[string, unknown, RegExp]>([
    ["its own", new RangeError("no"), /: no\. The task may exist/],
    ["its cause's", lostConnection(), /: read ECONNRESET\. The task may exist/],
    ["an empty one", new Error(""), /answer arrived\. The task may exist/],
    ["one of many lines", new Error(" a\n  b\tc\n"), /: a b c\. The task may exist/],
    ["none", 5, /answer arrived\. The task may exist/],
  ])("over a transport's error tells its message, %s, and has it for its cause", async (_, cause, message) => {
    const error = await rejection(clientOver(throws(cause)).tasks.create({ title: "a" }));
    expect((error as HefflError).message).toMatch(message);
    expect((error as HefflError).cause).toBe(cause);
  });

  it("over an answer that is cut has the transport's error for its cause", async () => {
    const cause = lostConnection();
    for (const status of [200, 400]) {
      const body = new ReadableStream({ pull: (controller) => controller.error(cause) });
      const fetch = async () => new Response(body, { status, headers: { "content-type": JSON_TYPE } });
      const error = await rejection(clientOver(fetch).tasks.create({ title: "a" }));
      expect((error as HefflError).cause).toBe(cause);
    }
  });

  it("that isn't proved to have created a task has no task's ID, whatever the body says", async () => {
    for (const status of [300, 400, 429, 500]) {
      const error = await rejection(
        clientOver(async () => json(status, TASK), { maxRetries: 0 }).tasks.create({ title: "a" }),
      );
      expect(error).toBeInstanceOf(HefflApiError);
      expect(error).not.toHaveProperty("taskId");
    }
  });

  it("whose answer isn't a task has the answer's status, body and headers in its error", async () => {
    const headers = { "x-request-id": "r1", "x-more": "m" };
    const error = await rejection(
      clientOver(async () => json(200, { title: "a" }, headers)).tasks.create({ title: "a" }),
    );
    expect(error).toMatchObject({ status: 200, body: '{"title":"a"}', requestId: "r1" });
    expect((error as HefflResponseError).headers.get("x-more")).toBe("m");
  });

  it("whose answer is a 500 that is too large says so, and not that the connection failed", async () => {
    const error = await rejection(clientOver(async () => huge(500)).tasks.create({ title: "a" }));
    expect(error).toMatchObject({ outcome: "unknown" });
    expect((error as Error).message).not.toContain("connection failed");
    expect((error as Error).message).toContain("10,485,760 bytes");
  });

  it("was created although another client's create failed in a middleware after its answer", async () => {
    const heffl = clientOver(async () => json(200, TASK));
    const second = clientOver(async () => json(200, TASK));
    heffl.api.use({
      async onResponse() {
        await second.tasks.create({} as never);
      },
    });
    const error = await rejection(heffl.tasks.create({ title: "a" }));
    expect(error).toMatchObject({ outcome: "created", taskId: TASK.id });
  });

  it("that its own logger aborts after a lost connection stays unknown", async () => {
    const controller = new AbortController();
    const abort = () => controller.abort();
    const logger = { debug: abort, info: abort, warn: abort, error: abort };
    const heffl = clientOver(throws(lostConnection()), { logger, retryUnknown: true });
    const error = await rejection(heffl.tasks.create({ title: "a" }, { signal: controller.signal }));
    expect(error).toBeInstanceOf(HefflAbortError);
    expect(error).toMatchObject({ outcome: "unknown" });
  });
});
