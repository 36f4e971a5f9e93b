import { expect, test } from "vitest";
import { Heffl } from "../../src/index.ts";
import { rejection, TASK } from "../support/server.ts";
import { visible } from "../support/visible.ts";

const OLD = "heffl_user_AbCdEf0123456789";

/** A client that has made a call with each of the keys, which its key function returned. */
async function afterCallsWith(...keys: string[]) {
  const left = [...keys, "another-key-of-somebody"];
  const heffl = new Heffl({
    apiKey: () => (left.length > 1 ? left.shift() : left[0]) as string,
    fetch: async () => Response.json(TASK),
    maxRetries: 0,
  });
  for (const _ of keys) await heffl.tasks.create({ title: "t" });
  return heffl;
}

/** What a client that has had these keys shows of a task with the old one as a field's name. */
const shownAfter = async (...keys: string[]) => {
  const { tasks } = await afterCallsWith(...keys);
  return visible(await rejection(tasks.create({ title: "t", [OLD]: 1 } as never)));
};

test.each<[string, (heffl: Heffl) => unknown]>([
  ["a task's field", ({ tasks }) => tasks.create({ title: "t", [OLD]: 1 } as never)],
  ["a call's option", ({ tasks }) => tasks.create({ title: "t" }, { timeoutMs: OLD as never })],
  ["a task that is previewed", ({ tasks }) => tasks.preview({ title: "t", [OLD]: 1 } as never)],
  ["a header that is previewed", ({ tasks }) => tasks.preview({ title: "t" }, { headers: { [`${OLD} `]: "1" } })],
  [
    "a middleware's error",
    ({ api, tasks }) => {
      api.use({
        onRequest() {
          throw new Error(`of ${OLD}`);
        },
      });
      return tasks.create({ title: "t" });
    },
  ],
  [
    "an option of heffl.api",
    ({ api }) =>
      api.POST("/tasks", {
        body: { title: "t" },
        get signal(): never {
          throw new Error(`of ${OLD}`);
        },
      }),
  ],
])("a key that the key function returned in an earlier call isn't shown in the error about %s", async (_, call) => {
  const heffl = await afterCallsWith(OLD);
  expect(visible(await rejection(Promise.resolve().then(() => call(heffl))))).not.toContain(OLD);
});

test("of the keys that the key function returned, the last ten are remembered, so that memory doesn't grow", async () => {
  const later = (count: number) => Array.from({ length: count }, (_, index) => `later-key-${index}`);
  expect(await shownAfter(OLD, ...later(9))).not.toContain(OLD);
  expect(await shownAfter(OLD, ...later(10))).toContain(OLD);
  expect(await shownAfter(...later(10), OLD)).not.toContain(OLD);
});
