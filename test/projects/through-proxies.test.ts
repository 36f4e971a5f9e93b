import { describe, expect, test, vi } from "vitest";
import { Heffl } from "../../src/index.ts";
import { TASK } from "../support/server.ts";

const TITLE = { title: "t" };

function recording(options: object = {}) {
  const fetch = vi.fn(async (_url: string, _init: RequestInit) => Response.json(TASK));
  return { heffl: new Heffl({ apiKey: "test-key", fetch, ...options }), fetch };
}

describe("methods work without their object, and through a proxy", () => {
  test("taken out of it", async () => {
    const { heffl } = recording();
    const { create, createWithResponse, preview } = heffl.tasks;
    expect(await create(TITLE)).toMatchObject({ id: "tsk_1" });
    expect((await createWithResponse(TITLE)).task).toMatchObject({ id: "tsk_1" });
    expect(preview(TITLE).body).toBe('{"title":"t"}');
  });

  test("handed to a function that calls them", async () => {
    const { heffl } = recording();
    expect(
      await Promise.all(
        [TITLE, TITLE].map((task) => task).map(heffl.tasks.create as (task: object) => Promise<unknown>),
      ),
    ).toHaveLength(2);
  });

  test.each<[string, (heffl: Heffl) => Heffl]>([
    ["a proxy that does nothing", (heffl) => new Proxy(heffl, {})],
    ["a proxy of all that it holds, as Vue's reactive is", deep],
    ["an object that inherits from it", (heffl) => Object.create(heffl)],
    ["a copy of its fields", (heffl) => ({ ...heffl }) as Heffl],
  ])("through %s", async (_, wrap) => {
    const heffl = wrap(recording().heffl);
    expect(await heffl.tasks.create(TITLE)).toMatchObject({ id: "tsk_1" });
    expect((await heffl.tasks.createWithResponse(TITLE)).task).toMatchObject({ id: "tsk_1" });
    expect(heffl.tasks.preview(TITLE).method).toBe("POST");
    expect((await heffl.api.POST("/tasks", { body: TITLE })).data).toMatchObject({ id: "tsk_1" });
  });

  test("and a spy can be put in a method's place", async () => {
    const { heffl, fetch } = recording();
    const spy = vi.spyOn(heffl.tasks, "create").mockResolvedValue(TASK as never);
    await heffl.tasks.create(TITLE);
    expect(spy).toHaveBeenCalledOnce();
    expect(fetch).not.toHaveBeenCalled();
  });

  test("and none of it is shown where a client is printed", () => {
    expect(JSON.stringify(new Heffl({ apiKey: "sk_very_secret" }))).not.toContain("sk_very_secret");
  });
});

/** What Vue's `reactive` makes: every object that is read through it is a proxy too. */
function deep<T extends object>(target: T): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const value = Reflect.get(object, name, receiver);
      return typeof value === "object" && value !== null ? deep(value) : value;
    },
  });
}
