import { describe, expect, test } from "vitest";
import { Heffl, type HefflError, HefflValidationError, isHefflError } from "../../src/index.ts";
import { rejection, TASK } from "../support/server.ts";
import { visible } from "../support/visible.ts";

const KEY = "heffl_user_AbCdEf0123456789";
const TITLE = { title: "t" };

const answering = (body: string) => async () =>
  new Response(body, { status: 200, headers: { "content-type": "application/json" } });
const apiOver = (fetch: () => Promise<Response>) => new Heffl({ apiKey: KEY, fetch, maxRetries: 0 }).api;

describe("a failure of heffl.api that is openapi-fetch's own is a HefflError with the right outcome", () => {
  test.each(["<html>", KEY, "{", '{"id":"tsk_1"'])("a 200 whose body isn't JSON: %s", async (body) => {
    for (const middleware of [[], [{ onRequest: () => undefined }]]) {
      const api = apiOver(answering(body));
      api.use(...middleware);
      const error = await rejection<HefflError>(api.POST("/tasks", { body: TITLE }));
      expect(isHefflError(error)).toBe(true);
      expect(error.outcome).toBe(body.startsWith('{"id"') ? "created" : "unknown");
      expect(visible(error)).not.toContain(KEY);
    }
  });

  test("a body that JSON can't hold was never sent", async () => {
    const error = await rejection<HefflError>(
      apiOver(answering("{}")).POST("/tasks", { body: { title: 1n } as never }),
    );
    expect(isHefflError(error)).toBe(true);
    expect(error.outcome).toBe("not_created");
  });
});

describe("what a middleware of heffl.api throws", () => {
  test("becomes an error with the outcome of this call if it is another call's HefflError", async () => {
    const api = apiOver(answering(JSON.stringify(TASK)));
    const thrown = new HefflValidationError([{ message: "Of another call." }]);
    api.use({ onResponse: () => Promise.reject(thrown) });
    const error = await rejection<HefflError>(api.POST("/tasks", { body: TITLE }));
    expect(error).toMatchObject({ outcome: "created", taskId: TASK.id, cause: thrown });
  });

  test("is passed on unchanged if it is the middleware's own error", async () => {
    const api = apiOver(answering(JSON.stringify(TASK)));
    const thrown = new RangeError("its own");
    api.use({ onResponse: () => Promise.reject(thrown) });
    expect(await rejection(api.POST("/tasks", { body: TITLE }))).toBe(thrown);
  });
});
