import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Heffl, type HefflApiError } from "../../src/index.ts";
import { createMock } from "../../src/testing.ts";
import { rejection } from "../support/server.ts";

const post = (url: string, headers: HeadersInit = { "x-api-key": "k", "content-type": "application/json" }) =>
  [url, { method: "POST", headers, body: '{"title":"t"}' }] as const;

describe("the mock answers as the API would", () => {
  test.each([
    "https://api.heffl.com/v2/tasks",
    "https://api.heffl.com/api/v1/tasks",
    "https://api.heffl.com/api/v2/task",
    "https://api.heffl.com/api/v2/tasks/",
    "https://api.heffl.com/api/v2/projects/1/tasks",
    "https://api.heffl.com/tasks",
    "https://heffl.com/api/v2/tasks",
    "https://api.hefl.com/api/v2/tasks",
    "http://api.heffl.com/api/v2/tasks",
    "https://api.heffl.com:8443/api/v2/tasks",
  ])("%s is a 404, and makes no task", async (url) => {
    const mock = createMock();
    expect((await mock.fetch(...post(url))).status).toBe(404);
    expect(mock.tasks).toEqual([]);
    const heffl = new Heffl({
      apiKey: "test",
      fetch: mock.fetch,
      baseUrl: url.replace(/^http:/, "https:").replace(/\/tasks?\/?$/, "/wrong"),
    });
    expect(await rejection<HefflApiError>(heffl.tasks.create({ title: "t" }))).toMatchObject({
      status: 404,
      outcome: "not_created",
      code: "NOT_FOUND",
    });
  });

  test.each(["https://api.heffl.com/api/v2/tasks", "https://api.heffl.com/api/v2/tasks?trace=1"])(
    "%s makes a task",
    async (url) => {
      const mock = createMock();
      expect((await mock.fetch(...post(url))).status).toBe(200);
      expect(mock.tasks).toHaveLength(1);
    },
  );

  test("a base URL other than the default is passed to the mock", async () => {
    const withBaseUrl = createMock as (options: { baseUrl: string }) => ReturnType<typeof createMock>;
    const mock = withBaseUrl({ baseUrl: "https://gate.example/heffl" });
    const heffl = new Heffl({ apiKey: "test", fetch: mock.fetch, baseUrl: "https://gate.example/heffl" });
    expect(await heffl.tasks.create({ title: "t" })).toMatchObject({ title: "t" });
  });

  test("a request to a wrong URL doesn't use up what was passed to next", async () => {
    const mock = createMock();
    mock.next({ status: 403 });
    const wrong = new Heffl({ apiKey: "test", fetch: mock.fetch, baseUrl: "https://api.heffl.com/v2" });
    expect(await rejection<HefflApiError>(wrong.tasks.create({ title: "t" }))).toMatchObject({ status: 404 });
    expect(mock.pending).toEqual([{ status: 403 }]);
    expect(mock.requests).toHaveLength(1);
  });

  test("a base URL in the environment is the client's and the mock's", async () => {
    vi.stubEnv("HEFFL_BASE_URL", "https://gate.example/heffl");
    onTestFinished(() => void vi.unstubAllEnvs());
    const heffl = new Heffl({ apiKey: "test", fetch: createMock().fetch });
    expect(await heffl.tasks.create({ title: "t" })).toMatchObject({ title: "t" });
  });

  test("pending lists what was passed to next and not used", async () => {
    const mock = createMock() as ReturnType<typeof createMock> & { pending: readonly unknown[] };
    const heffl = new Heffl({ apiKey: "test", fetch: mock.fetch, maxRetries: 0 });
    expect(mock.pending).toEqual([]);
    mock.next({ status: 403 });
    mock.next("connection lost");
    expect(mock.pending).toEqual([{ status: 403 }, "connection lost"]);
    await rejection(heffl.tasks.create({ title: "t" }));
    expect(mock.pending).toEqual(["connection lost"]);
    mock.reset();
    expect(mock.pending).toEqual([]);
  });
});
