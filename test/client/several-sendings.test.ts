import fc from "fast-check";
import { expect, test } from "vitest";
import { DEFAULT_BASE_URL, Heffl, type HefflError, type Outcome, type ResponseLike } from "../../src/index.ts";
import { heffl, rejection } from "../support/server.ts";

// A middleware may send a request more than once, which nothing can hinder. What the error says must still be proved.

type Ending = "task" | "401" | "429" | "500" | "page" | "refused" | "lost";
const json = (status: number, body: unknown) => Response.json(body, { status });
const ENDINGS: Record<Ending, { proves: Outcome; answer: () => Response }> = {
  task: { proves: "created", answer: () => json(200, { id: "tsk_1" }) },
  "401": { proves: "not_created", answer: () => json(401, heffl("UNAUTHORIZED")) },
  "429": { proves: "not_created", answer: () => json(429, heffl("TOO_MANY_REQUESTS")) },
  "500": { proves: "unknown", answer: () => json(500, heffl("INTERNAL_SERVER_ERROR")) },
  page: { proves: "unknown", answer: () => new Response("<html>", { headers: { "content-type": "text/html" } }) },
  refused: {
    proves: "not_created",
    answer: () => {
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error(), { code: "ECONNREFUSED", syscall: "connect" }),
      });
    },
  },
  lost: {
    proves: "unknown",
    answer: () => {
      throw new TypeError("fetch failed", {
        cause: Object.assign(new Error(), { code: "ECONNRESET", syscall: "read" }),
      });
    },
  },
};

const together = (endings: Ending[]): Outcome => {
  const proved = endings.map((ending) => ENDINGS[ending].proves);
  if (proved.includes("created")) return "created";
  return proved.includes("unknown") ? "unknown" : "not_created";
};

