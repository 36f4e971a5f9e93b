import type { ServerResponse } from "node:http";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { Limiter } from "../../src/bulk/limiter.ts";
import { type BulkOptions, type BulkProgress, createMany, HefflBulkError } from "../../src/bulk.ts";
import { Heffl, HefflConfigurationError } from "../../src/index.ts";
import { heffl, type Reply, rejection } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import { all, at, outcomes, rowsOf } from "./client.ts";

const fast: BulkOptions = { requestsPerMinute: 0, listLagMs: 50 };
const refusal = (status: number, code: string): { made: false; reply: Reply } => ({
  made: false,
  reply: { status, body: heffl(code) },
});

test("every row ends in a result with its task", async () => {
  const server = await startTaskServer();
  const results = await all(createMany(at(server.url), rowsOf(20), fast));
  expect(outcomes(results)).toEqual(Array.from({ length: 20 }, () => "created"));
  expect(results.map(({ index, task }) => [index, task?.title])).toEqual(
    Array.from({ length: 20 }, (_, n) => [n, `row ${n}`]),
  );
  expect(new Set(results.map(({ taskId }) => taskId)).size).toBe(20);
  expect(results[0]).toMatchObject({ taskNumber: expect.any(String), fromJournal: false, changed: false });
});

test("rows come from any iterable, and no more are read than are under way", async () => {
  const server = await startTaskServer();
  let read = 0;
  async function* source() {
    for (const row of rowsOf(50)) {
      read++;
      yield row;
    }
  }
  let told = 0;
  for await (const _ of createMany(at(server.url), source(), { ...fast, concurrency: 3 })) {
    told++;
    expect(read - told).toBeLessThanOrEqual(3);
  }
  expect(told).toBe(50);
});

test("at most `concurrency` rows are under way", async () => {
  let now = 0;
  let most = 0;
  const server = await startTaskServer({
    creates: Array.from({ length: 30 }, (_, n) => ({
      reply: (response) => {
        most = Math.max(most, ++now);
        setTimeout(() => {
          now--;
          response.writeHead(200, { "content-type": "application/json" });
          response.end(JSON.stringify({ id: `tsk_${n}`, number: `${n}` }));
        }, 5);
      },
    })),
  });
  await all(createMany(at(server.url), rowsOf(30), { ...fast, concurrency: 5 }));
  expect(most).toBeLessThanOrEqual(5);
  expect(most).toBeGreaterThan(1);
});

test("a row that is refused, here or by Heffl, doesn't end the others", async () => {
  const server = await startTaskServer({ creates: [refusal(400, "VALIDATION_ERROR"), refusal(409, "CONFLICT")] });
  const rows = [...rowsOf(2), { task: { title: "t", status: "DONE" as never } }, ...rowsOf(3).slice(2)];
  const results = await all(createMany(at(server.url), rows, { ...fast, concurrency: 1 }));
  expect(outcomes(results)).toEqual(["refused", "refused", "refused", "created"]);
  expect(results[2]?.message).toContain("status: Must be OPEN");
});

test("after a 429 all rows wait as long as the server asks, and onProgress says until when", async () => {
  const server = await startTaskServer({
    creates: [
      { made: false, reply: { status: 429, headers: { "retry-after": "1" }, body: heffl("TOO_MANY_REQUESTS") } },
    ],
  });
  const progress: BulkProgress[] = [];
  const started = Date.now();
  const options: BulkOptions = { ...fast, concurrency: 1, onProgress: (now) => progress.push(now) };
  expect(outcomes(await all(createMany(at(server.url), rowsOf(3), options)))).toEqual([
    "created",
    "created",
    "created",
  ]);
  expect(Date.now() - started).toBeGreaterThan(900);
  expect(progress[0]?.waitingUntil?.getTime()).toBeGreaterThan(started + 900);
  expect(progress.at(-1)).toMatchObject({ total: 3, created: 3, waitingUntil: undefined });
});

test("a run waits for the next window when the headers say that the rate limit is used up", async () => {
  const headers = { "ratelimit-remaining": "0", "ratelimit-reset": "1" };
  const server = await startTaskServer({
    creates: [{ reply: { headers, body: { id: "tsk_1", number: "1" } } }],
  });
  const started = Date.now();
  await all(createMany(at(server.url), rowsOf(2), { ...fast, concurrency: 1 }));
  expect(Date.now() - started).toBeGreaterThan(900);
});

