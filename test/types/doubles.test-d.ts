import { describe, test } from "vitest";
import { Heffl, type Task } from "../../src/index.ts";

const heffl = new Heffl({ apiKey: "test-key" });

describe("a double of a client can be written", () => {
  test("of its tasks", () => {
    const double: Pick<Heffl, "tasks"> = {
      tasks: {
        create: async () => ({ id: "tsk_1" }) as Task,
        createWithResponse: async () => ({
          task: { id: "tsk_1" } as Task,
          source: "create",
          response: new Response(),
          rateLimit: undefined,
          requestId: undefined,
        }),
        preview: () => heffl.tasks.preview({ title: "t" }),
        get: async () => ({ id: "tsk_1" }) as Task,
        list: () => heffl.tasks.list(),
        findLike: async () => [],
      },
    };
    const takes = (client: Pick<Heffl, "tasks">) => client.tasks.create({ title: "t" });
    takes(double);
    takes(heffl);
  });

  test("and a function that takes a client takes one with custom fields of its own", () => {
    const takes = (client: Pick<Heffl, "tasks">) => client.tasks.create({ title: "t" });
    takes(new Heffl({ apiKey: "k" }));
  });
});
