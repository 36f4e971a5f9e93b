import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { Heffl } from "../../src/index.ts";
import { getExamples, listExamples } from "../support/document.ts";
import { type Recorder, startRecorder } from "../support/recorder.ts";

const ID = "tsk_2Jd8RyW6Lc";
const QUERY = {
  cursor: "Zk3Xr8Lw1Tq",
  pageSize: 50,
  search: "Acme & Söhne",
  orderBy: "createdAt",
  orderDir: "asc",
  filters: '{"field":{"operator":"is","values":["value"]}}',
} as const;

let recorder: Recorder;
let heffl: Heffl;

beforeAll(async () => {
  recorder = await startRecorder(inject("prismUrl"));
  heffl = new Heffl({ apiKey: "test-key", baseUrl: recorder.url, maxRetries: 0 });
});
beforeEach(() => {
  recorder.requests.length = 0;
});
afterAll(() => recorder.close());

const get = (headers = {}) => heffl.api.GET("/tasks/{id}", { params: { path: { id: ID } }, headers });
const list = (headers = {}) => heffl.api.GET("/tasks", { headers });
const calls = [
  ...listExamples.map((example) => ({ operation: "a list", call: list, ...example })),
  ...getExamples.map((example) => ({ operation: "one task", call: get, ...example })),
];

describe("what reaches the API", () => {
  test("for one task is its ID in the path, without a body", async () => {
    await get();
    expect(recorder.requests).toMatchObject([{ method: "GET", path: `/tasks/${ID}`, body: "" }]);
    expect(recorder.requests[0]?.headers).toMatchObject({ "x-api-key": "test-key" });
  });

  test("for a list is nothing more than what was asked for", async () => {
    await list();
    expect(recorder.requests).toMatchObject([{ method: "GET", path: "/tasks", body: "" }]);
  });

  test("for a list is each parameter of the query as it was given", async () => {
    const { response } = await heffl.api.GET("/tasks", { params: { query: QUERY } });
    expect(response.status).toBe(200);
    const [path, query] = recorder.requests[0]?.path.split("?") ?? [];
    expect(path).toBe("/tasks");
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({ ...QUERY, pageSize: "50" });
  });
});

describe("each named answer to a read", () => {
  test.each(calls.filter(({ status }) => status === 200))(
    "is read back whole: $operation, $name",
    async ({ call, name, value }) => {
      const { data, error } = await call({ prefer: `example=${name}` });
      expect(error).toBeUndefined();
      expect(data).toEqual(value);
    },
  );

  test.each(calls.filter(({ status }) => status !== 200))(
    "is Heffl's error: $operation, $status $name",
    async ({ call, status, name, value }) => {
      const { data, error, response } = await call({ prefer: `code=${status}, example=${name}` });
      expect(data).toBeUndefined();
      expect(response.status).toBe(status);
      expect(error).toEqual(value);
    },
  );
});

test.each([list, get])("a 429 to a read tells when to come back", async (call) => {
  const { response } = await call({ prefer: "code=429" });
  expect(response.headers.get("ratelimit-reset")).toBe("27");
});

describe("the mock", () => {
  const ask = async (path: string, headers: Record<string, string> = { "x-api-key": "test-key" }) => {
    const response = await fetch(inject("prismUrl") + path, { headers });
    await response.body?.cancel();
    return response.status;
  };

  test.each([
    ["more than 100 tasks on a page", "/tasks?pageSize=101"],
    ["a page size that isn't a number", "/tasks?pageSize=all"],
    ["an order that is neither ascending nor descending", "/tasks?orderDir=newest"],
  ])("refuses %s", async (_, path) => {
    expect(await ask(path)).toBe(400);
  });

  test.each(["/tasks", `/tasks/${ID}`])("refuses a read without a key: %s", async (path) => {
    expect(await ask(path, {})).toBe(401);
  });

  test.each([
    ["100 tasks on a page", "/tasks?pageSize=100"],
    ["a page without tasks: no minimum is published", "/tasks?pageSize=0"],
    ["another field to sort by: which there are isn't known", "/tasks?orderBy=dueDate&orderDir=asc"],
    ["any text to search for", "/tasks?search=%26%3D%20"],
    ["filters whose fields aren't known", "/tasks?filters=%7B%22status%22%3A%7B%7D%7D"],
    ["an ID of another form: no form is published", "/tasks/17"],
  ])("accepts %s", async (_, path) => {
    expect(await ask(path)).toBe(200);
  });
});
