// The kit for users' tests, as those tests use it.
import { Heffl, type Task } from "heffl-client";
import { createMock, type HefflMock, type MockNext } from "heffl-client/testing";

const mock: HefflMock = createMock();
const heffl = new Heffl({ fetch: mock.fetch });
const next: MockNext = { task: { id: "tsk_2Jd8RyW6Lc", cf_score: 7 } };

async function main(): Promise<void> {
  mock.next({ status: 429, resetSeconds: 0 });
  mock.next(next);
  const task: Task = await heffl.tasks.create({ title: "Call Acme" });
  if (mock.requests.length !== 2 || mock.tasks.length !== 1) throw new Error("The mock didn't count.");
  // @ts-expect-error: no such failure
  if (mock.tasks.length > 1) mock.next("connection lots");
  console.log(task.id);
}

main();
