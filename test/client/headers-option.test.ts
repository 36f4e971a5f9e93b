import { Script } from "node:vm";
import { describe, expect, test, vi } from "vitest";
import { Heffl, HefflConfigurationError } from "../../src/index.ts";
import { rejection, TASK } from "../support/server.ts";

const TITLE = { title: "t" };

function recording(options: object = {}) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => Response.json(TASK));
  return { heffl: new Heffl({ apiKey: "test-key", fetch, ...options }), fetch };
}
const sent = (fetch: ReturnType<typeof recording>["fetch"]) =>
  Object.fromEntries(new Headers(fetch.mock.calls[0]?.[1].headers as HeadersInit));

describe("headers in every form that a fetch takes are sent, or refused by name", () => {
  const realm = new Script(
    "({ Headers: class Headers { constructor(m) { this.m = m; } *[Symbol.iterator]() { yield* this.m; } forEach(f) { for (const [k, v] of this.m) f(v, k, this); } entries() { return this.m[Symbol.iterator](); } get [Symbol.toStringTag]() { return 'Headers'; } }, Map, pairs: [['x-trace', '7']], plain: { 'x-trace': '7' } })",
  ).runInNewContext() as {
    Headers: new (entries: [string, string][]) => object;
    Map: MapConstructor;
    pairs: object;
    plain: object;
  };
  const FORMS: [string, unknown][] = [
    ["an object", { "x-trace": "7" }],
    ["an object of another realm", realm.plain],
    ["an object without a prototype", Object.assign(Object.create(null), { "x-trace": "7" })],
    ["Headers", new Headers({ "x-trace": "7" })],
    ["another library's Headers", new realm.Headers([["x-trace", "7"]])],
    ["pairs", [["x-trace", "7"]]],
    ["pairs of another realm", realm.pairs],
    ["a Map", new Map([["x-trace", "7"]])],
    ["a Map of another realm", new realm.Map([["x-trace", "7"]])],
    ["entries", Object.entries({ "x-trace": "7" })],
    ["a number as value", { "x-trace": 7 }],
    ["a list of one as value", { "x-trace": ["7"] }],
  ];

  test.each(FORMS)("%s, of a client, a call and a preview", async (_, headers) => {
    const { heffl, fetch } = recording({ headers });
    await heffl.tasks.create(TITLE);
    expect(sent(fetch)["x-trace"]).toBe("7");
    const { heffl: plain, fetch: own } = recording();
    await plain.tasks.create(TITLE, { headers: headers as never });
    expect(sent(own)["x-trace"]).toBe("7");
    expect(sent(own)["0"]).toBeUndefined();
    expect(plain.tasks.preview(TITLE, { headers: headers as never }).headers["x-trace"]).toBe("7");
  });

  test.each<[string, unknown]>([
    ["an object as value", { "x-trace": { a: 1 } }],
    ["a Map as value", { "x-trace": new Map() }],
    ["a function as value", { "x-trace": () => "7" }],
    ["a promise as value", { "x-trace": Promise.resolve("7") }],
    ["null as value", { "x-trace": null }],
    ["a symbol as value", { "x-trace": Symbol("7") }],
    ["a list of two as value", { "x-trace": ["7", { a: 1 }] }],
    ["a string", "x-trace: 7"],
    ["a number", 7],
    ["a pair without a value", [["x-trace"]]],
    ["strings", ["x-trace", "7"]],
    ["a promise of them", Promise.resolve({ "x-trace": "7" })],
    ["a function", () => ({ "x-trace": "7" })],
  ])("%s is refused by name", async (_, headers) => {
    const made = await rejection(Promise.resolve().then(() => recording({ headers })));
    expect(made).toBeInstanceOf(HefflConfigurationError);
    expect(made.message).toMatch(/header/i);
    const { heffl, fetch } = recording();
    const error = await rejection(heffl.tasks.create(TITLE, { headers: headers as never }));
    expect(error).toBeInstanceOf(HefflConfigurationError);
    expect(fetch).not.toHaveBeenCalled();
  });

  test.each<[string, object]>([
    ["undefined", { "x-trace": undefined, "x-other": "1" }],
    ["nothing", {}],
  ])("%s is left out", async (_, headers) => {
    const { heffl, fetch } = recording();
    await heffl.tasks.create(TITLE, { headers: headers as never });
    expect(sent(fetch)).not.toHaveProperty("x-trace");
  });

  test.each<[string, unknown]>([
    ["pairs", [["X-API-Key", "stolen"]]],
    ["a Map", new Map([["X-API-Key", "stolen"]])],
    ["Headers", new Headers({ "x-api-key": "stolen" })],
    ["another library's Headers", new realm.Headers([["X-Api-Key", "stolen"]])],
  ])("the key isn't taken from %s", async (_, headers) => {
    const error = await rejection(recording().heffl.tasks.create(TITLE, { headers: headers as never }));
    expect(error.message).toMatch(/x-api-key/);
  });
});
