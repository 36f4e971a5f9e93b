// @vitest-environment happy-dom
import { Heffl } from "heffl-client";
import { createMock } from "heffl-client/testing";
import { expect, test } from "vitest";

test("a task is created at the mock, through a middleware", async () => {
  const mock = createMock({ baseUrl: process.env.HEFFL_BASE_URL });
  const heffl = new Heffl({ fetch: mock.fetch, dangerouslyAllowBrowser: true });
  await heffl.tasks.create({ title: "Call Acme" });
  heffl.api.use({ onRequest: ({ request }) => request.headers.set("X-Trace", "7") });
  await heffl.tasks.create({ title: "Call Acme" });
  expect(mock.tasks).toHaveLength(2);
  expect(mock.requests[1].headers["x-trace"]).toBe("7");
});