test("a row that couldn't be sent because there was no connection is sent again, after 250 ms and 500 ms", async () => {
  const server = await startTaskServer();
  let refused = 2;
  const fetch: typeof globalThis.fetch = async (...given) => {
    if (refused-- > 0)
      throw new TypeError("fetch failed", { cause: Object.assign(new Error("no"), { code: "X", syscall: "connect" }) });
    return globalThis.fetch(...given);
  };
  const pause = vi.spyOn(Limiter.prototype, "pause");
  onTestFinished(() => pause.mockRestore());
  const results = await all(createMany(at(server.url, { fetch }), rowsOf(2), { ...fast, concurrency: 1 }));
  expect(outcomes(results)).toEqual(["created", "created"]);
  expect(pause.mock.calls).toEqual([[250], [500]]);
});

describe("an unknown row", () => {
  test("is looked for, and reported as created if the list shows it", async () => {
    const server = await startTaskServer({ creates: [{ reply: lost }, { reply: lost }] });
    const client = at(server.url, { idempotencyField: "cf_request_id" });
    const results = await all(createMany(client, rowsOf(4), fast));
    expect(outcomes(results)).toEqual(["created", "created", "created", "created"]);
    expect(server.count("create")).toBe(4);
  });

  test("stays unknown without a field that carries a key, and says why", async () => {
    const server = await startTaskServer({ creates: [{ reply: lost }] });
    const [first] = await all(createMany(at(server.url), rowsOf(1), fast));
    expect(first).toMatchObject({ outcome: "unknown" });
    expect(first?.message).toContain("Without an idempotencyField it can't be looked for.");
  });

  test("is sent again with resendUnknown, when the list has had time to show it", async () => {
    const server = await startTaskServer({ creates: [{ made: false, reply: lost }] });
    const client = at(server.url, { idempotencyField: "cf_request_id" });
    const options = { ...fast, resendUnknown: true, concurrency: 1 };
    const [first] = await all(createMany(client, rowsOf(2), options));
    expect(first).toMatchObject({ outcome: "created", taskId: "tsk_3" });
    const sent = server.received.filter(({ method }) => method === "POST").map(({ body }) => JSON.parse(body));
    expect(sent[0]).toEqual(sent[2]);
  });

  test("isn't sent again before Heffl has returned a task with its key", async () => {
    for (const keep of [true, false]) {
      const server = await startTaskServer({
        creates: [{ reply: lost }, ...(keep ? [] : [{ reply: { body: { id: "tsk_x", number: "1" } } }])],
        lists: Array.from({ length: 99 }, () => ({ body: { data: [], meta: { nextCursor: null, hasMore: false } } })),
      });
      const logger = { debug() {}, info() {}, warn() {}, error() {} };
      const client = at(server.url, { idempotencyField: "cf_misspelt", logger });
      const options = { ...fast, resendUnknown: true, concurrency: 1 };
      const [first] = await all(createMany(client, rowsOf(keep ? 1 : 2), options));
      expect(first).toMatchObject({ outcome: "unknown" });
      expect(first?.message).toMatch(/It isn't sent again/);
      expect(server.count("create")).toBe(keep ? 1 : 2);
    }
  });

  test("stays unknown when it is sent again and refused, since the first one may exist", async () => {
    for (const [status, code] of [
      [400, "VALIDATION_ERROR"],
      [409, "CONFLICT"],
    ] as const) {
      const server = await startTaskServer({
        creates: [{ reply: lost }, {}, refusal(status, code), refusal(status, code), refusal(status, code)],
        lagReads: 99,
      });
      const client = at(server.url, { idempotencyField: "cf_request_id" });
      const options = { ...fast, resendUnknown: true, concurrency: 1 };
      const [first] = await all(createMany(client, rowsOf(2), options));
      expect(first).toMatchObject({ outcome: "unknown" });
    }
  });

  test("whose task is created twice because it was sent again is reported with both IDs", async () => {
    const late: Reply = (response) => {
      const { cf_request_id } = JSON.parse(server.received[0]?.body ?? "");
      server.tasks.push({ id: "tsk_lost", cf_request_id, createdAt: new Date(Date.now() - 1000).toISOString() });
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(server.tasks[0]));
    };
    const server = await startTaskServer({ creates: [{ made: false, reply: lost }, {}, { reply: late }] });
    const client = at(server.url, { idempotencyField: "cf_request_id" });
    const options = { ...fast, resendUnknown: true, concurrency: 1 };
    const [first] = await all(createMany(client, rowsOf(2), options));
    expect(first).toMatchObject({ outcome: "created", duplicates: ["tsk_lost", "tsk_3"] });
  });
});

