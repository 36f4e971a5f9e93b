import { describe, expect, inject, test } from "vitest";
import { Heffl, HefflApiError } from "../../src/index.ts";
import { answerExamples } from "../support/document.ts";

const heffl = new Heffl({ apiKey: "test-key", baseUrl: inject("prismUrl"), maxRetries: 0 });
const preferring = (preference: string) => ({ headers: { prefer: preference } });

describe("each named answer of the document", () => {
  test.each(answerExamples.filter(({ status }) => status === 200))(
    "$name is read back whole",
    async ({ name, value }) => {
      expect(await heffl.tasks.create({ title: "t" }, preferring(`example=${name}`))).toEqual(value);
    },
  );

  test.each(answerExamples.filter(({ status }) => status !== 200))(
    "$status $name is an error with Heffl's words",
    async ({ status, name, value }) => {
      const call = heffl.tasks.create({ title: "t" }, preferring(`code=${status}, example=${name}`));
      const error: HefflApiError = await call.then(
        () => undefined as never,
        (reason) => reason,
      );
      const { code, message, details } = value["error"] as {
        code: string;
        message: string;
        details?: { issues: unknown[] };
      };
      expect(error).toBeInstanceOf(HefflApiError);
      expect(error).toMatchObject({ status, code, issues: details?.issues ?? [] });
      expect(error.message).toContain(message);
      expect(JSON.parse(error.body)).toEqual(value);
      expect(error.outcome).toBe(status === 500 ? "unknown" : "not_created");
    },
  );
});

test("a 429 tells when to come back", async () => {
  await expect(heffl.tasks.create({ title: "t" }, preferring("code=429"))).rejects.toMatchObject({
    rateLimit: { resetMs: 27_000 },
  });
});

test("a key is asked for: without one the mock answers 401", async () => {
  const response = await fetch(`${inject("prismUrl")}/tasks`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"title":"t"}',
  });
  expect(response.status).toBe(401);
});

test("the openapi-fetch client gives every answer as openapi-fetch does", async () => {
  const { data, error, response } = await heffl.api.POST("/tasks", { body: { title: "t" } });
  expect(error).toBeUndefined();
  expect(response.status).toBe(200);
  expect(data?.id).toMatch(/^tsk_/);

  const refused = await heffl.api.POST("/tasks", { body: { title: "t" }, headers: { prefer: "code=409" } });
  expect(refused.data).toBeUndefined();
  expect(refused.error?.error.code).toBe("CONFLICT");
  expect(refused.response.status).toBe(409);
});

test("createWithResponse gives the answer beside the task", async () => {
  const { task, response, rateLimit, requestId } = await heffl.tasks.createWithResponse({ title: "t" });
  expect(task.id).toMatch(/^tsk_/);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toContain("json");
  expect(rateLimit).toBeUndefined();
  expect(requestId).toBeUndefined();
});
