import { expect, inject, test } from "vitest";

/** Posts past the client, which would refuse most of these itself. */
async function post(body: string, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${inject("prismUrl")}/tasks`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": "test-key", ...headers },
    body,
  });
  await response.body?.cancel();
  return response.status;
}

// A mock that only says yes would make every other contract test worthless.
test.each<[string, unknown]>([
  ["no title", {}],
  ["a null title", { title: null }],
  ["a title of another type", { title: 7 }],
  ["a description of another type", { title: "t", description: 7 }],
  ["an unknown status", { title: "t", status: "DONE" }],
  ["a null status", { title: "t", status: null }],
  ["an unknown type", { title: "t", type: "email" }],
  ["an unknown priority", { title: "t", priority: "URGENT" }],
  ["a start date that isn't one", { title: "t", startDate: "tomorrow" }],
  ["a due date that isn't in the calendar", { title: "t", dueDate: "2026-02-30T09:00:00Z" }],
  ["a due date without an offset", { title: "t", dueDate: "2026-12-01T09:00:00" }],
  ["a null due date", { title: "t", dueDate: null }],
  ["a null start date", { title: "t", startDate: null }],
  ["a showTime of another type", { title: "t", showTime: "yes" }],
  ["a negative duration", { title: "t", durationMinutes: -1 }],
  ["a null duration", { title: "t", durationMinutes: null }],
  ["a duration as text", { title: "t", durationMinutes: "30" }],
  ["assignees that aren't a list", { title: "t", assigneeIds: "usr_a" }],
  ["an assignee that isn't a string", { title: "t", assigneeIds: [7] }],
  ["a tag that isn't a string", { title: "t", tagIds: [null] }],
  ["an unknown entity", { title: "t", entity: "tasks", entityId: "x" }],
  ["a null entity", { title: "t", entity: null, entityId: "x" }],
  ["an entity without entityId", { title: "t", entity: "deals" }],
  ["an entityId of another type", { title: "t", entityId: 7 }],
  ["an unknown key", { title: "t", titel: "t" }],
  ["a customFields wrapper", { title: "t", customFields: { cf_a: 1 } }],
  ["a custom key without its underscore", { title: "t", cfa: 1 }],
  ["a list in the task's place", [{ title: "t" }]],
  ["text in the task's place", "t"],
  ["null in the task's place", null],
])("the mock refuses %s", async (_, body) => {
  expect(await post(JSON.stringify(body))).toBe(400);
});

test("the mock refuses an empty body", async () => {
  expect(await post("")).toBe(400);
});

test("the mock refuses a body in another media type", async () => {
  expect(await post("title=t", { "content-type": "application/x-www-form-urlencoded" })).toBe(400);
});

test.each<[string, unknown]>([
  ["a title alone", { title: "t" }],
  ["nulls where they are allowed", { title: "t", description: null, priority: null, entityId: null }],
  ["an entityId alone, as Heffl's own sample sends it", { title: "t", entityId: "dl_1" }],
  ["custom fields of every type", { title: "t", cf_a: 1, cf_b: "x", cf_c: null, cf_d: [1], cf_e: { f: true } }],
  ["an empty title: no length is published", { title: "" }],
  ["a fraction of a minute", { title: "t", durationMinutes: 0.5 }],
  ["a duration of zero", { title: "t", durationMinutes: 0 }],
])("the mock accepts %s", async (_, body) => {
  expect(await post(JSON.stringify(body))).toBe(200);
});