describe("the run stops, and says what to do,", () => {
  test("when the client can't send at all", async () => {
    const apiKey = () => Promise.reject(new Error("The vault is sealed."));
    const client = new Heffl({ baseUrl: "http://127.0.0.1:9", apiKey });
    const error = await rejection<HefflBulkError>(all(createMany(client, rowsOf(50), fast)));
    expect(error).toMatchObject({ name: "HefflBulkError", reason: "configuration" });
    expect(error.message).toMatch(/^Stopped, because 3 rows in a row ended with: .*the apiKey function failed/);
  });

  test("when the key isn't accepted for three rows in a row", async () => {
    const creates = Array.from({ length: 50 }, () => refusal(401, "UNAUTHORIZED"));
    const server = await startTaskServer({ creates: [{}, ...creates] });
    const results: string[] = [];
    const running = (async () => {
      for await (const { outcome } of createMany(at(server.url), rowsOf(50), { ...fast, concurrency: 1 }))
        results.push(outcome);
    })();
    const error = await rejection<HefflBulkError>(running);
    expect(error).toBeInstanceOf(HefflBulkError);
    expect(error).toMatchObject({ reason: "key", outcome: undefined });
    expect(error.message).toMatch(/^Stopped, because 3 rows in a row ended with: HTTP 401.*Run it again/);
    expect(results).toEqual(["created", "pending", "pending", "pending"]);
    expect(server.received).toHaveLength(4);
  });

  test("but not when a row in between is created", async () => {
    const [no, yes] = [refusal(403, "FORBIDDEN"), {}];
    const server = await startTaskServer({ creates: [no, no, yes, no, no, yes] });
    const results = await all(createMany(at(server.url), rowsOf(6), { ...fast, concurrency: 1 }));
    expect(outcomes(results).join()).toBe("pending,pending,created,pending,pending,created");
  });
});

test("only three in a row stop the run: a refusal in between counts as an answer to an accepted key", async () => {
  const [no, bad] = [refusal(403, "FORBIDDEN"), refusal(400, "VALIDATION_ERROR")];
  const server = await startTaskServer({ creates: [no, bad, no, bad, no] });
  const results = await all(createMany(at(server.url), rowsOf(6), { ...fast, concurrency: 1 }));
  expect(outcomes(results).join()).toBe("pending,refused,pending,refused,pending,created");
});

test("a create gives its turn back before its task is looked for, because the lookup needs a turn of its own", async () => {
  const events: string[] = [];
  const take = vi.spyOn(Limiter.prototype, "take").mockImplementation(async (isRead) => {
    const name = isRead ? "read" : "create";
    events.push(name);
    return () => events.push(`end of ${name}`);
  });
  onTestFinished(() => take.mockRestore());
  const server = await startTaskServer({ creates: [{ reply: lost }] });
  await all(createMany(at(server.url, { idempotencyField: "cf_request_id" }), rowsOf(1), fast));
  expect(events.slice(0, 3)).toEqual(["create", "end of create", "read"]);
});

