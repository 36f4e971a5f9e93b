import { describe, expect, inject, test } from "vitest";
import { validateErrorResponse, validateHefflTask } from "../../src/generated/validators.js";
import { Heffl, type HefflAnswerError, type NewTask } from "../../src/index.ts";
import { createMock } from "../../src/testing.ts";
import { VECTORS } from "../codegen/vectors.ts";
import { rejection } from "../support/server.ts";

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

async function post(fetch: Fetch, baseUrl: string, body: unknown) {
  const response = await fetch(`${baseUrl}/tasks`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "test-key" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { error?: { code: string } };
  return { status: response.status, type: response.headers.get("content-type"), answer };
}

describe("the mock for users' tests and Prism say the same of", () => {
  test.each(VECTORS)("$name", async ({ body }) => {
    const ours = await post(createMock().fetch, "https://api.heffl.com/api/v2", body);
    const prism = await post(fetch, inject("prismUrl"), body);
    expect([ours.status, ours.type, ours.answer.error?.code]).toEqual([
      prism.status,
      prism.type,
      prism.answer.error?.code,
    ]);
    if (ours.status === 200) {
      expect(validateHefflTask(ours.answer)).toBe(true);
      expect(ours.answer).toMatchObject(body);
    } else expect(validateErrorResponse(ours.answer)).toBe(true);
  });
});

describe("an answer of the vectors arrives as it is given", () => {
  test.each(VECTORS.filter(({ answer }) => answer))("$name", async ({ body, answer, outcome }) => {
    const mock = createMock();
    mock.next({ status: answer?.status ?? 200, headers: answer?.headers ?? {}, body: answer?.body });
    const heffl = new Heffl({ apiKey: "test-key", fetch: mock.fetch, maxRetries: 0 });
    if (outcome === "created") expect(await heffl.tasks.create(body as NewTask)).toEqual(answer?.body);
    else {
      const error = await rejection<HefflAnswerError>(heffl.tasks.create(body as NewTask));
      expect(JSON.parse(error.body)).toEqual(answer?.body);
      expect(error.outcome).toBe(outcome);
    }
  });
});