/** A client over a transport whose n-th request ends when it is told to, and a middleware that sends `count` at once. */
function sending(count: number, handOver: (all: Promise<Response>[]) => Promise<Response>) {
  const held: ((ending: Ending) => void)[] = [];
  let all = (): void => {};
  const arrived = new Promise<void>((resolve) => (all = resolve));
  const fetch = () =>
    new Promise<ResponseLike>((resolve, reject) => {
      held.push((ending) => {
        try {
          resolve(ENDINGS[ending].answer());
        } catch (error) {
          reject(error);
        }
      });
      if (held.length === count) all();
    });
  const client = new Heffl({ apiKey: "test-key", baseUrl: DEFAULT_BASE_URL, fetch, maxRetries: 0 });
  client.api.use({
    onRequest: ({ request, options }) =>
      handOver(Array.from({ length: count }, () => options.fetch(request.clone()) as Promise<Response>)),
  });
  return { client, held, arrived };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

const endings = fc.array(fc.constantFrom(...(Object.keys(ENDINGS) as Ending[])), { minLength: 1, maxLength: 5 });
const orders = endings.chain((endings) =>
  fc.record({
    endings: fc.constant(endings),
    order: fc.shuffledSubarray([...endings.keys()], { minLength: endings.length }),
  }),
);

test("what several concurrent requests of one call prove doesn't depend on the order of their answers", async () => {
  await fc.assert(
    fc.asyncProperty(orders, fc.nat(), async ({ endings, order }, chosen) => {
      const { client, held, arrived } = sending(endings.length, async (all) => {
        const settled = await Promise.allSettled(all);
        const one = settled[chosen % settled.length] as PromiseSettledResult<Response>;
        if (one.status === "rejected") throw one.reason;
        return one.value;
      });
      const ended = client.tasks.create({ title: "t" }).then(
        () => "task",
        (error: HefflError) => error.outcome,
      );
      await arrived;
      for (const index of order) {
        held[index]?.(endings[index] as Ending);
        await turn();
      }
      const handedOver = endings[chosen % endings.length];
      expect(await ended).toBe(handedOver === "task" ? "task" : together(endings));
    }),
    { numRuns: 500 },
  );
});

test("a request in progress when the call fails makes it unknown, unless another has created the task", async () => {
  await fc.assert(
    fc.asyncProperty(endings, async (endings) => {
      const { client, held, arrived } = sending(endings.length + 1, async (all) => {
        await Promise.allSettled(all.slice(0, -1));
        throw new Error("the middleware's own");
      });
      const ended = rejection<HefflError>(client.tasks.create({ title: "t" }));
      await arrived;
      for (const [index, ending] of endings.entries()) held[index]?.(ending);
      expect((await ended).outcome).toBe(endings.includes("task") ? "created" : "unknown");
      held.at(-1)?.("lost");
    }),
    { numRuns: 200 },
  );
});

test("a 500 and then a 401 of concurrent requests are unknown", async () => {
  const { client, held, arrived } = sending(2, async (all) => (await Promise.all(all))[1] as Response);
  const ended = rejection<HefflError>(client.tasks.create({ title: "t" }));
  await arrived;
  held[0]?.("500");
  await turn();
  held[1]?.("401");
  expect(await ended).toMatchObject({ status: 401, outcome: "unknown" });
});

test("a second request that can't be sent doesn't hide that the first was lost", async () => {
  const client = new Heffl({
    apiKey: "test-key",
    baseUrl: DEFAULT_BASE_URL,
    fetch: async () => ENDINGS.lost.answer(),
    maxRetries: 0,
  });
  client.api.use({
    async onRequest({ request, options }) {
      await options.fetch(request).catch(() => {});
      return options.fetch(request); // its body is used up
    },
  });
  const error = await rejection<HefflError>(client.tasks.create({ title: "t" }));
  expect(error).toMatchObject({ name: "HefflConfigurationError", outcome: "unknown" });
});

test("nothing more is sent once a call has failed", async () => {
  let sent = 0;
  let sentLater: Promise<unknown> = Promise.resolve();
  const fetch = async () => {
    sent++;
    return ENDINGS.refused.answer();
  };
  const client = new Heffl({ apiKey: "test-key", baseUrl: DEFAULT_BASE_URL, fetch, maxRetries: 0 });
  client.api.use({
    async onRequest({ request, options }) {
      const again = request.clone();
      sentLater = turn().then(() => options.fetch(again));
      throw new Error("the middleware's own");
    },
  });
  const error = await rejection<HefflError>(client.tasks.create({ title: "t" }));
  expect(error.outcome).toBe("not_created");
  await expect(sentLater).rejects.toThrow();
  expect(sent).toBe(0);
});

test("the openapi-fetch client keeps the outcome unknown that an earlier request of the call left", async () => {
  const endings: Ending[] = ["lost", "refused"];
  const fetch = async () => ENDINGS[endings.shift() as Ending].answer();
  const client = new Heffl({ apiKey: "test-key", baseUrl: DEFAULT_BASE_URL, fetch, maxRetries: 0 });
  client.api.use({
    async onRequest({ request, options }) {
      await options.fetch(request.clone()).catch(() => {});
    },
  });
  const error = await rejection<HefflError>(client.api.POST("/tasks", { body: { title: "t" } }));
  expect(error).toMatchObject({ name: "HefflConnectionError", outcome: "unknown" });
});

test.each(["a URL", "a body without end"])("a middleware that passes on %s causes a HefflError", async (what) => {
  const client = new Heffl({ apiKey: "test-key", baseUrl: "http://127.0.0.1:1", totalTimeoutMs: 200 });
  client.api.use({
    onRequest({ request, options }) {
      if (what === "a URL") return options.fetch(request.url, { method: "POST" });
      const init = { method: "POST", body: new ReadableStream(), duplex: "half" } as RequestInit;
      return new Request(request.url, init);
    },
  });
  const error = await rejection<HefflError>(client.tasks.create({ title: "t" }));
  const name = what === "a URL" ? "HefflConfigurationError" : "HefflTimeoutError";
  expect(error).toMatchObject({ name, outcome: "not_created" });
});