describe("a run can be ended", () => {
  const slow = () =>
    startTaskServer({
      creates: Array.from({ length: 9 }, () => ({
        reply: (response) =>
          void setTimeout(() => {
            response.writeHead(200, { "content-type": "application/json" });
            response.end(JSON.stringify({ id: "tsk_1", number: "1" }));
          }, 200),
      })),
    });

  test("gently: what is under way is settled, and nothing more is sent", async () => {
    const server = await slow();
    const run = createMany(at(server.url), rowsOf(9), { ...fast, concurrency: 3 });
    const results = [];
    for await (const result of run) {
      if (results.push(result) === 1) run.stop();
    }
    expect(outcomes(results)).toEqual(["created", "created", "created"]);
    expect(server.received).toHaveLength(3);
  });

  test("by a signal, before it has begun too", async () => {
    const server = await slow();
    const signal = AbortSignal.abort();
    expect(await all(createMany(at(server.url), rowsOf(9), { ...fast, signal }))).toEqual([]);
    expect(server.received).toEqual([]);
  });

  test("at once by a second stop, and then what was under way is unknown", async () => {
    const server = await startTaskServer({ creates: [{}, { reply: () => {} }, { reply: () => {} }] });
    const run = createMany(at(server.url), rowsOf(9), { ...fast, concurrency: 2 });
    const results = [];
    for await (const result of run) {
      results.push(result);
      if (results.length === 1) {
        run.stop();
        run.stop();
      }
    }
    expect(outcomes(results)).toEqual(["created", "unknown"]);
  });

  test("by leaving the loop: the source is closed before the loop is left", async () => {
    const server = await startTaskServer();
    let isClosed = false;
    async function* source() {
      try {
        yield* rowsOf(9);
      } finally {
        await new Promise((resolve) => setTimeout(resolve, 20));
        isClosed = true;
      }
    }
    for await (const _ of createMany(at(server.url), source(), { ...fast, concurrency: 1 })) break;
    expect(isClosed).toBe(true);
  });

  test("by leaving the loop: what is under way is settled first", async () => {
    const server = await slow();
    for await (const _ of createMany(at(server.url), rowsOf(9), { ...fast, concurrency: 3 })) break;
    expect(server.received).toHaveLength(3);
    expect(server.tasks).toHaveLength(3);
  });
});

describe("what is under way isn't lost", () => {
  test("when the source throws, or returns a row without a task: results come first, then the error", async () => {
    async function* source() {
      yield* rowsOf(2);
      throw new Error("the file ends here");
    }
    for (const rows of [source(), [...rowsOf(2), {}][Symbol.iterator]()]) {
      const server = await startTaskServer();
      const results: string[] = [];
      const running = (async () => {
        for await (const { outcome } of createMany(at(server.url), rows as never, fast)) results.push(outcome);
      })();
      expect((await rejection(running)).message).toMatch(/the file ends here|Row 3 has no task/);
      expect(results).toEqual(["created", "created"]);
    }
  });

  test("when the source is slow to return the next row: results come at once, and a stop ends the run", async () => {
    const server = await startTaskServer();
    async function* source() {
      yield* rowsOf(1);
      await new Promise(() => {});
    }
    const run = createMany(at(server.url), source(), fast);
    const results = [];
    for await (const { outcome } of run) {
      results.push(outcome);
      setTimeout(() => run.stop(), 20); // when the next row is waited for
    }
    expect(results).toEqual(["created"]);
  });

  test("when the caller's onProgress throws", async () => {
    const server = await startTaskServer();
    const onProgress = () => {
      throw new Error("mine");
    };
    expect(await all(createMany(at(server.url), rowsOf(2), { ...fast, onProgress }))).toHaveLength(2);
  });
});

test("leaving the loop sends nothing that waits for its turn", async () => {
  const server = await startTaskServer();
  for await (const _ of createMany(at(server.url), rowsOf(9), { requestsPerMinute: 20, concurrency: 4 })) break;
  expect(server.received).toHaveLength(1);
});

test("a client's totalTimeoutMs doesn't include the waits of a run", async () => {
  const limited = { status: 429, headers: { "retry-after": "1" }, body: heffl("TOO_MANY_REQUESTS") };
  const server = await startTaskServer({ creates: [{ made: false, reply: limited }] });
  const client = at(server.url, { totalTimeoutMs: 300 });
  expect(outcomes(await all(createMany(client, rowsOf(3), fast)))).toEqual(["created", "created", "created"]);
});

test("a client's totalTimeoutMs doesn't include the time that reads wait for their turn", async () => {
  const server = await startTaskServer({ creates: [{ reply: lost }] });
  const client = at(server.url, { idempotencyField: "cf_request_id", totalTimeoutMs: 100, lookupMs: 3000 });
  const options = { requestsPerMinute: 40, listLagMs: 50 }; // a turn each 1.5 s, longer than all tries of a look at the end
  expect(outcomes(await all(createMany(client, rowsOf(1), options)))).toEqual(["created"]);
});

