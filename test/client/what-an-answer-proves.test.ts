import { describe, expect, test } from "vitest";
import { Heffl, type HefflError, HefflResponseError } from "../../src/index.ts";
import { rejection, TASK } from "../support/server.ts";

const JSON_TYPE = { "content-type": "application/json" };

/** A client whose every request is answered with this. */
const answered = (body: string, init: ResponseInit = {}) =>
  new Heffl({ apiKey: "test-key", fetch: async () => new Response(body, { headers: JSON_TYPE, ...init }) });

/** A client whose every answer breaks off after this. */
const cutOff = (body: string, status = 200) =>
  new Heffl({
    apiKey: "test-key",
    fetch: async () => {
      const pieces = [new TextEncoder().encode(body)];
      const read = async () => {
        const value = pieces.shift();
        if (value === undefined) throw new TypeError("terminated");
        return { done: false, value };
      };
      return { status, headers: new Headers(JSON_TYPE), body: { getReader: () => ({ read, cancel: async () => {} }) } };
    },
  });

const TITLE = { title: "t" };
const unknownError = async (heffl: Heffl): Promise<HefflError> => {
  const error = await rejection<HefflError>(heffl.tasks.create(TITLE));
  expect(error).toBeInstanceOf(HefflResponseError);
  expect(error).toMatchObject({ outcome: "unknown" });
  expect(error.taskId).toBeUndefined();
  expect(error.message).toMatch(/may exist: look for it/);
  return error;
};
const unknown = async (heffl: Heffl): Promise<void> => {
  await unknownError(heffl);
};

const ERRORS: [string, object][] = [
  ["an error with Heffl's code", { error: { code: "FORBIDDEN", message: "no" } }],
  ["an error without a code", { error: { message: "no" } }],
  ["an error without a message", { error: { code: "FORBIDDEN" } }],
  ["an error that is a sentence", { error: "no" }],
  ["an error that is true", { error: true }],
  ["an error that is a number", { error: 403 }],
  ["an error that is a list", { error: ["no"] }],
  ["errors", { errors: [{ message: "no" }] }],
  ["errors that are sentences", { errors: ["no"] }],
  ["errors by their fields", { errors: { title: ["no"] } }],
  ["errors that are a sentence", { errors: "no" }],
  ["success: false", { success: false }],
  ["success: false and a message", { success: false, message: "no" }],
  ["no error, but errors", { error: null, errors: ["no"] }],
  ["no errors, but success: false", { error: null, errors: [], success: false }],
];

const NO_ERRORS: [string, object][] = [
  ["error: null", { error: null }],
  ["error: false", { error: false }],
  ["an empty error", { error: "" }],
  ["an error without anything in it", { error: {} }],
  ["errors: []", { errors: [] }],
  ["errors: {}", { errors: {} }],
  ["errors: null", { errors: null }],
  ["success: true", { success: true }],
  ["success as a word", { success: "false" }],
  ["success: null", { success: null }],
  ["a warning", { warning: "soon" }],
  ["an error further down", { meta: { error: { code: "FORBIDDEN", message: "no" }, success: false } }],
  ["a custom field of that name", { cf_error: "no", cf_errors: ["no"] }],
  ["a title that looks like one", { title: '"error":{"code":"FORBIDDEN"}' }],
  ["other letters", { Error: "no", ERRORS: ["no"], Success: false }],
  ["an unknown enum value", { status: "ARCHIVED", type: "email", new_field: [1] }],
];

