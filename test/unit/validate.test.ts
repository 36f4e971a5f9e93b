import { describe, expect, it } from "vitest";
import { MAX_ISSUES, serialize } from "../../src/body/serialize.ts";
import { validate } from "../../src/body/validate.ts";
import { type Issue, listIssues } from "../../src/errors/issues.ts";
import { HefflValidationError } from "../../src/errors/request-errors.ts";
import { validateNewTask } from "../../src/generated/validators.js";

const issuesOf = (body: unknown): Issue[] => validate(serialize(body), validateNewTask);
const unknown = (key: string): Issue => ({
  message: `Unknown field ${JSON.stringify(key)}: only documented fields and cf_* keys are accepted.`,
});

const STRING = "Must be a string.";
const STRING_OR_NULL = "Must be a string or null.";
const STATUS = "Must be OPEN, IN_PROGRESS, ON_HOLD, COMPLETED or CANCELLED.";
const TYPE = "Must be call, todo or meeting.";
const PRIORITY = "Must be LOW, MEDIUM, HIGH or null.";
const ENTITY = "Must be projects, leads or deals.";
const DATE_TIME = "Must be a date-time in RFC 3339, like 2026-12-01T09:00:00Z.";
const NUMBER = "Must be a number.";
const ARRAY = "Must be an array.";
const BOOLEAN = "Must be a boolean.";

describe("one mistake", () => {
  it.each<[string, unknown, string]>([
    ...[1, null, true, [], {}].map((value): [string, unknown, string] => ["title", value, STRING]),
    ...[1, false, ["a"], {}].map((value): [string, unknown, string] => ["description", value, STRING_OR_NULL]),
    ...["open", "DONE", "", null, 1, ["OPEN"]].map((value): [string, unknown, string] => ["status", value, STATUS]),
    ...["CALL", "email", null, 0, {}].map((value): [string, unknown, string] => ["type", value, TYPE]),
    ...["low", "URGENT", "null", 1, false].map((value): [string, unknown, string] => ["priority", value, PRIORITY]),
    ...["2026-12-01", "tomorrow", "", "2026-12-01T09:00:00", "2026-02-30T09:00:00Z"].flatMap(
      (value): [string, unknown, string][] => [
        ["startDate", value, DATE_TIME],
        ["dueDate", value, DATE_TIME],
      ],
    ),
    ...[null, 0, 1_700_000_000_000, {}, []].flatMap((value): [string, unknown, string][] => [
      ["startDate", value, STRING],
      ["dueDate", value, STRING],
    ]),
    ...["true", 1, null, []].map((value): [string, unknown, string] => ["showTime", value, BOOLEAN]),
    ...["30", null, true, []].map((value): [string, unknown, string] => ["durationMinutes", value, NUMBER]),
    ...[-1, -0.001, -1e300].map((value): [string, unknown, string] => ["durationMinutes", value, "Must be 0 or more."]),
    ...["usr_1", null, 1, {}].flatMap((value): [string, unknown, string][] => [
      ["assigneeIds", value, ARRAY],
      ["tagIds", value, ARRAY],
    ]),
    ...["deal", "contacts", null, 1].map((value): [string, unknown, string] => ["entity", value, ENTITY]),
    ...[1, false, ["dl_1"], {}].map((value): [string, unknown, string] => ["entityId", value, STRING_OR_NULL]),
  ])("in %s, being %j, gives one message: %s", (field, value, message) => {
    expect(issuesOf({ title: "a", entityId: "dl_1", [field]: value })).toEqual([{ field, message }]);
  });

  it.each(["assigneeIds", "tagIds"])("in an item of %s is told by its index", (field) => {
    expect(issuesOf({ title: "a", [field]: ["a", 1, "b", null, ["c"]] })).toEqual([
      { field: `${field}.1`, message: STRING },
      { field: `${field}.3`, message: STRING },
      { field: `${field}.4`, message: STRING },
    ]);
  });

  it("is a title left out", () => {
    expect(issuesOf({})).toEqual([{ field: "title", message: "Required." }]);
    expect(issuesOf({ title: undefined })).toEqual([{ field: "title", message: "Required." }]);
  });

  it.each(["projects", "leads", "deals"])("is an entity %s without entityId", (entity) => {
    const issue = { field: "entityId", message: "Required when entity is given." };
    expect(issuesOf({ title: "a", entity })).toEqual([issue]);
    expect(issuesOf({ title: "a", entity, entityId: undefined })).toEqual([issue]);
  });

  it.each([
    "titel",
    "Title",
    "customFields",
    "cf",
    "CF_score",
    "xcf_a",
    " cf_a",
    "id",
    "",
    "0",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    'quo"te',
    "new\nline",
    "a.b",
    "a/b~c",
    "\ud800",
  ])("is an unknown key %j, which is named without a field", (key) => {
    const body = JSON.parse(`{"title":"a",${JSON.stringify(key)}:1}`);
    expect(issuesOf(body)).toEqual([unknown(key)]);
  });

  it.each([null, "a task", 1, true, [], [{ title: "a" }]])("is %j for a body", (body) => {
    expect(issuesOf(body)).toEqual([{ message: "Must be an object." }]);
  });
});