test("a 429 for a read makes the creates wait too", async () => {
  const limited = { status: 429, headers: { "retry-after": "1" }, body: heffl("TOO_MANY_REQUESTS") };
  let at429 = 0;
  const times: number[] = [];
  const server = await startTaskServer({
    creates: [
      { reply: lost },
      ...Array.from({ length: 40 }, () => ({
        reply: (response: ServerResponse) => {
          times.push(performance.now());
          setTimeout(
            () => response.writeHead(200, { "content-type": "application/json" }).end('{"id":"t","number":"1"}'),
            20,
          );
        },
      })),
    ],
    lists: [
      (response) => {
        at429 = performance.now();
        response.writeHead(limited.status, { "content-type": "application/json", ...limited.headers });
        response.end(JSON.stringify(limited.body));
      },
    ],
  });
  const logger = { debug() {}, info() {}, warn() {}, error() {} };
  const client = at(server.url, { idempotencyField: "cf_request_id", lookupMs: 2000, logger });
  await all(createMany(client, rowsOf(30), { ...fast, concurrency: 2 }));
  const held = times.filter((time) => time > at429 + 100 && time < at429 + 900);
  expect(held).toEqual([]);
});

test("a key that the task has in the field is the row's key", async () => {
  const server = await startTaskServer();
  const client = at(server.url, { idempotencyField: "cf_request_id" });
  const [row] = await all(createMany(client, [{ task: { title: "t", cf_request_id: "order 1" } }], fast));
  expect(row).toMatchObject({ outcome: "created", key: "order 1" });
});

test("a function that returns the same iterator twice is an error, so that no row is lost silently", async () => {
  const server = await startTaskServer();
  const rows = rowsOf(2)[Symbol.iterator]();
  const error = await rejection<HefflBulkError>(all(createMany(at(server.url), () => rows, fast)));
  expect(error).toMatchObject({ reason: "rows" });
  expect(error.message).toContain("2 rows were read first, and then 0.");
});

describe("nothing is sent", () => {
  test.each<[string, unknown, string]>([
    [
      "for two rows with one key",
      [
        { task: { title: "a" }, key: "k" },
        { task: { title: "b" }, key: "k" },
      ],
      "Row 2 has",
    ],
    ["for an empty key", [{ task: { title: "a" }, key: " " }], "Row 1 has an empty key"],
    ["for a row without a task", [{ title: "a" }], "Row 1 has no task"],
    ["for null", [null], "Row 1 has no task"],
    ["for a row that can't be read", [{ task: { title: 1n } }], "Row 1 can't be read"],
  ])("%s", async (_, rows, message) => {
    const server = await startTaskServer();
    const error = await rejection<HefflBulkError>(all(createMany(at(server.url), rows as never, fast)));
    expect(error).toBeInstanceOf(HefflBulkError);
    expect(error).toMatchObject({ reason: "rows" });
    expect(error.message).toContain(message);
    expect(server.received).toEqual([]);
  });

  test.each<[string, BulkOptions]>([
    ["concurrency", { concurrency: 0 }],
    ["requestsPerMinute", { requestsPerMinute: -1 }],
    ["signal", { signal: {} as AbortSignal }],
    ["resendUnknown", { resendUnknown: true }],
    ["null", null as never],
  ])("with options that can't be used: %s", (_, options) => {
    expect(() => createMany(at("http://127.0.0.1:1"), rowsOf(1), options)).toThrow(HefflConfigurationError);
  });

  test.each([null, undefined, {}, 7])("with rows that aren't iterable: %s", (rows) => {
    expect(() => createMany(at("http://127.0.0.1:1"), rows as never, fast)).toThrow(HefflConfigurationError);
  });

  test("with a journal and rows that can be read only once", () => {
    const rows = rowsOf(1)[Symbol.iterator]();
    expect(() => createMany(at("http://127.0.0.1:1"), rows, { journal: "j" })).toThrow(/read twice/);
  });

  test("by a run that is iterated a second time", async () => {
    const server = await startTaskServer();
    const run = createMany(at(server.url), rowsOf(1), fast);
    await all(run);
    expect(() => run[Symbol.asyncIterator]()).toThrow(/iterated once/);
  });
});
