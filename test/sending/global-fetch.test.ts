import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { expect, onTestFinished, test, vi } from "vitest";
import { Heffl } from "../../src/index.ts";
import { rejection, TASK } from "../support/server.ts";

// As applications have it: made when the module is loaded, before any test has begun.
const heffl = new Heffl({ apiKey: "test-key", maxRetries: 0 });
const TITLE = { title: "t" };

test("a stub of the global that comes after the client is called", async () => {
  const fetch = vi.fn(async () => Response.json(TASK));
  vi.stubGlobal("fetch", fetch);
  onTestFinished(() => void vi.unstubAllGlobals());
  expect(await heffl.tasks.create(TITLE)).toMatchObject({ id: "tsk_1" });
  expect((await heffl.api.POST("/tasks", { body: TITLE })).data).toMatchObject({ id: "tsk_1" });
  expect(fetch).toHaveBeenCalledTimes(2);
});

test("a spy on the global that comes after the client is called", async () => {
  const spy = vi.spyOn(globalThis, "fetch").mockResolvedValue(Response.json(TASK));
  onTestFinished(() => spy.mockRestore());
  expect(await heffl.tasks.create(TITLE)).toMatchObject({ id: "tsk_1" });
  expect(spy).toHaveBeenCalledOnce();
});

test("MSW answers if it listens after the client was made, and no longer once it is closed", async () => {
  const bodies: string[] = [];
  const server = setupServer(
    http.post("https://api.heffl.com/api/v2/tasks", async ({ request }) => {
      bodies.push(await request.text());
      return HttpResponse.json(TASK);
    }),
  );
  server.listen({ onUnhandledRequest: "error" });
  onTestFinished(() => server.close());
  expect(await heffl.tasks.create(TITLE)).toMatchObject({ id: "tsk_1" });
  expect(bodies).toEqual(['{"title":"t"}']);
});

test("a global that is there only when the first call is made is found", async () => {
  vi.stubGlobal("fetch", undefined);
  onTestFinished(() => void vi.unstubAllGlobals());
  const early = new Heffl({ apiKey: "test-key", maxRetries: 0 });
  const error = await rejection(early.tasks.create(TITLE));
  expect(error).toMatchObject({ name: "HefflConfigurationError", outcome: "not_created" });
  expect(error.message).toMatch(/this runtime has no fetch/);
  vi.stubGlobal("fetch", async () => Response.json(TASK));
  expect(await early.tasks.create(TITLE)).toMatchObject({ id: "tsk_1" });
});

test("a fetch that is given as an option is called even if the global one is replaced", async () => {
  const own = vi.fn(async () => Response.json(TASK));
  const given = new Heffl({ apiKey: "test-key", fetch: own });
  const fetch = vi.fn();
  vi.stubGlobal("fetch", fetch);
  onTestFinished(() => void vi.unstubAllGlobals());
  await given.tasks.create(TITLE);
  expect(own).toHaveBeenCalledOnce();
  expect(fetch).not.toHaveBeenCalled();
});

test("the global fetch is called as a plain function, as browsers require", async () => {
  let seen: unknown = "not called";
  vi.stubGlobal("fetch", async function (this: unknown) {
    seen = this;
    return Response.json(TASK);
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  await heffl.tasks.create(TITLE);
  expect([undefined, globalThis]).toContain(seen);
});
