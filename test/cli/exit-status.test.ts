import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { heffl } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import { makePlace, run } from "./command.ts";

const IMPORT = ["import", "rows.csv"];
const noKey = { made: false, reply: { status: 401, body: heffl("UNAUTHORIZED") } };

describe("the exit status", () => {
  const refused = { made: false, reply: { status: 400, body: heffl("VALIDATION_ERROR") } };

  test.each([
    ["0, all created", [], [], 0],
    ["1, some refused", [{}, refused], [], 1],
    ["1, some invalid and left out", [], ["--skip-invalid", "--map", "n=durationMinutes"], 1],
    ["2, some invalid", [], ["--map", "n=durationMinutes"], 2],
    ["3, some unknown and others refused", [refused, { reply: lost }], [], 3],
    ["4, stopped early", [noKey, noKey, noKey, noKey, noKey, noKey], [], 4],
  ])("of an import is %s", async (_, creates, args, status) => {
    const server = await startTaskServer({ creates });
    const place = makePlace(server, 0);
    writeFileSync(join(place.cwd, "rows.csv"), "title,n\nrow 0,1\nrow 1,x\nrow 2,3\n");
    const map = args.length === 0 ? ["--map", "n="] : args;
    expect((await run([...IMPORT, ...map], place)).code).toBe(status);
  });

  test.each([
    ["0, created", {}, [], 0],
    ["1, refused", refused, [], 1],
    ["2, not sent", {}, ["--type", "cal"], 2],
    ["3, unknown", { reply: lost }, [], 3],
    ["4, the key isn't accepted", noKey, [], 4],
  ])("of create is %s", async (_, step, args, status) => {
    const server = await startTaskServer({ creates: [step] });
    const { code, stdout, stderr } = await run(["create", "--title", "Call", ...args], makePlace(server, 0));
    expect(code).toBe(status);
    expect(stdout === "").toBe(status !== 0);
    expect(stderr === "").toBe(status === 0);
  });

  test.each([
    ["0, found", "tsk_1", "test-key", 0],
    ["1, no such task", "tsk_2", "test-key", 1],
    ["2, no ID", "", "test-key", 2],
    ["4, the key isn't accepted", "tsk_1", "another-key", 4],
  ])("of get is %s", async (_, id, key, status) => {
    const tasks = [{ id: "tsk_1", number: "1", title: "Call" }];
    const server = await startTaskServer({ tasks, keys: new Set(["test-key"]) });
    const { cwd, env } = makePlace(server, 0);
    const { code, stdout } = await run(["get", id], { cwd, env: { ...env, HEFFL_API_KEY: key } });
    expect(code).toBe(status);
    expect(stdout === "").toBe(status !== 0);
  });
});
