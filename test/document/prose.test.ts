import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { DATE_TIME } from "../../scripts/generate/date-time.ts";
import { type Json, resolve } from "../../scripts/lib/document.ts";
import { ERROR_CODES, STATUSES } from "./facts.ts";
import { answer, bodyRef, createTask, document, examplesOf, getTask, listTasks, prose, request } from "./reading.ts";

describe("an example", () => {
  const ajv = new Ajv2020({ strict: false, formats: { "date-time": DATE_TIME, double: true } });
  ajv.addSchema(document, "openapi");
  const answersOf = (of: keyof typeof STATUSES, operation: Json) =>
    ["200", ...STATUSES[of]].map((status) => ({ of: `the ${status} of ${of}`, body: answer(status, operation) }));
  const bodies = [
    { of: "the request", body: request },
    ...answersOf("createTask", createTask),
    ...answersOf("listTasks", listTasks),
    ...answersOf("getTask", getTask),
  ];
  const examples = bodies.flatMap(({ of, body }) =>
    examplesOf(body).map(([name, value]) => ({ name, of, body, value })),
  );

  for (const { name, of, body, value } of examples)
    it(`of ${of} fits its schema: ${name}`, () => {
      const validate = ajv.compile({ $ref: `openapi${bodyRef(body)}` });
      validate(value);
      expect(validate.errors ?? []).toEqual([]);
    });

  it("shows a custom field both ways, with a value and as null", () => {
    for (const body of [request, answer(200), answer(200, getTask)]) {
      const shown = examplesOf(body).map(([, value]) => value["cf_follow_up_type"]);
      expect(shown).toEqual(expect.arrayContaining(["phone", null]));
    }
  });
});

describe("the prose", () => {
  const [tag] = document["tags"] as unknown as Json[];
  const api = prose(tag?.["description"]);
  const operation = prose(createTask["description"]);

  it("says that entity and entityId go together", () => {
    expect(operation).toMatch(/`entity` \*\*and\*\* `entityId`/);
    expect(operation).toMatch(/`entity` without `entityId` is refused/);
  });

  it("says how custom fields are named and that other keys are refused", () => {
    expect(operation).toMatch(/`cf_\*` keys\. Any other key is refused/);
    expect(api).toMatch(/`cf_`, then the field's label in lower case with `_` for spaces/);
    expect(api).toMatch(/no `customFields` wrapper/);
  });

  it("says how many requests a minute are allowed", () => {
    expect(api).toMatch(/60 requests a minute/);
    expect(prose(resolve(document, "#/components/responses/TooManyRequests")["description"])).toMatch(/60 requests a/);
  });

  it("says that a create has no idempotency key", () => {
    expect(operation).toMatch(/no idempotency key/);
    expect(api).toMatch(/no idempotency key/);
    expect(prose(resolve(document, "#/components/responses/InternalServerError")["description"])).toMatch(
      /no idempotency key/,
    );
  });

  it.each(Object.entries(ERROR_CODES))("lists status %s with the codes %j", (status, codes) => {
    expect(api).toContain(`| ${status} | ${codes.map((code) => `\`${code}\``).join(", ")} |`);
  });

  it("says that a task that isn't in the list may exist", () => {
    expect(api).toMatch(/If it isn't, it may have been created all the same/);
    expect(prose(listTasks["description"])).toMatch(/a task that isn't in the list may exist all the same/);
  });

  it.each([
    ["search", /fields of a task are searched is not known/],
    ["orderBy", /Values other than `createdAt` are not known/],
    ["filters", /fields of a task can be filtered, and by which other operators, is not known/],
    ["pageSize", /No minimum is published/],
    ["cursor", /form of a cursor is not published/],
  ])("says what isn't known of the parameter %s", (name, words) => {
    const parameter = (listTasks["parameters"] as Json[]).find((one) => one["name"] === name);
    expect(prose(parameter?.["description"])).toMatch(words);
  });

  it("says that a read may be sent again and has no outcome", () => {
    expect(api).toMatch(/A read changes nothing, so you can send it again after any failure/);
    expect(api).toMatch(/A read creates nothing, so its responses have no `x-outcome`/);
  });
});
