import { expect, test } from "vitest";
import { startTaskServer } from "../support/task-server.ts";
import { makePlace, run, runShell } from "./command.ts";

test.each([
  ["a number as a number", { number: 5 }],
  ["no title", { title: null }],
  ["no status", { status: null }],
])("a create and a list succeed although Heffl returns %s", async (_, odd) => {
  const task = { id: "tsk_1", number: "1", title: "Call", status: "OPEN", ...odd };
  const server = await startTaskServer({ creates: [{ reply: { body: task } }], tasks: [task] });
  const place = makePlace(server, 0);
  const created = await run(["create", "--title", "Call"], place);
  expect(created).toMatchObject({ code: 0, stderr: "" });
  expect(created.stdout).toMatch(/^Created tsk_1 /);
  expect(await run(["list"], place)).toMatchObject({ code: 0, stderr: "", stdout: expect.stringMatching(/^tsk_1 /) });
});

test("a created task whose result can't be printed is reported on stderr, so that nobody creates it again", async () => {
  const server = await startTaskServer();
  const { code, stderr } = await runShell("heffl create --title Call >/dev/full", makePlace(server, 0));
  expect(server.tasks).toHaveLength(1);
  expect(stderr).toContain("Created tsk_1");
  expect(code).toBe(0);
});

test("control characters in a task can't change the terminal", async () => {
  const title = "a\u001b[2Jb\u202ec";
  const server = await startTaskServer({ tasks: [{ id: "tsk_1", number: "1", status: "OPEN", title }] });
  const place = makePlace(server, 0);
  const { stdout } = await run(["list"], place);
  expect(stdout).toContain("a\ufffd[2Jb\ufffdc");
  expect(JSON.parse((await run(["list", "--json"], place)).stdout).title).toBe(title);
});

test("the error about an unreadable date doesn't advise an option that create doesn't have", async () => {
  const server = await startTaskServer();
  const { code, stderr } = await run(["create", "--title", "Call", "--due", "1.12.2026"], makePlace(server, 0));
  expect(code).toBe(2);
  expect(stderr).toMatch(/^--due: .*ISO 8601/);
  expect(stderr).not.toContain("--date-format");
});