describe("a 2xx that says it is an error is no task, whatever ID it has", () => {
  test.each(ERRORS)("%s after the ID", (_, fields) => unknown(answered(JSON.stringify({ id: "req_1", ...fields }))));
  test.each(ERRORS)("%s before the ID", (_, fields) => unknown(answered(JSON.stringify({ ...fields, id: "req_1" }))));
  test.each(ERRORS)("%s in a whole task", (_, fields) => unknown(answered(JSON.stringify({ ...TASK, ...fields }))));
  test.each(ERRORS)("%s with 201", (_, fields) =>
    unknown(answered(JSON.stringify({ ...TASK, ...fields }), { status: 201 })),
  );
  test.each(ERRORS)("%s in a body that breaks off after it", (_, fields) =>
    unknown(cutOff(JSON.stringify({ id: "req_1", ...fields, more: "" }).slice(0, -3))),
  );
  test.each([
    '{"id":"req_1","error":{"code":"FORB',
    '{"id":"req_1","error":{',
    '{"id":"req_1","error":"n',
    '{"id":"req_1","error":',
    '{"id":"req_1","error"',
    '{"id":"req_1","errors" ',
    '{"id":"req_1","errors":[{"mess',
    '{ "id" : "req_1" ,\n "errors" : [ "n',
    '{"id":"req_1","success":false',
    '{"id":"req_1","title":"a \\"quoted\\" {[","error":{"code":"X',
    '{"id":"req_1","meta":{"a":[1,{"b":"}"}]},"error":"no',
    '{"id":"req_1","err\\u006fr":{"code":"FORB',
  ])("a body that breaks off within it: %s", (body) => unknown(cutOff(body)));

  test("and the error has its body", async () => {
    const error = await unknownError(answered('{"id":"req_1","error":{"code":"FORBIDDEN","message":"no"}}'));
    expect(error).toMatchObject({ body: expect.stringContaining("FORBIDDEN") });
    expect(error.message).toMatch(/is an error/);
  });

  test("and createWithResponse has the same outcome", async () => {
    const call = answered('{"id":"req_1","errors":["no"]}').tasks.createWithResponse(TITLE);
    expect(await rejection(call)).toMatchObject({ outcome: "unknown" });
  });

  test("and the outcome is the same with middleware", async () => {
    const heffl = answered('{"id":"req_1","errors":["no"]}');
    heffl.api.use({ onRequest: () => undefined });
    await unknown(heffl);
  });
});

describe("fields that are no errors don't make a task a failure", () => {
  test.each(NO_ERRORS)("%s", async (_, fields) => {
    expect(await answered(JSON.stringify({ ...TASK, ...fields })).tasks.create(TITLE)).toMatchObject({ id: "tsk_1" });
  });
  test.each(NO_ERRORS)("%s in a body that breaks off after it", async (_, fields) => {
    const body = JSON.stringify({ id: "tsk_1", ...fields, more: "" }).slice(0, -3);
    const error = await rejection<HefflError>(cutOff(body).tasks.create(TITLE));
    expect(error).toMatchObject({ outcome: "created", taskId: "tsk_1" });
  });
});

describe("without a task's readable ID nothing is proved", () => {
  test.each([
    '{"message":"Unauthorized"}',
    "{}",
    "[]",
    "",
    " ",
    "null",
    "true",
    "7",
    '"tsk_1"',
    '{"id":7}',
    '{"id":null}',
    '{"id":""}',
    '{"id":" \\t"}',
    '{"id":["tsk_1"]}',
    '{"id":{"id":"tsk_1"}}',
    '{"ID":"tsk_1"}',
    '{"task_id":"tsk_1"}',
    '[{"id":"tsk_1"}]',
    '{"data":{"id":"tsk_1"}}',
    '{"__proto__":{"id":"tsk_1"}}',
    '{"title":"t","status":"OPEN"}',
    "<html>",
    "id=tsk_1",
  ])("200 %s", async (body) => {
    await unknown(answered(body));
  });

  test.each([
    "",
    "{",
    '{"title":"t","id":"tsk_1"',
    '{"id":"',
    '{"id":"tsk',
    '{"id":7,"title":"t',
    '{"id":" ","title":"t',
    "[",
    '{"id":null,',
  ])("200 that breaks off after %s", (body) => unknown(cutOff(body)));

  test.each([201, 202, 203, 206, 299])("%i {}", (status) => unknown(answered("{}", { status })));

  test("204", () =>
    unknown(
      new Heffl({ apiKey: "test-key", fetch: async () => new Response(null, { status: 204, headers: JSON_TYPE }) }),
    ));

  test.each(["application/problem+json", "application/vnd.api+json; charset=utf-8", "text/html", "text/plain"])(
    "%s",
    (type) => unknown(answered("{}", { headers: { "content-type": type } })),
  );

  test("and the error's message says what came instead", async () => {
    expect((await unknownError(answered("{}"))).message).toMatch(/isn't a task/);
    expect((await unknownError(answered(""))).message).toMatch(/empty/);
  });
});

describe("an ID that can be read proves it", () => {
  test.each(['{"id":"tsk_1"', '{"id":"tsk_1",', '{ "id" : "tsk_1" , "title":"', '{"id":"tsk_1","error":null,"ti'])(
    "in a body that breaks off: %s",
    async (body) => {
      const error = await rejection<HefflError>(cutOff(body).tasks.create(TITLE));
      expect(error).toMatchObject({ outcome: "created", taskId: "tsk_1" });
    },
  );

  test.each(["application/json", "text/plain", "application/octet-stream"])("whole, as %s", async (type) => {
    const heffl = answered(JSON.stringify(TASK), { headers: { "content-type": type } });
    expect(await heffl.tasks.create(TITLE)).toMatchObject({ id: "tsk_1" });
  });
});
