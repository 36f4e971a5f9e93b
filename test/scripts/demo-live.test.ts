import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { KEY, type Script, start, startInTerminal } from "../support/script.ts";
import { heffl, type Reply, startServer, TASK } from "../support/server.ts";

/** A stand-in for the real API, and the environment that leads to it. */
async function api(...replies: Reply[]) {
  const server = await startServer(...replies);
  return { ...server, env: { HEFFL_API_KEY: KEY, HEFFL_BASE_URL: server.url } };
}

test("--live without a key says where keys come from", async () => {
  const { code, stderr } = await start("start", ["--live", "--yes"]).ended;
  expect(stderr).toMatch(/^--live needs an API key in the environment variable HEFFL_API_KEY\.\nKeys are made at /);
  expect(code).toBe(1);
});

test("--live names the target, and sends nothing without consent", async () => {
  const { url, env, received } = await api();
  const { code, stdout, stderr } = await start("start", ["--live"], env).ended;
  expect(stdout).toContain(`${url}/tasks`);
  expect(stdout).toContain("this client can't delete it");
  expect(stderr).toBe("Nothing was sent: there is no terminal to ask for your consent. --yes gives it.\n");
  expect(code).toBe(1);
  expect(received).toEqual([]);
});

test("--live --yes creates one marked task, without invented IDs", async () => {
  const { env, received } = await api();
  const { code, stdout, stderr } = await start("start", ["--live", "--yes"], env).ended;
  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toMatch(/id +"tsk_1"/);
  expect(stdout).toContain("outcome: created");
  expect(stdout).not.toContain(KEY);

  expect(received).toHaveLength(1);
  expect(received[0]?.headers["x-api-key"]).toBe(KEY);
  const sent = JSON.parse(received[0]?.body ?? "");
  expect(Object.keys(sent).sort()).toEqual(["description", "dueDate", "title", "type"]);
  expect(sent.title).toMatch(/^\[heffl-client demo\] /);
});

test("a refusal is shown with its outcome and without the key that the answer repeats", async () => {
  const { env } = await api({ status: 401, body: heffl("UNAUTHORIZED", `${KEY} is not a key.`) });
  const { code, stdout, stderr } = await start("start", ["--live", "--yes"], env).ended;
  expect(stderr).toContain("HefflApiError: HTTP 401, UNAUTHORIZED: [redacted] is not a key.");
  expect(stderr).toContain("outcome: not_created");
  expect(stdout + stderr).not.toContain(KEY);
  expect(code).toBe(1);
});

test("a created task that repeats the key is shown without it", async () => {
  const { env } = await api({ body: { ...TASK, description: KEY } });
  const { code, stdout } = await start("start", ["--live", "--yes"], env).ended;
  expect(stdout).not.toContain(KEY);
  expect(code).toBe(0);
});

test("an address that may not have the key is refused", async () => {
  const env = { HEFFL_API_KEY: KEY, HEFFL_BASE_URL: "http://api.heffl.example" };
  const { code, stderr } = await start("start", ["--live", "--yes"], env).ended;
  expect(stderr).toMatch(/^baseUrl must be https/);
  expect(code).toBe(1);
});

test("Ctrl-C while Heffl doesn't answer says that the task may exist", async () => {
  let demo: Script | undefined;
  const { env } = await api(() => demo?.signal("SIGINT"));
  demo = start("start", ["--live", "--yes"], env);
  const { code, stderr } = await demo.ended;
  expect(stderr).toContain(
    "The task may exist: look for it before you create it again, for example with tasks.findLike.\noutcome: unknown",
  );
  expect(code).toBe(130);
});

// util-linux's `script` gives a terminal to what it runs; others of that name take other arguments.
describe.skipIf(!hasTerminals())("in a terminal", () => {
  test.each(["y", "YES"])("%s creates the task, in color", async (answer) => {
    const { env, received } = await api();
    const demo = startInTerminal("start", ["--live"], env);
    await demo.until(/Create it\? \[y\/N\] /);
    demo.type(`${answer}\n`);
    const { code, stdout } = await demo.ended;
    expect(stdout).toContain("\u001b[1mHeffl's answer");
    expect(received).toHaveLength(1);
    expect(code).toBe(0);
  });

  test.each(["", "yeah"])("%j sends nothing", async (answer) => {
    const { env, received } = await api();
    const demo = startInTerminal("start", ["--live"], { ...env, NO_COLOR: "1" });
    await demo.until(/Create it\?/);
    demo.type(`${answer}\n`);
    const { code, stdout } = await demo.ended;
    expect(stdout).toContain("Nothing was sent.");
    expect(stdout).not.toContain("\u001b");
    expect(received).toEqual([]);
    expect(code).toBe(0);
  });

  test.each([
    ["Ctrl-C", "\u0003", 130],
    ["Ctrl-D", "\u0004", 0],
  ])("%s at the question sends nothing", async (_, key, status) => {
    const { env, received } = await api();
    const demo = startInTerminal("start", ["--live"], env);
    await demo.until(/Create it\?/);
    demo.type(key);
    expect((await demo.ended).code).toBe(status);
    expect(received).toEqual([]);
  });
});

function hasTerminals(): boolean {
  try {
    return execFileSync("script", ["--version"], { encoding: "utf8" }).includes("util-linux");
  } catch {
    return false;
  }
}
