import { describe, expectTypeOf, test } from "vitest";
import { createMany } from "../../src/bulk.ts";
import { type CreatedTask, Heffl, type HefflOptions, type Task } from "../../src/index.ts";

describe("the field that carries a key", () => {
  test("is a custom field, and one of the workspace's where these are named", () => {
    new Heffl({ idempotencyField: "cf_request_id" });
    new Heffl<{ cf_request_id: string }>({ idempotencyField: "cf_request_id" });
    // @ts-expect-error no custom field
    new Heffl({ idempotencyField: "request_id" });
    // @ts-expect-error none of this workspace's
    new Heffl<{ cf_request_id: string }>({ idempotencyField: "cf_request" });
  });

  test("makes a create say where its task comes from", () => {
    const { tasks } = new Heffl({ idempotencyField: "cf_request_id" });
    expectTypeOf(tasks.createWithResponse).returns.resolves.toExtend<CreatedTask<object>>();
    expectTypeOf<CreatedTask<object>["source"]>().toEqualTypeOf<"create" | "lookup">();
    tasks.create({ title: "t" }, { idempotencyKey: "k", ifAbsent: { since: new Date() } });
    // @ts-expect-error a key is text
    tasks.create({ title: "t" }, { idempotencyKey: 7 });
    // @ts-expect-error a look needs a time
    tasks.create({ title: "t" }, { idempotencyKey: "k", ifAbsent: {} });
    // @ts-expect-error so does a search
    tasks.findLike({ title: "t" });
  });
});

test("many tasks are created with a client of any workspace, and their results have its fields", async () => {
  const heffl = new Heffl<{ cf_score: number }>();
  for await (const { task } of createMany(heffl, [{ task: { title: "t", cf_score: 7 } }]))
    expectTypeOf(task).toEqualTypeOf<Task<{ cf_score: number }> | undefined>();
  // @ts-expect-error no field of this workspace
  createMany(heffl, [{ task: { title: "t", cf_other: 7 } }]);
});

describe("options that are kept apart from the client", () => {
  test("fit every client while they name no field", () => {
    const options: HefflOptions = { timeoutMs: 1000 };
    new Heffl<{ cf_score: number }>(options);
    new Heffl(options).tasks.create({ title: "t", cf_any: 1 });
    const parameter: ConstructorParameters<typeof Heffl>[0] = { timeoutMs: 1000 };
    new Heffl(parameter);
  });

  test("don't say what custom fields there are when they name one", () => {
    const options: HefflOptions<"cf_key"> = { idempotencyField: "cf_key" };
    new Heffl(options).tasks.create({ title: "t", cf_any: 1 });
    new Heffl({ idempotencyField: "cf_key" }).tasks.create({ title: "t", cf_any: 1 });
    // @ts-expect-error none of this workspace's
    new Heffl<{ cf_score: number }>(options);
  });
});