describe("no mistake", () => {
  it.each([
    { title: "a" },
    { title: "" },
    { title: "a", description: null, priority: null, entityId: null },
    { title: "a", entityId: "dl_1" },
    { title: "a", entity: "deals", entityId: null },
    { title: "a", status: "ON_HOLD", type: "todo", priority: "MEDIUM", showTime: false },
    { title: "a", durationMinutes: 0, startDate: "2024-02-29T23:59:59.5+05:30" },
    { title: "a", durationMinutes: 12.5, dueDate: new Date(0) },
    { title: "a", assigneeIds: [], tagIds: ["a", "a"] },
    { title: "a", cf_: 1, cf_a: null, "cf_A b.c/d~\n": { e: [1, null, { f: "g" }] }, cf_list: [1, "a"] },
  ])("is in %j", (body) => {
    expect(issuesOf(body)).toEqual([]);
  });
});

describe("many mistakes", () => {
  it("are all named at once", () => {
    const found = issuesOf({
      description: 1,
      status: "x",
      type: "x",
      priority: "x",
      startDate: "x",
      dueDate: 1,
      showTime: "x",
      durationMinutes: -1,
      assigneeIds: [1],
      tagIds: "x",
      entity: "deals",
      titel: "a",
      cf_a: Number.NaN,
    });
    expect(found).toHaveLength(13 + 1);
    expect(found).toEqual(
      expect.arrayContaining([
        { field: "title", message: "Required." },
        { field: "description", message: STRING_OR_NULL },
        { field: "status", message: STATUS },
        { field: "type", message: TYPE },
        { field: "priority", message: PRIORITY },
        { field: "startDate", message: DATE_TIME },
        { field: "dueDate", message: STRING },
        { field: "showTime", message: BOOLEAN },
        { field: "durationMinutes", message: "Must be 0 or more." },
        { field: "assigneeIds.0", message: STRING },
        { field: "tagIds", message: ARRAY },
        { field: "entityId", message: "Required when entity is given." },
        unknown("titel"),
        { field: "cf_a", message: "Must be a finite number, not NaN." },
      ]),
    );
  });

  it("are each named once, though what JSON can't hold is missing for the validator", () => {
    expect(
      issuesOf({ title: () => "a", entity: "deals", entityId: Number.NaN, assigneeIds: ["a", undefined, 1n] }),
    ).toEqual([
      { field: "title", message: "Must be a JSON value, not a function." },
      { field: "entityId", message: "Must be a finite number, not NaN." },
      { field: "assigneeIds.1", message: "Must not be undefined: JSON has no such value." },
      { field: "assigneeIds.2", message: "Must be a JSON value, not a bigint." },
    ]);
    expect(issuesOf({ title: new Map() })).toEqual([
      {
        field: "title",
        message: "Must be a JSON value, not a Promise, Map or other object without fields.",
      },
    ]);
  });

  it("of a body that can't be read at all are not guessed", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(issuesOf(proxy)).toMatchObject([{ message: "Couldn't be read: a getter, a proxy or toJSON threw." }]);
  });

  const more = { message: "There are more problems than are listed here." };

  it("are named up to MAX_ISSUES", () => {
    const assigneeIds = new Array(MAX_ISSUES).fill(1);
    const found = issuesOf({ title: "a", assigneeIds });
    expect(found).toHaveLength(MAX_ISSUES);
    expect(found).not.toContainEqual(more);
    assigneeIds.push(1);
    const cut = issuesOf({ title: "a", assigneeIds });
    expect(cut).toHaveLength(MAX_ISSUES + 1);
    expect(cut.slice(0, -1)).toEqual(found);
    expect(cut.at(-1)).toEqual(more);
  });

  it.each([MAX_ISSUES + 1, MAX_ISSUES + 5, 5_000])("are cut where JSON can't hold %d values", (count) => {
    const found = issuesOf({ title: "a", cf_a: new Array(count).fill(Number.NaN) });
    expect(found).toHaveLength(MAX_ISSUES + 1);
    expect(found.at(-1)).toEqual(more);
  });

  it("aren't cut where JSON can't hold as many as MAX_ISSUES values", () => {
    const found = issuesOf({ title: "a", cf_a: new Array(MAX_ISSUES).fill(Number.NaN) });
    expect(found).toHaveLength(MAX_ISSUES);
    expect(found).not.toContainEqual(more);
  });

  it("are cut where both JSON and the document find many", () => {
    const found = issuesOf({ assigneeIds: new Array(500).fill(1), cf_a: new Array(MAX_ISSUES + 1).fill(Number.NaN) });
    expect(found).toHaveLength(MAX_ISSUES + 1);
    expect(found.at(-1)).toEqual(more);
  });

  it("are cut in the error too, and its message names the first ten", () => {
    const error = new HefflValidationError(issuesOf({ title: "a", assigneeIds: new Array(500_000).fill(1) }));
    expect(error.issues).toHaveLength(MAX_ISSUES + 1);
    expect(error.message).toMatch(/assigneeIds\.9: Must be a string\. And 91 more\.$/);
  });
});

