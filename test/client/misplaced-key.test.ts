import { afterEach, describe, expect, test, vi } from "vitest";
import { Heffl, HefflConfigurationError, type HefflError } from "../../src/index.ts";
import { rejection, TASK } from "../support/server.ts";
import { visible } from "../support/visible.ts";

const KEY = "heffl_user_AbCdEf0123456789";

afterEach(() => void vi.unstubAllEnvs());

const answering = async () => Response.json(TASK);
const construct = (options: object) =>
  rejection<HefflError>(Promise.resolve().then(() => new Heffl({ apiKey: KEY, ...options })));

describe("a key that was pasted into another option isn't repeated in the error about that option", () => {
  test.each<[string, object]>([
    ["baseUrl", { baseUrl: KEY }],
    ["the base URL's scheme", { baseUrl: `${KEY.replaceAll("_", "-")}://heffl.example` }],
    ["the base URL's host", { baseUrl: `http://${KEY.replaceAll("_", "-")}.example` }],
    ["a header's name", { headers: { [`${KEY} `]: "1" } }],
    ["a header's value", { headers: { "x-a": `${KEY}\u0100` } }],
    ["headers", { headers: KEY }],
    ["timeoutMs", { timeoutMs: KEY }],
    ["totalTimeoutMs", { totalTimeoutMs: ` ${KEY}` }],
    ["maxRetries", { maxRetries: KEY }],
    ["maxRetryDelayMs", { maxRetryDelayMs: [KEY] }],
    ["fetch", { fetch: KEY }],
  ])("in the constructor: %s", async (_, options) => {
    const error = await construct(options);
    expect(error).toBeInstanceOf(HefflConfigurationError);
    expect(visible(error)).not.toContain(KEY);
    expect(visible(error)).not.toContain(KEY.toLowerCase());
  });

  test("in the environment: HEFFL_LOG, and the key from there", async () => {
    vi.stubEnv("HEFFL_LOG", KEY);
    expect(visible(await construct({}))).not.toContain(KEY);
    vi.stubEnv("HEFFL_API_KEY", KEY);
    expect(visible(await construct({ apiKey: undefined }))).not.toContain(KEY);
  });

  test("in what a getter throws, which is the error's cause", () => {
    const { tasks } = new Heffl({ apiKey: KEY, fetch: answering });
    const options = {
      get headers(): never {
        throw new Error(KEY);
      },
    };
    let error: unknown;
    try {
      tasks.preview({ title: "t" }, options);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(HefflConfigurationError);
    expect(visible(error)).not.toContain(KEY);
  });

  test("and the name and outcome of the error aren't changed, even if they equal the key", async () => {
    const error = await rejection<HefflError>(
      Promise.resolve().then(() => new Heffl({ apiKey: "not_created", timeoutMs: -1 })),
    );
    expect(error).toMatchObject({ name: "HefflConfigurationError", outcome: "not_created" });
  });

  test.each<[string, object]>([
    ["a header's name", { headers: { [`${KEY} `]: "1" } }],
    ["timeoutMs", { timeoutMs: KEY }],
    ["totalTimeoutMs", { totalTimeoutMs: KEY }],
    ["maxRetries", { maxRetries: `${KEY} ` }],
    ["signal", { signal: KEY }],
  ])("in a call's own options: %s", async (_, options) => {
    const { tasks } = new Heffl({ apiKey: KEY, fetch: answering });
    for (const call of [tasks.create, tasks.createWithResponse]) {
      const error = await rejection<HefflError>(call({ title: "t" }, options));
      expect(error).toMatchObject({ name: "HefflConfigurationError", outcome: "not_created" });
      expect(visible(error)).not.toContain(KEY);
    }
    if (!("headers" in options)) return;
    const error = await rejection(Promise.resolve().then(() => tasks.preview({ title: "t" }, options as never)));
    expect(visible(error)).not.toContain(KEY);
  });

  test.each<[string, object]>([
    ["a field's name", { title: "t", [KEY]: 1 }],
    ["a field's name within a list", { title: "t", tagIds: [{ [KEY]: () => {} }] }],
    ["a custom field's name", { title: "t", [`cf_${KEY}`]: () => {} }],
    [
      "what a getter throws",
      {
        title: "t",
        get cf_a() {
          throw new Error(KEY);
        },
      },
    ],
  ])("in a task: %s", async (_, task) => {
    const { tasks } = new Heffl({ apiKey: KEY, fetch: answering });
    const error = await rejection(tasks.create(task as never));
    expect(error).toMatchObject({ name: "HefflValidationError", outcome: "not_created" });
    expect(visible(error)).not.toContain(KEY);
    const previewed = await rejection(Promise.resolve().then(() => tasks.preview(task as never)));
    expect(visible(previewed)).not.toContain(KEY);
  });

  test("in the HefflConfigurationError that a transport throws", async () => {
    const fetch = async () => {
      throw new HefflConfigurationError(`No such proxy: ${KEY}`);
    };
    const { tasks } = new Heffl({ apiKey: KEY, fetch, maxRetries: 0 });
    const error = await rejection(tasks.create({ title: "t" }));
    expect(error).toMatchObject({ outcome: "not_created" });
    expect(visible(error)).not.toContain(KEY);
  });

  test("and any other value is repeated", async () => {
    expect((await construct({ timeoutMs: "soon" })).message).toContain("not soon");
    const { tasks } = new Heffl({ apiKey: KEY, fetch: answering });
    expect((await rejection(tasks.create({ title: "t", titel: 1 } as never))).message).toContain('"titel"');
  });
});
