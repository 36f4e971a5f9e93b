import { expect, test } from "vitest";
import { parseMap, resolveColumns } from "../../src/cli/import/columns.ts";
import { readValue } from "../../src/cli/values/kinds.ts";
import { didYouMean } from "../../src/cli/values/suggest.ts";

const resolve = (names: string[], map: string[] = [], keyColumn?: string) =>
  resolveColumns(names, { map: parseMap(map), keyColumn });
const refusal = (names: string[], map: string[] = [], keyColumn?: string): string => {
  try {
    resolve(names, map, keyColumn);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("It was accepted.");
};

test("columns go to the fields of their names, custom fields as text", () => {
  expect(resolve(["title", "dueDate", "cf_score"]).targets).toEqual([
    { field: "title", kind: "text" },
    { field: "dueDate", kind: "date" },
    { field: "cf_score", kind: "text" },
  ]);
});

test("--map names the field of a column, its type, or that it is left out", () => {
  const { targets, key } = resolve(
    ["Task", "Score", "Notes", "a=b", "id"],
    ["Task=title", "Score=cf_score:number", "Notes=", "a=b=cf_note"],
    "id",
  );
  expect(targets).toEqual([
    { field: "title", kind: "text" },
    { field: "cf_score", kind: "number" },
    undefined,
    { field: "cf_note", kind: "text" },
    undefined,
  ]);
  expect(key).toBe(4);
});

test.each<[what: string, names: string[], map: string[], keyColumn: string | undefined, message: RegExp]>([
  ["a misspelt column", ["title", "due_date"], [], undefined, /"due_date" isn't a field\. Did you mean dueDate\?/],
  ["a column of no field", ["title", "Comments"], [], undefined, /--map "Comments="/],
  ["no title", ["description"], [], undefined, /No column goes to title/],
  [
    "a mapped column that isn't there",
    ["title"],
    ["Titel=title"],
    undefined,
    /no column "Titel"\. Did you mean title\?/,
  ],
  ["a key column that isn't there", ["title"], [], "Id", /no column "Id"/],
  ["two columns for one field", ["title", "Task"], ["Task=title"], undefined, /"title" and "Task" both go to title/],
  ["a property of every object", ["title", "constructor"], [], undefined, /"constructor" isn't a field/],
  ["a custom field without a name", ["title", "cf_"], [], undefined, /"cf_" isn't a field/],
])("%s is refused, with the accepted names", (_, names, map, keyColumn, message) => {
  const told = refusal(names, map, keyColumn);
  expect(told).toMatch(message);
  expect(told).toContain("Fields: title, description, status");
});

test("all problems of the columns are reported in one message", () => {
  const told = refusal(["Titel", "Deadline", "x"], ["y=title"]);
  for (const name of ['"Titel"', '"Deadline"', '"x"', '"y"']) expect(told).toContain(name);
});

test.each([
  ["Task", /must be a column and a field/],
  ["=title", /must be a column and a field/],
  ["Task=titel", /no field "titel"\. Did you mean title\?/],
  ["Task=id", /no field "id"/],
  ["Task=__proto__", /no field "__proto__"/],
  ["Score=cf_score:numbre", /no type "numbre"\. Did you mean number\?/],
  ["Due=dueDate:text", /dueDate is always read as date/],
])("--map %s is refused", (given, message) => {
  expect(() => parseMap([given])).toThrow(message);
});

test("--map twice for one column is refused", () => {
  expect(() => parseMap(["a=title", "a="])).toThrow(/given twice/);
});

const dates = { timeZone: "UTC", format: undefined };

test.each([
  ["text", "00731", "00731"],
  ["text", " a ", " a "],
  ["number", "90", 90],
  ["number", " -1.5 ", -1.5],
  ["number", "1e3", 1000],
  ["boolean", "TRUE", true],
  ["boolean", "no", false],
  ["boolean", "0", false],
  ["list", "usr_1; usr_2;;", ["usr_1", "usr_2"]],
  ["list", "a,b", ["a,b"]],
] as const)("as %s, %j is %j", (kind, text, value) => {
  expect(readValue(text, kind, dates)).toEqual(value);
});

test.each([
  ["number", "1,5"],
  ["number", "00731"],
  ["number", "12345678901234567890"],
  ["number", "42416128428415690"],
  ["number", "1e999"],
  ["number", "0x10"],
  ["number", "Infinity"],
  ["number", "5 min"],
  ["number", "1e-400"],
  ["number", "0.12345678901234567890"],
  ["boolean", "ja"],
  ["boolean", "constructor"],
  ["boolean", "2"],
] as const)("as %s, %j is refused", (kind, text) => {
  expect(() => readValue(text, kind, dates)).toThrow(JSON.stringify(text));
});

test("a suggestion is close to what was written, or there is none", () => {
  expect(didYouMean("Due Date", ["dueDate", "startDate"])).toBe(" Did you mean dueDate?");
  expect(didYouMean("assignees", ["assigneeIds", "tagIds"])).toBe(" Did you mean assigneeIds?");
  expect(didYouMean("comment", ["title", "status"])).toBe("");
});
