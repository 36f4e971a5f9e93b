import { describe, expectTypeOf, test } from "vitest";
import { Heffl, type NewTask, type Outcome, type RateLimit, type Task } from "../../src/index.ts";

const heffl = new Heffl();

describe("what compiles", () => {
  test("every documented field, dates as Date or text, undefined for what is left out", () => {
    heffl.tasks.create({ title: "t" });
    heffl.tasks.create({
      title: "t",
      description: null,
      status: "OPEN",
      type: "call",
      priority: null,
      startDate: new Date(),
      dueDate: "2026-12-01T09:00:00Z",
      showTime: true,
      durationMinutes: 1.5,
      assigneeIds: ["usr_a"],
      tagIds: [],
      entity: "deals",
      entityId: null,
    });
    const absent: string | undefined = undefined;
    heffl.tasks.create({ title: "t", description: absent, dueDate: absent, cf_note: absent });
  });

  test("custom fields with any value", () => {
    heffl.tasks.create({ title: "t", cf_a: 1, cf_b: { c: [null] } });
    expectTypeOf<Task["cf_anything"]>().toEqualTypeOf<unknown>();
  });
});

describe("what doesn't compile", () => {
  test("a mistyped field", () => {
    // @ts-expect-error titel
    heffl.tasks.create({ title: "t", titel: "t" });
    // @ts-expect-error a customFields wrapper
    heffl.tasks.create({ title: "t", customFields: {} });
    heffl.tasks.create({ title: "t" }).then((task) => {
      // @ts-expect-error titel, in the answer too
      task.titel;
    });
  });

  test("a missing title, a wrong type, null where it isn't allowed", () => {
    // @ts-expect-error no title
    heffl.tasks.create({});
    // @ts-expect-error a number
    heffl.tasks.create({ title: 7 });
    // @ts-expect-error not one of the values
    heffl.tasks.create({ title: "t", status: "DONE" });
    // @ts-expect-error not nullable in a request
    heffl.tasks.create({ title: "t", dueDate: null });
    // @ts-expect-error not nullable in a request
    heffl.tasks.create({ title: "t", entity: null, entityId: "x" });
    // @ts-expect-error an option that doesn't exist
    heffl.tasks.create({ title: "t" }, { retries: 3 });
    // @ts-expect-error an option that doesn't exist
    new Heffl({ token: "x" });
    // @ts-expect-error a path that isn't documented
    heffl.api.GET("/calls");
  });
});

describe("a workspace's own custom fields", () => {
  interface Fields {
    cf_score: number;
    cf_tags: string[];
  }
  const typed = new Heffl<Fields>();

  test("are typed, optional and nullable, in an interface or a literal", () => {
    typed.tasks.create({ title: "t" });
    typed.tasks.create({ title: "t", cf_score: 1, cf_tags: null });
    new Heffl<{ cf_score: number }>().tasks.create({ title: "t", cf_score: undefined });
    expectTypeOf<Task<Fields>["cf_score"]>().toEqualTypeOf<number | null | undefined>();
  });

  test("leave no room for others", () => {
    // @ts-expect-error another custom field
    typed.tasks.create({ title: "t", cf_scores: 1 });
    // @ts-expect-error of another type
    typed.tasks.create({ title: "t", cf_score: "high" });
    // @ts-expect-error without cf_ it isn't a custom field
    new Heffl<{ score: number }>();
    typed.tasks.create({ title: "t" }).then((task) => {
      // @ts-expect-error another custom field
      task.cf_scores;
    });
  });
});

test("a custom Date is sent as one and answered as a string", () => {
  expectTypeOf<Task<{ cf_met: Date }>["cf_met"]>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<NewTask<{ cf_met: Date }>["cf_met"]>().toEqualTypeOf<Date | null | undefined>();
});

test("answers hold strings for dates, and null where a field is unset", () => {
  expectTypeOf<Task["id"]>().toEqualTypeOf<string>();
  expectTypeOf<Task["number"]>().toEqualTypeOf<string>();
  expectTypeOf<Task["dueDate"]>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<Task["priority"]>().toEqualTypeOf<"LOW" | "MEDIUM" | "HIGH" | null | undefined>();
  expectTypeOf<Task["assigneeIds"]>().toEqualTypeOf<string[]>();
  expectTypeOf<NewTask["dueDate"]>().toEqualTypeOf<string | Date | undefined>();
});

test("every method is typed as documented", () => {
  expectTypeOf(heffl.tasks.create).returns.resolves.toEqualTypeOf<Task>();
  expectTypeOf(heffl.tasks.createWithResponse)
    .returns.resolves.toHaveProperty("rateLimit")
    .toEqualTypeOf<RateLimit | undefined>();
  expectTypeOf(heffl.tasks.preview).returns.toHaveProperty("curl").toEqualTypeOf<string>();
  expectTypeOf<Outcome>().toEqualTypeOf<"not_created" | "unknown" | "created">();
});
