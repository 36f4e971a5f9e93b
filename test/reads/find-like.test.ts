import { describe, expect, test } from "vitest";
import { Heffl, HefflConfigurationError, type HefflError, type TaskInput } from "../../src/index.ts";
import { rejection, TASK } from "../support/server.ts";
import { startTaskServer } from "../support/task-server.ts";

const at = (baseUrl: string) => new Heffl({ apiKey: "test-key", baseUrl });
const NOW = Date.now();
const ago = (ms: number) => new Date(NOW - ms).toISOString();
const since = ago(60_000);
const SENT = {
  title: "Call Acme",
  dueDate: "2026-12-01T09:30:00Z",
  description: null,
  tagIds: ["tag_1", "tag_2"],
  cf_score: 7,
  cf_tags: ["x", "y"],
} satisfies TaskInput;
const LISTED = { ...TASK, ...SENT, createdAt: ago(1000) };

async function idsLike(task: TaskInput, tasks: object[]): Promise<string[]> {
  const { url } = await startTaskServer({ tasks: tasks.map((one, n) => ({ ...one, id: `tsk_${n}` })) });
  return (await at(url).tasks.findLike(task, { since })).map(({ id }) => id);
}

describe("a task is like the one that was sent", () => {
  test.each<[string, object]>([
    ["when all that was sent is equal, whatever Heffl added", { number: "99", cf_other: 1 }],
    ["when a date is the same point in time", { dueDate: "2026-12-01T10:30:00.000+01:00" }],
    ["when a list has another order", { tagIds: ["tag_2", "tag_1"], cf_tags: ["y", "x"] }],
    ["when null is missing", { description: undefined }],
    ["when it doesn't tell when it was created", { createdAt: undefined }],
  ])("%s", async (_, change) => {
    expect(await idsLike(SENT, [{ ...LISTED, ...change }])).toEqual(["tsk_0"]);
  });

  test("when a date was sent as a Date", async () => {
    expect(await idsLike({ ...SENT, dueDate: new Date(SENT.dueDate) as never }, [LISTED])).toEqual(["tsk_0"]);
  });
});

describe("a task isn't like the one that was sent", () => {
  test.each<[string, object]>([
    ["when a text differs, be it by a space", { title: "Call Acme " }],
    ["when a date is another point in time", { dueDate: "2026-12-01T09:30:01Z" }],
    ["when a list has one more", { tagIds: ["tag_1", "tag_2", "tag_3"] }],
    ["when a list has one less", { cf_tags: ["x"] }],
    ["when a number came back as text", { cf_score: "7" }],
    ["when null came back as a value", { description: "" }],
    ["when it was created before", { createdAt: ago(61_000) }],
  ])("%s", async (_, change) => {
    expect(await idsLike(SENT, [{ ...LISTED, ...change }])).toEqual([]);
  });
});

test("all candidates are found, and no page is read beyond the time", async () => {
  const tasks = Array.from({ length: 250 }, (_, n) => ({ ...LISTED, id: `tsk_${n}`, createdAt: ago(n * 400) }));
  const server = await startTaskServer({ tasks });
  expect(await at(server.url).tasks.findLike(SENT, { since })).toHaveLength(151);
  expect(server.received.map(({ path }) => path)).toEqual(["/tasks?pageSize=100", "/tasks?pageSize=100&cursor=100"]);
});

test.each<[string, unknown, unknown]>([
  ["no time", SENT, {}],
  ["no options", SENT, undefined],
  ["a time without an offset", SENT, { since: "2026-12-01T09:30:00" }],
  ["a day", SENT, { since: "2026-12-01" }],
  ["an invalid Date", SENT, { since: new Date("x") }],
  ["a task that can't be sent", { title: () => "" }, { since }],
])("%s is refused before anything is read, and the error has no outcome", async (_, task, options) => {
  const server = await startTaskServer();
  const call = at(server.url).tasks.findLike(task as TaskInput, options as { since: string });
  const error = await rejection<HefflError>(call);
  expect(error).toBeInstanceOf(HefflConfigurationError);
  expect(error).toMatchObject({ outcome: undefined });
  expect(server.received).toEqual([]);
});
