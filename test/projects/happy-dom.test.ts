// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { Heffl } from "../../src/index.ts";
import { createMock } from "../../src/testing.ts";

// happy-dom's Headers give their names as they were written, and its Request and Response take the platform's place.
const client = (headers: Record<string, string> = {}) => {
  const mock = createMock();
  return { mock, heffl: new Heffl({ apiKey: "test", fetch: mock.fetch, headers, dangerouslyAllowBrowser: true }) };
};

test("a task is created over the mock", async () => {
  const { mock, heffl } = client({ "X-Trace": "7" });
  expect(await heffl.tasks.create({ title: "t" })).toMatchObject({ title: "t" });
  expect(mock.requests[0]?.headers).toMatchObject({ "content-type": "application/json", "x-trace": "7" });
});

test("a task is created with middleware", async () => {
  const { mock, heffl } = client();
  heffl.api.use({
    onRequest({ request }) {
      request.headers.set("X-Trace", "7");
    },
  });
  expect(await heffl.tasks.create({ title: "t" })).toMatchObject({ title: "t" });
  expect(mock.requests[0]?.headers).toMatchObject({ "x-api-key": "test", "x-trace": "7" });
});

test("a task is created through the client of openapi-fetch", async () => {
  const { mock, heffl } = client();
  const { data } = await heffl.api.POST("/tasks", { body: { title: "t" }, headers: { "X-Trace": "7" } });
  expect(data).toMatchObject({ title: "t" });
  expect(mock.requests[0]?.headers).toMatchObject({ "content-type": "application/json", "x-trace": "7" });
});
