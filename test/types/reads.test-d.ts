import { describe, expectTypeOf, test } from "vitest";
import { Heffl, type Task, type TaskQuery } from "../../src/index.ts";
import { createMock, type MockNextOptions } from "../../src/testing.ts";

const { tasks } = new Heffl<{ cf_score: number }>({ apiKey: "test-key" });

describe("a list's query", () => {
  test("has the parts that the document has, and any of them may be undefined", () => {
    const query: TaskQuery = { cursor: undefined, pageSize: 7, orderDir: "asc", orderBy: "createdAt", search: "Acme" };
    tasks.list({ ...query, filters: '{"status":{}}' });
    tasks.list({ ...query, filters: { status: { operator: "is", values: ["OPEN"] } } });
  });

  test("has no others, and no other direction", () => {
    // @ts-expect-error the API has pageSize
    tasks.list({ limit: 7 });
    // @ts-expect-error neither asc nor desc
    tasks.list({ orderDir: "up" });
    // @ts-expect-error a number
    tasks.list({ pageSize: "7" });
  });

  test("gives tasks with the workspace's custom fields", async () => {
    for await (const task of tasks.list()) expectTypeOf(task).toEqualTypeOf<Task<{ cf_score: number }>>();
    for await (const { data } of tasks.list().pages())
      expectTypeOf(data[0]?.cf_score).toEqualTypeOf<number | null | undefined>();
  });
});

describe("what the mock's next is told", () => {
  const mock = createMock({ listLag: 2 });

  test("may be for a read", () => {
    const options: MockNextOptions = { for: "get" };
    mock.next({ task: { title: "t" } }, options);
    mock.next("connection lost", { for: "list" });
    mock.next("connection lost", { for: "create", created: true });
  });

  test("can't be for a request that the mock doesn't answer", () => {
    // @ts-expect-error tasks aren't updated
    expectTypeOf(mock.next).toBeCallableWith({}, { for: "update" });
  });
});
