import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Task, TaskInput } from "../../src/index.ts";
import { createMock, type HefflMock, type MockOptions } from "../../src/testing.ts";
import { recipes, writeModules } from "../docs/blocks.ts";
import { rejection } from "../support/server.ts";
import { loadFrom } from "./load.ts";

const folder = writeModules("recipes-lookup", recipes());

const load = <T>(file: string): Promise<T> => loadFrom<T>(folder, file, { HEFFL_API_KEY: "test-key" });

/** A mock behind the global fetch. */
function mocked(options?: MockOptions): HefflMock {
  const mock = createMock(options);
  vi.stubGlobal("fetch", mock.fetch);
  return mock;
}

const methods = ({ requests }: HefflMock) => requests.map(({ method }) => method).join(" ");

afterEach(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
});

describe("exactly once:", () => {
  interface Order {
    id: string;
    title: string;
    triedAt?: Date;
  }
  interface Recipe {
    taskFor(order: Order, save: (order: Order) => Promise<void>): Promise<string>;
  }

  const ORDER = { id: "order 1", title: "Call Acme" };
  let taskFor: Recipe["taskFor"];
  let saved: Order;

  beforeEach(async () => {
    ({ taskFor } = await load<Recipe>("once.ts"));
    saved = ORDER;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
  });

  /** Calls the recipe with the order as it was saved, and lets the client's waits pass. */
  async function run(): Promise<string> {
    let ended = false;
    const call = taskFor(saved, async (order) => {
      saved = order;
    }).finally(() => {
      ended = true;
    });
    call.catch(() => {});
    while (!ended) {
      await vi.advanceTimersByTimeAsync(50);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return call;
  }

  test("a create that is answered takes one request", async () => {
    const mock = mocked();
    expect(await run()).toBe("tsk_mock000001");
    expect(methods(mock)).toBe("POST");
    expect(mock.tasks[0]).toMatchObject({ title: "Call Acme", cf_request_id: "order 1" });
  });

  test("a task whose answer was lost is found, in a list that lags", async () => {
    const mock = mocked({ listLag: 2 });
    mock.next("connection lost", { created: true });
    expect(await run()).toBe("tsk_mock000001");
    expect(methods(mock)).toBe("POST GET GET GET");
  });

  test("a create that never arrived is made when it is called again", async () => {
    const mock = mocked();
    mock.next("connection lost");
    expect(await rejection(run())).toMatchObject({ outcome: "unknown", idempotencyKey: "order 1" });
    expect(methods(mock)).toBe("POST GET GET GET GET GET"); // what the recipe says that it costs
    expect(await run()).toBe("tsk_mock000001");
    expect(methods(mock)).toMatch(/ GET POST$/);
    expect(mock.tasks).toHaveLength(1);
  });

  test("a task that the list shows too late is found when it is called again, and nothing more is created", async () => {
    const mock = mocked({ listLag: 5 });
    mock.next("connection lost", { created: true });
    expect(await rejection(run())).toMatchObject({ outcome: "unknown" });
    expect(await run()).toBe("tsk_mock000001");
    expect(mock.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("when it is called again and the list can't be read, nothing is sent", async () => {
    const mock = mocked();
    saved = { ...ORDER, triedAt: new Date() };
    for (let n = 0; n < 3; n++) mock.next({ status: 500 }, { for: "list" });
    expect(await rejection(run())).toMatchObject({ outcome: "not_created" });
    expect(mock.tasks).toEqual([]);
  });

  test("of two tasks the older one counts, and the error is logged", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => log.mockRestore());
    const mock = mocked({ listLag: 9 });
    saved = { ...ORDER, triedAt: new Date() };
    await run();
    await run(); // as a second process would
    for (let n = 0; n < 9; n++)
      await mock.fetch("https://api.heffl.com/api/v2/tasks", { headers: { "x-api-key": "k" } });
    expect(await run()).toBe("tsk_mock000001");
    expect(log.mock.calls).toMatchObject([[{ taskIds: ["tsk_mock000001", "tsk_mock000002"] }]]);
  });

  test("a refusal is rejected as it is", async () => {
    mocked().next({ status: 400, issues: [{ field: "cf_request_id", message: "Must be unique." }] });
    expect(await rejection(run())).toMatchObject({ outcome: "not_created", issues: [{ field: "cf_request_id" }] });
  });
});

test("without a field: the candidates are shown after an unknown outcome, and only then", async () => {
  type Create = (task: TaskInput, show: (candidates: Task[]) => void) => Promise<Task | undefined>;
  const { create } = await load<{ create: Create }>("candidates.ts");
  const mock = mocked();
  const show = vi.fn();
  expect(await create({ title: "another" }, show)).toMatchObject({ title: "another" });
  mock.next({ status: 403 });
  await rejection(create({ title: "t" }, show));
  expect(show).not.toHaveBeenCalled();
  mock.next("connection lost", { created: true });
  expect(await create({ title: "t" }, show)).toBeUndefined();
  expect(show).toHaveBeenCalledExactlyOnceWith([mock.tasks[1]]);
});

describe("reading tasks:", () => {
  interface Recipe {
    find(id: string): Promise<Task | undefined>;
    newest(count: number): Promise<Task[]>;
    copy(save: (tasks: Task[], cursor: string | null) => Promise<void>, cursor?: string): Promise<void>;
  }

  /** A mock with tasks. */
  async function holding(count: number): Promise<HefflMock> {
    const mock = mocked();
    const headers = { "x-api-key": "k", "content-type": "application/json" };
    for (let n = 0; n < count; n++)
      await mock.fetch("https://api.heffl.com/api/v2/tasks", { method: "POST", headers, body: `{"title":"${n}"}` });
    return mock;
  }

  test("one by its ID, or undefined if Heffl says that there is none, but not if a proxy does", async () => {
    const { find } = await load<Recipe>("reading.ts");
    const mock = await holding(1);
    expect(await find("tsk_mock000001")).toEqual(mock.tasks[0]);
    expect(await find("tsk_mock000002")).toBeUndefined();
    mock.next({ status: 404, body: "<html>" }, { for: "get" });
    expect(await rejection(find("tsk_mock000001"))).toMatchObject({ status: 404 });
  });

  test("the newest, with no more requests than that takes", async () => {
    const { newest } = await load<Recipe>("reading.ts");
    const mock = await holding(40);
    expect((await newest(2)).map(({ title }) => title)).toEqual(["39", "38"]);
    expect(methods(mock).match(/GET/g)).toHaveLength(1);
    expect(await newest(50)).toHaveLength(40);
  });

  test("all, and after an interruption the rest", async () => {
    const { copy } = await load<Recipe>("reading.ts");
    await holding(250);
    const copied = new Set<string>();
    let last: string | null = null;
    const interrupted = copy(async (tasks, cursor) => {
      if (copied.size === 100) throw new Error("The disk is full.");
      for (const { id } of tasks) copied.add(id);
      last = cursor;
    });
    expect(await rejection(interrupted)).toMatchObject({ message: "The disk is full." });
    await copy(async (tasks) => {
      for (const { id } of tasks) copied.add(id);
    }, last ?? undefined);
    expect(copied.size).toBe(250);
  });
});
