// cspell:ignore scoer
import { describe, expectTypeOf, test } from "vitest";
import { type CustomFields, Heffl, type NewTask, type TaskInput } from "../../src/index.ts";

const heffl = new Heffl({ apiKey: "test-key" });

interface FollowUp {
  title: string;
  dueDate?: Date;
  description?: string | null;
}
class Call {
  title = "Call Acme";
  readonly type = "call";
  readonly dueDate: Date;
  constructor(dueDate: Date) {
    this.dueDate = dueDate;
  }
  get late(): boolean {
    return this.dueDate < new Date();
  }
}

describe("a task of a project's own type is accepted", () => {
  test("an interface", () => {
    const task: FollowUp = { title: "t" };
    heffl.tasks.create(task);
    heffl.tasks.createWithResponse(task);
    heffl.tasks.preview(task);
    heffl.api.POST("/tasks", { body: task });
  });

  test("a class", () => {
    heffl.tasks.create(new Call(new Date()));
    heffl.api.POST("/tasks", { body: new Call(new Date()) });
  });

  test("as const, and readonly lists", () => {
    const task = { title: "t", type: "call", assigneeIds: ["usr_1"], tagIds: [] } as const;
    heffl.tasks.create(task);
    heffl.tasks.preview(task);
    heffl.api.POST("/tasks", { body: task });
    const assigneeIds: readonly string[] = ["usr_1"];
    heffl.tasks.create({ title: "t", assigneeIds });
    heffl.tasks.create(Object.freeze({ title: "t", tagIds: assigneeIds }));
    const readonly: Readonly<NewTask> = { title: "t" };
    heffl.tasks.create(readonly);
  });

  test("an interface with custom fields, where they are named and where they aren't", () => {
    interface Scored {
      title: string;
      cf_score: number;
    }
    const task: Scored = { title: "t", cf_score: 7 };
    heffl.tasks.create(task);
    new Heffl<{ cf_score: number }>({ apiKey: "k" }).tasks.create(task);
  });

  test("one that is built field by field", () => {
    const task: NewTask = { title: "t" };
    task.dueDate = new Date();
    task["cf_score"] = 7;
    heffl.tasks.create(task);
    heffl.tasks.create(task satisfies NewTask);
    const { title, ...rest } = task;
    heffl.tasks.create({ ...rest, title });
    const partial: Partial<NewTask> = { type: "call" };
    heffl.tasks.create({ ...partial, title });
  });

  test("through a function of the project's own, whatever the custom fields", () => {
    const create = (task: TaskInput) => heffl.tasks.create(task);
    create({ title: "t" } as FollowUp);
    create(new Call(new Date()));
    function send<CF extends CustomFields<CF>>(client: Heffl<CF>, task: NewTask<CF>) {
      return client.tasks.create(task);
    }
    send(heffl, { title: "t", cf_score: 7 });
    const one = (client: Heffl) => client.tasks.create({ title: "t" });
    one(heffl);
    expectTypeOf<FollowUp>().toExtend<TaskInput>();
    expectTypeOf<FollowUp>().toExtend<Parameters<typeof heffl.tasks.create>[0]>();
  });

  test("headers that may be undefined", () => {
    new Heffl({ headers: { "x-tenant": process.env["TENANT"] } });
    heffl.tasks.create({ title: "t" }, { headers: { "x-tenant": process.env["TENANT"] } });
    heffl.tasks.preview({ title: "t" }, { headers: { "x-tenant": process.env["TENANT"] } });
  });
});

describe("what isn't a task is still refused", () => {
  test("a mistyped field, in a literal", () => {
    // @ts-expect-error: there is no titel
    heffl.tasks.create({ title: "t", titel: "t" });
    // @ts-expect-error: there is no titel
    heffl.tasks.preview({ title: "t", titel: "t" });
  });

  test("a missing title", () => {
    const task: { description: string } = { description: "d" };
    // @ts-expect-error: a title is required
    heffl.tasks.create(task);
    // @ts-expect-error: a title is required
    heffl.api.POST("/tasks", { body: task });
  });

  test("a wrong enum, and a wide string", () => {
    const wrong: { title: string; type: "email" } = { title: "t", type: "email" };
    const wide = { title: "t", type: "call" };
    // @ts-expect-error: there is no such type
    heffl.tasks.create(wrong);
    // @ts-expect-error: any string could be in it
    heffl.tasks.create(wide);
    // @ts-expect-error: there is no such type
    heffl.tasks.create({ title: "t", type: "email" });
  });

  test("a wrong value", () => {
    const task: { title: string; durationMinutes: string } = { title: "t", durationMinutes: "7" };
    // @ts-expect-error: it is a number
    heffl.tasks.create(task);
  });

  test("a class with a list of numbers, null for a date, and what isn't an object", () => {
    class Wrong {
      title = "t";
      assigneeIds = [7];
    }
    // @ts-expect-error: the IDs are strings
    heffl.tasks.create(new Wrong());
    const none: { title: string; dueDate: Date | null } = { title: "t", dueDate: null };
    // @ts-expect-error: a date can't be null
    heffl.tasks.create(none);
    // @ts-expect-error: it is a string
    heffl.tasks.create("t");
  });

  test("a custom field that the workspace hasn't", () => {
    const typed = new Heffl<{ cf_score: number }>({ apiKey: "k" });
    // @ts-expect-error: there is no cf_scoer
    typed.tasks.create({ title: "t", cf_scoer: 7 });
    // @ts-expect-error: it is a number
    typed.tasks.create({ title: "t", cf_score: "7" });
    const wrong: { title: string; cf_score: string } = { title: "t", cf_score: "7" };
    // @ts-expect-error: it is a number
    typed.tasks.create(wrong);
  });
});
