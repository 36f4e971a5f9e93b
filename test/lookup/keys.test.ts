import { describe, expect, test, vi } from "vitest";
import {
  type CreateOptions,
  Heffl,
  HefflApiError,
  HefflConfigurationError,
  type HefflError,
  type HefflOptions,
  HefflValidationError,
  type TaskInput,
} from "../../src/index.ts";
import { heffl, rejection, TASK } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import { at, FIELD } from "./client.ts";

describe("the client refuses", () => {
  test.each(["request_id", "cf_", "", "CF_x", 7, null, ["cf_x"]])("the idempotencyField %j", (idempotencyField) => {
    expect(() => at("http://127.0.0.1:1", { idempotencyField } as HefflOptions<`cf_${string}`>)).toThrow(
      new HefflConfigurationError("idempotencyField must be a custom field's key, such as cf_request_id."),
    );
  });

  test.each([-1, Number.NaN, "1000", 2 ** 31])("lookupMs %j", (lookupMs) => {
    expect(() => at("http://127.0.0.1:1", { lookupMs } as HefflOptions<`cf_${string}`>)).toThrow(
      /^lookupMs must be from 0 to/,
    );
  });
});

describe("a create is refused, and nothing is sent,", () => {
  const refused = async (task: object, options: object, client: HefflOptions<`cf_${string}`> = {}) => {
    const server = await startTaskServer();
    const call = at(server.url, client).tasks.create(task as TaskInput, options as CreateOptions);
    const error = await rejection<HefflError>(call);
    expect(server.received).toEqual([]);
    expect(error.outcome).toBe("not_created");
    return error;
  };
  const NO_FIELD = { idempotencyField: undefined };

  test.each<[string, object, HefflOptions<`cf_${string}`>]>([
    ["with an idempotencyKey for which there is no field", { idempotencyKey: "k" }, NO_FIELD],
    ["with ifAbsent and no field", { ifAbsent: { since: new Date() } }, NO_FIELD],
    ["with an empty idempotencyKey", { idempotencyKey: "" }, {}],
    ["with an idempotencyKey that isn't a string", { idempotencyKey: 7 }, {}],
    ["with ifAbsent and no key of the caller's", { ifAbsent: { since: new Date() } }, {}],
    ["with ifAbsent that has no time", { idempotencyKey: "k", ifAbsent: {} }, {}],
    ["with ifAbsent that isn't an object", { idempotencyKey: "k", ifAbsent: true }, {}],
  ])("%s", async (_, options, client) => {
    expect(await refused({ title: "t" }, options, client)).toBeInstanceOf(HefflConfigurationError);
  });

  test.each<[string, unknown]>([
    ["an empty string", ""],
    ["a number", 7],
    ["null", null],
    ["a list", ["k"]],
  ])("with %s in the field that carries the key", async (_, value) => {
    const error = await refused({ title: "t", [FIELD]: value }, {});
    expect(error).toBeInstanceOf(HefflValidationError);
    expect(error).toMatchObject({ issues: [{ field: FIELD }] });
  });

  test("with another key in the task than in the call", async () => {
    const error = await refused({ title: "t", [FIELD]: "a" }, { idempotencyKey: "b" });
    expect(error.message).toBe("Invalid task, not sent: cf_request_id: Must be equal to idempotencyKey.");
  });

  test("with a task that isn't an object, even if tasks aren't validated", async () => {
    expect(await refused([1], {}, { validateRequests: false })).toBeInstanceOf(HefflValidationError);
  });

  test("and so is a preview", () => {
    const { preview } = new Heffl({ apiKey: "k" }).tasks;
    expect(() => preview({ title: "t" }, { idempotencyKey: "k" })).toThrow(HefflConfigurationError);
  });
});

test("a refusal that names the field is returned as it is, and nothing is looked for", async () => {
  const body = {
    error: {
      code: "VALIDATION_ERROR",
      message: "Some fields are invalid. Please check and try again.",
      details: { issues: [{ field: FIELD, message: "Must be unique." }] },
    },
  };
  const server = await startTaskServer({ creates: [{ made: false, reply: { status: 400, body } }] });
  const error = await rejection<HefflApiError>(at(server.url).tasks.create({ title: "t" }));
  expect(error).toBeInstanceOf(HefflApiError);
  expect(error).toMatchObject({ outcome: "not_created", issues: [{ field: FIELD, message: "Must be unique." }] });
  expect(error).not.toHaveProperty("idempotencyKey");
  expect(server.received).toHaveLength(1);
});

describe("when Heffl returns a created task without the key that was sent,", () => {
  const losing = (creates: object[]) =>
    startTaskServer({
      creates: [{ reply: { body: TASK } }, { reply: { body: { ...TASK, [FIELD]: "K" } } }, ...creates],
    });

  test("the call resolves all the same, and the client warns once", async () => {
    const server = await losing([]);
    const warn = vi.fn();
    const logger = { debug() {}, info() {}, warn, error() {} };
    const { tasks } = at(server.url, { logger });
    expect(await tasks.create({ title: "t" })).toEqual(TASK);
    await tasks.create({ title: "t" }, { idempotencyKey: "k" });
    expect(warn).toHaveBeenCalledOnce();
    expect(warn.mock.calls[0]?.[0]).toContain(`without the key in ${FIELD}`);
  });

  test("the console is warned where there is no logger", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const server = await losing([]);
    await at(server.url).tasks.create({ title: "t" });
    expect(warn).toHaveBeenCalledOnce();
    warn.mockRestore();
  });

  test("later creates whose outcome is unknown aren't looked for, and their errors say why", async () => {
    const server = await losing([{}, { reply: lost }]);
    server.tasks.length = 0;
    const { tasks } = at(server.url, { logger: { debug() {}, info() {}, warn() {}, error() {} } });
    for (let n = 0; n < 3; n++) await tasks.create({ title: "t" });
    const error = await rejection<HefflError>(tasks.create({ title: "t" }, { idempotencyKey: "k" }));
    expect(error).toMatchObject({ outcome: "unknown", idempotencyKey: "k" });
    expect(error.message).toContain("It isn't looked for, because Heffl returned a task without cf_request_id.");
    expect(server.count("list")).toBe(0);
  });

  test("a logger that fails doesn't make the create fail", async () => {
    const server = await losing([]);
    const fail = () => {
      throw new Error("logger");
    };
    const { tasks } = at(server.url, { logger: { debug: fail, info: fail, warn: fail, error: fail } });
    expect(await tasks.create({ title: "t" })).toEqual(TASK);
  });
});

test("an API key in the place of a field's name or a key isn't repeated", async () => {
  const apiKey = "heffl_user_unmistakable";
  expect(() => new Heffl({ apiKey, idempotencyField: apiKey as never })).toThrow(
    expect.not.objectContaining({ message: expect.stringContaining(apiKey) }),
  );
  const server = await startTaskServer({ creates: [{ made: false, reply: lost }] });
  const { tasks } = at(server.url, { apiKey });
  const error = await rejection<HefflError>(tasks.create({ title: "t" }, { idempotencyKey: apiKey }));
  expect(JSON.stringify(error) + error.message + error.stack).not.toContain(apiKey);
});

test("a create that Heffl refuses with a 409 isn't looked for", async () => {
  const reply = { status: 409, body: heffl("CONFLICT") };
  const server = await startTaskServer({ creates: [{ made: false, reply }] });
  await rejection(at(server.url).tasks.create({ title: "t" }));
  expect(server.count("list")).toBe(0);
});
