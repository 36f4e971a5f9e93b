import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Heffl, HefflConfigurationError } from "../../src/index.ts";
import { rejection, TASK } from "../support/server.ts";

// As a module that is loaded by a build, or before a file of variables is read: the client is there, its key isn't yet.
const TITLE = { title: "t" };

beforeEach(() => {
  vi.stubEnv("HEFFL_API_KEY", undefined);
  vi.stubEnv("HEFFL_BASE_URL", undefined);
});
afterEach(() => void vi.unstubAllEnvs());

const transport = () =>
  vi.fn(async (_: string, __: { headers: Record<string, string> }): Promise<Response> => Response.json(TASK));

test.each([
  ["no key", {}, undefined],
  ["null for a key", { apiKey: null as never }, undefined],
  ["an empty variable", {}, ""],
])("a client with %s reads the environment at each call", async (_, options, variable) => {
  vi.stubEnv("HEFFL_API_KEY", variable);
  const fetch = transport();
  const heffl = new Heffl({ ...options, fetch });
  const error = await rejection(heffl.tasks.create(TITLE));
  expect(error).toBeInstanceOf(HefflConfigurationError);
  expect(error).toMatchObject({ outcome: "not_created" });
  expect(error.message).toMatch(/^No API key. Set HEFFL_API_KEY or pass apiKey/);
  vi.stubEnv("HEFFL_API_KEY", "test-key\n");
  expect((await rejection(heffl.tasks.create(TITLE))).message).toMatch(/white space around it/);
  expect(fetch).not.toHaveBeenCalled();
  vi.stubEnv("HEFFL_API_KEY", "test-key");
  expect(await heffl.tasks.create(TITLE)).toMatchObject({ id: "tsk_1" });
  expect(fetch.mock.calls.map(([, { headers }]) => headers["x-api-key"])).toEqual(["test-key"]);
});

test("a key that is set later isn't sent if the base URL has changed", async () => {
  const fetch = transport();
  const heffl = new Heffl({ fetch });
  const elsewhere = new Heffl({ fetch, baseUrl: "https://option.example" });
  vi.stubEnv("HEFFL_API_KEY", "test-key");
  vi.stubEnv("HEFFL_BASE_URL", "https://later.example");
  const error = await rejection(heffl.tasks.create(TITLE));
  expect(error).toMatchObject({ name: "HefflConfigurationError", outcome: "not_created" });
  expect(error.message).toMatch(/^HEFFL_BASE_URL changed after the client was made/);
  expect(fetch).not.toHaveBeenCalled();
  await elsewhere.tasks.create(TITLE);
  expect(fetch).toHaveBeenCalledOnce();
});

test("a key that is set when the client is made isn't read again", async () => {
  vi.stubEnv("HEFFL_API_KEY", "first-key");
  const fetch = transport();
  const heffl = new Heffl({ fetch });
  vi.stubEnv("HEFFL_API_KEY", "second-key");
  await heffl.tasks.create(TITLE);
  expect(fetch.mock.calls[0]?.[1].headers["x-api-key"]).toBe("first-key");
});