describe("a schema of another endpoint", () => {
  it("gets a message for a keyword that isn't known here", () => {
    const validator = Object.assign(() => false, {
      errors: [
        { instancePath: "/a~1b/c~0d/0", keyword: "maxLength", params: {} },
        { instancePath: "/a", keyword: "required", params: { missingProperty: "b" } },
      ],
    });
    expect(validate({ text: "{}", value: {}, issues: [] }, validator)).toEqual([
      { field: "a/b.c~d.0", message: `Must meet the document's rule "maxLength".` },
      { field: "a.b", message: "Required." },
    ]);
  });
});

describe("a list of issues in a message", () => {
  it("is written as sentences", () => {
    const issues = [
      { field: "title", message: "Required." },
      { message: "Unknown" },
      { field: "a.0", message: "Why?" },
    ];
    expect(listIssues(issues)).toBe("title: Required. Unknown. a.0: Why?");
    expect(listIssues([{ message: "No. 5" }])).toBe("No. 5.");
    expect(listIssues([])).toBe("");
  });

  it("is cut short after as many as asked", () => {
    const issues = Array.from({ length: 4 }, (_, i) => ({ field: `f${i}`, message: "No!" }));
    expect(listIssues(issues, 4)).toBe("f0: No! f1: No! f2: No! f3: No!");
    expect(listIssues(issues, 3)).toBe("f0: No! f1: No! f2: No! And 1 more.");
    expect(listIssues(new Array(11).fill({ message: "No!" }))).toBe(`${"No! ".repeat(10)}And 1 more.`);
  });
});
