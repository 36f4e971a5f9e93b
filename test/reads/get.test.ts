import { describe, expect, test } from "vitest";
import { Heffl, HefflApiError, HefflConfigurationError, type HefflError, HefflResponseError } from "../../src/index.ts";
import { heffl, rejection, startServer, TASK } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";

const at = (baseUrl: string) => new Heffl({ apiKey: "test-key", baseUrl, maxRetryDelayMs: 0 });

test("a task is read by its ID, custom fields and unknown keys included", async () => {
  const task = { ...TASK, cf_score: 7, newField: { deep: true } };
  const server = await startTaskServer({ tasks: [task] });
  expect(await at(server.url).tasks.get("tsk_1")).toEqual(task);
  expect(server.received[0]).toMatchObject({ method: "GET", path: "/tasks/tsk_1", body: "" });
});

test("a read is retried after a lost connection, 429 and 5xx, because that does no harm", async () => {
  const server = await startServer(lost, { status: 503 }, { status: 429, body: heffl("TOO_MANY_REQUESTS") });
  expect(await at(server.url).tasks.get("tsk_1", { maxRetries: 3 })).toEqual(TASK);
  expect(server.received).toHaveLength(4);
});

describe("an error of a read has no outcome:", () => {
  test("a task that isn't there is a HefflApiError with status 404", async () => {
    const { url } = await startTaskServer();
    const error = await rejection<HefflApiError>(at(url).tasks.get("tsk_2"));
    expect(error).toBeInstanceOf(HefflApiError);
    expect(error).toMatchObject({ status: 404, code: "NOT_FOUND", outcome: undefined });
    expect(error.message).not.toMatch(/create|unknown/);
  });

  test.each([
    ["a list", [TASK]],
    ["a task without an ID", { ...TASK, id: undefined }],
    ["a task that says it is an error", { ...TASK, error: "locked" }],
  ])("%s is a HefflResponseError", async (_, body) => {
    const { url } = await startServer({ body });
    const error = await rejection<HefflError>(at(url).tasks.get("tsk_1"));
    expect(error).toBeInstanceOf(HefflResponseError);
    expect(error).toMatchObject({ outcome: undefined });
    expect(error.message).toMatch(/isn't a task|is an error/);
  });

  test.each(["", "..", "a/b", "%2e%2e", "a\\b", undefined, null, {}])(
    "an ID that can't stand in a path is refused before anything is sent: %s",
    async (id) => {
      const server = await startTaskServer();
      const error = await rejection<HefflError>(at(server.url).tasks.get(id as string));
      expect(error).toBeInstanceOf(HefflConfigurationError);
      expect(error).toMatchObject({ outcome: undefined });
      expect(server.received).toEqual([]);
    },
  );
});
