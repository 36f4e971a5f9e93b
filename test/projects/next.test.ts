import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Heffl, type HefflOptions, isHefflError } from "../../src/index.ts";
import { rejection, TASK } from "../support/server.ts";

const TITLE = { title: "t" };
const client = (options: HefflOptions = {}) => new Heffl({ apiKey: "test-key", maxRetries: 0, ...options });

describe("over the global fetch as Next replaces it", () => {
  /** Next marks its own with this property. */
  function stubPatchedFetch() {
    const fetch = vi.fn(async (_: string, __: RequestInit) => Response.json(TASK));
    vi.stubGlobal("fetch", Object.assign(fetch, { __nextPatched: true }));
    onTestFinished(() => void vi.unstubAllGlobals());
    return fetch;
  }

  test("Next is told so by a client that was given its fetch, when another one is the global one", async () => {
    const fetch = stubPatchedFetch();
    vi.unstubAllGlobals();
    await client({ fetch }).tasks.create(TITLE);
    expect(fetch.mock.calls[0]?.[1]).toMatchObject({ next: { revalidate: 0 } });
  });

  test("Next is told to answer no request from its cache", async () => {
    const fetch = stubPatchedFetch();
    await client().tasks.create(TITLE);
    await client().api.POST("/tasks", { body: TITLE });
    expect(fetch.mock.calls.map(([, init]) => init)).toEqual([
      expect.objectContaining({ next: { revalidate: 0 } }),
      expect.objectContaining({ next: { revalidate: 0 } }),
    ]);
  });

  test("and so it is through a wrapper, which ends in Next's", async () => {
    const patched = stubPatchedFetch();
    const wrapper = vi.fn((url: string, init: object) => patched(url, init));
    await client({ fetch: wrapper }).tasks.create(TITLE);
    expect(wrapper.mock.calls).toEqual([[expect.anything(), expect.objectContaining({ next: { revalidate: 0 } })]]);
  });

  test("a stub other than Next's gets no options of Next", async () => {
    const fetch = vi.fn(async (_: string, __: RequestInit) => Response.json(TASK));
    vi.stubGlobal("fetch", fetch);
    onTestFinished(() => void vi.unstubAllGlobals());
    await client().tasks.create(TITLE);
    expect(fetch.mock.calls[0]?.[1]).not.toHaveProperty("next");
    expect(fetch.mock.calls[0]?.[1]).not.toHaveProperty("cache");
  });
});

describe("a framework's control-flow error is recognized by its own text `digest`", () => {
  const steering = () => Object.assign(new Error("Dynamic server usage"), { digest: "DYNAMIC_SERVER_USAGE" });

  test.each<[string, () => Promise<unknown>]>([
    ["the fetch", () => client({ fetch: () => Promise.reject(steering()) }).tasks.create(TITLE)],
    [
      "the fetch, at heffl.api",
      () => client({ fetch: () => Promise.reject(steering()) }).api.POST("/tasks", { body: TITLE }),
    ],
    ["the apiKey function", () => client({ apiKey: () => Promise.reject(steering()) }).tasks.create(TITLE)],
    [
      "a middleware",
      () => {
        const heffl = client();
        heffl.api.use({ onRequest: () => Promise.reject(steering()) });
        return heffl.tasks.create(TITLE);
      },
    ],
    ["the signal", () => client().tasks.create(TITLE, { signal: AbortSignal.abort(steering()) })],
  ])("that comes out of %s keeps it", async (_, call) => {
    const error = await rejection(call());
    expect(isHefflError(error)).toBe(true);
    expect(error).toMatchObject({ digest: "DYNAMIC_SERVER_USAGE" });
  });

  test("other errors have none, so that a framework can give them one", async () => {
    for (const digest of [undefined, 7, {}]) {
      const cause = Object.assign(new Error("lost"), digest !== undefined && { digest });
      const error = await rejection(client({ fetch: () => Promise.reject(cause) }).tasks.create(TITLE));
      expect(error).not.toHaveProperty("digest");
      expect(Object.assign(error, { digest: "7" })).toMatchObject({ digest: "7" });
    }
    const inherited = Object.create({ digest: "NEXT_REDIRECT" });
    expect(await rejection(client({ fetch: () => Promise.reject(inherited) }).tasks.create(TITLE))).not.toHaveProperty(
      "digest",
    );
  });
});
