import { describe, expect, test } from "vitest";
import { Heffl, type HefflError, type HefflOptions } from "../../src/index.ts";
import { rejection } from "../support/server.ts";

const KEY = "heffl_user_AbCdEf0123456789";
const failed = (options: HefflOptions, task: object = { title: "t" }) =>
  rejection<HefflError>(new Heffl({ apiKey: KEY, maxRetries: 0, ...options }).tasks.create(task as never));
const answered = (status: number, body: string, headers: Record<string, string> = {}) => ({
  fetch: async () => new Response(body, { status, headers: { "content-type": "application/json", ...headers } }),
});

describe("an error as JSON contains what a log needs, without the key", () => {
  test("a refusal", async () => {
    const body = `{"error":{"code":"VALIDATION_ERROR","message":"no ${KEY}","details":{"issues":[{"field":"title","message":"Bad."}]}}}`;
    const error = await failed(
      answered(400, body, { "x-request-id": "req_1", "ratelimit-remaining": "5", "x-echo": KEY }),
    );
    const json = JSON.parse(JSON.stringify(error));
    expect(json).toMatchObject({
      name: "HefflApiError",
      message: error.message,
      outcome: "not_created",
      status: 400,
      code: "VALIDATION_ERROR",
      issues: [{ field: "title", message: "Bad." }],
      requestId: "req_1",
      rateLimit: { remaining: 5 },
      headers: { "content-type": "application/json", "x-request-id": "req_1" },
    });
    expect(JSON.stringify(error)).not.toContain(KEY);
  });

  test.each<[string, () => Promise<HefflError>, object]>([
    [
      "a validation error",
      () => failed({}, {}),
      { name: "HefflValidationError", outcome: "not_created", issues: [{ field: "title" }] },
    ],
    [
      "a lost connection",
      () =>
        failed({
          fetch: () =>
            Promise.reject(
              new TypeError("fetch failed", {
                cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }),
              }),
            ),
        }),
      { name: "HefflConnectionError", outcome: "unknown", cause: { name: "TypeError", message: "fetch failed" } },
    ],
    [
      "a timeout",
      () => failed({ fetch: () => new Promise(() => {}), timeoutMs: 5 }),
      { name: "HefflTimeoutError", timeoutMs: 5, outcome: "unknown" },
    ],
    [
      "an answer that isn't a task",
      () => failed(answered(200, "{}")),
      { name: "HefflResponseError", status: 200, body: "{}" },
    ],
  ])("%s", async (_, make, fields) => {
    const error = await make();
    const json = JSON.parse(JSON.stringify(error));
    expect(json).toMatchObject({ message: error.message, ...fields });
    expect(JSON.stringify({ error, list: [error] })).not.toContain(KEY);
  });

  test("a cause that can't be written as JSON doesn't break it", async () => {
    const circle: Record<string, unknown> = { big: 1n };
    circle["self"] = circle;
    const cause = Object.assign(new Error("lost"), { circle });
    const error = await failed({ fetch: () => Promise.reject(cause) });
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ outcome: "unknown", cause: { message: "lost" } });
  });

  test("a user's own subclass", async () => {
    const error = await failed(answered(500, "{}"));
    class Mine extends (error.constructor as new (...args: never[]) => HefflError) {}
    expect(typeof (Mine.prototype as { toJSON?: unknown }).toJSON).toBe("function");
  });
});
