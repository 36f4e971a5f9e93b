import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { Heffl, HefflValidationError, type NewTask } from "../../src/index.ts";
import { requestExamples } from "../support/document.ts";
import { type Recorder, startRecorder } from "../support/recorder.ts";

let recorder: Recorder;
let heffl: Heffl;

beforeAll(async () => {
  recorder = await startRecorder(inject("prismUrl"));
  heffl = new Heffl({ apiKey: "test-key", baseUrl: recorder.url });
});
beforeEach(() => {
  recorder.requests.length = 0;
});
afterAll(() => recorder.close());

/** The one body that the test sent, parsed. */
function sentBody(): unknown {
  expect(recorder.requests).toHaveLength(1);
  return JSON.parse(recorder.requests[0]?.body ?? "");
}

const FIELDS: Required<Pick<NewTask, Exclude<keyof NewTask, `cf_${string}`>>> = {
  title: "Call Acme",
  description: "About the renewal",
  status: "ON_HOLD",
  type: "meeting",
  priority: "LOW",
  startDate: "2026-12-01T09:00:00+02:00",
  dueDate: "2026-12-01T09:30:00.5Z",
  showTime: false,
  durationMinutes: 7.5,
  assigneeIds: ["usr_a", "usr_b"],
  tagIds: [],
  entity: "projects",
  entityId: "abc",
};

describe("what reaches the API", () => {
  test("is a POST to /tasks with the key, JSON and who sent it", async () => {
    await heffl.tasks.create({ title: "Call Acme" });
    const [request] = recorder.requests;
    expect(request).toMatchObject({ method: "POST", path: "/tasks", body: '{"title":"Call Acme"}' });
    expect(request?.headers).toMatchObject({
      "x-api-key": "test-key",
      "content-type": "application/json",
      "user-agent": expect.stringMatching(/^heffl-client\/\d/),
    });
  });

  test.each(Object.keys(FIELDS) as (keyof typeof FIELDS)[])("holds %s as it was given", async (field) => {
    const task = { title: "Call Acme", [field]: FIELDS[field], ...(field === "entity" && { entityId: "abc" }) };
    await heffl.tasks.create(task);
    expect(sentBody()).toEqual(task);
  });

  test("holds all fields at once", async () => {
    await heffl.tasks.create(FIELDS);
    expect(sentBody()).toEqual(FIELDS);
  });

  test.each([
    ["status", ["OPEN", "IN_PROGRESS", "ON_HOLD", "COMPLETED", "CANCELLED"]],
    ["type", ["call", "todo", "meeting"]],
    ["priority", ["LOW", "MEDIUM", "HIGH", null]],
    ["entity", ["projects", "leads", "deals"]],
  ])("holds every value that %s may have", async (field, values) => {
    for (const value of values) {
      recorder.requests.length = 0;
      const task = { title: "t", entityId: "x", [field]: value };
      await heffl.tasks.create(task as NewTask);
      expect(sentBody()).toEqual(task);
    }
  });

  test("holds a custom field of every JSON type", async () => {
    const task = {
      title: "t",
      cf_text: "x",
      cf_number: 1.5,
      cf_yes: true,
      cf_list: ["a", { b: null }],
      cf_object: { deep: [1] },
      cf_null: null,
    };
    await heffl.tasks.create(task);
    expect(sentBody()).toEqual(task);
  });

  test("tells null from left out, and undefined is left out", async () => {
    await heffl.tasks.create({ title: "t", description: null, priority: null, entityId: null, status: undefined });
    expect(sentBody()).toEqual({ title: "t", description: null, priority: null, entityId: null });
  });

  test("has a Date as RFC 3339", async () => {
    await heffl.tasks.create({ title: "t", dueDate: new Date(Date.UTC(2026, 11, 1, 9)), cf_met: new Date(0) });
    expect(sentBody()).toEqual({ title: "t", dueDate: "2026-12-01T09:00:00.000Z", cf_met: "1970-01-01T00:00:00.000Z" });
  });

  test("keeps text in every script, byte for byte", async () => {
    const title = 'Ünïcödé 漢字 🙂 \u2028 \u0007 "quoted" \\';
    await heffl.tasks.create({ title });
    expect(sentBody()).toEqual({ title });
  });

  test.each(requestExamples)("can be the document's example $name", async ({ value }) => {
    await heffl.tasks.create(value as NewTask);
    expect(sentBody()).toEqual(value);
  });
});

describe("what doesn't reach the API", () => {
  test("is a task with problems: all of them are named, and nothing is sent", async () => {
    const task = { titel: "t", status: "DONE", dueDate: "tomorrow", entity: "leads", assigneeIds: ["usr_a", 7] };
    const error = await heffl.tasks.create(task as never).catch((reason) => reason);
    expect(error).toBeInstanceOf(HefflValidationError);
    expect(error.outcome).toBe("not_created");
    expect(error.issues.map((issue: { field?: string }) => issue.field)).toEqual(
      expect.arrayContaining(["title", undefined, "status", "dueDate", "entityId", "assigneeIds.1"]),
    );
    expect(error.issues).toHaveLength(6);
    expect(recorder.requests).toEqual([]);
  });

  test("is a task whose getter shows another face the second time", async () => {
    let reads = 0;
    const task = {
      get title() {
        return ++reads === 1 ? "the first face" : (7 as unknown as string);
      },
    };
    await heffl.tasks.create(task);
    expect(sentBody()).toEqual({ title: "the first face" });
  });

  test("is an inherited field", async () => {
    const task = Object.assign(Object.create({ title: "inherited" }), { type: "call" });
    await expect(heffl.tasks.create(task)).rejects.toMatchObject({
      issues: [{ field: "title", message: "Required." }],
    });
    expect(recorder.requests).toEqual([]);
  });
});

test("with validateRequests: false the API is the one to refuse", async () => {
  const lax = new Heffl({ apiKey: "k", baseUrl: recorder.url, validateRequests: false });
  await expect(lax.tasks.create({} as never)).rejects.toMatchObject({ status: 400, code: "VALIDATION_ERROR" });
  expect(sentBody()).toEqual({});
});
