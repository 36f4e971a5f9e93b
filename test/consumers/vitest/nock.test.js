import { Heffl } from "heffl-client";
import nock from "nock";
import { expect, test } from "vitest";

const baseUrl = "https://api.heffl.com/api/v2";
const heffl = new Heffl({ baseUrl }); // before nock intercepts

test("a task is created at the interceptor", async () => {
  nock.disableNetConnect();
  const scope = nock(baseUrl).post("/tasks", { title: "Call Acme" }).reply(200, { id: "tsk_2Jd8RyW6Lc" });
  expect((await heffl.tasks.create({ title: "Call Acme" })).id).toBe("tsk_2Jd8RyW6Lc");
  scope.done();
});
