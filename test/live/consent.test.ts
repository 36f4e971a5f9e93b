import { expect, test } from "vitest";
import { KEY, type Script, start } from "../support/script.ts";
import { heffl, type Reply, startServer, TASK } from "../support/server.ts";

const REFUSALS: Reply[] = [
  { status: 401, body: heffl("UNAUTHORIZED") },
  { status: 400, body: heffl("VALIDATION_ERROR", `${KEY}: no title.`) },
];

async function api(created: Reply) {
  const page = { data: [TASK], meta: { nextCursor: null, hasMore: false } };
  const server = await startServer(...REFUSALS, created, { body: TASK }, { body: page });
  const env = { HEFFL_API_KEY: KEY, HEFFL_LIVE_TESTS: "create-a-task", HEFFL_BASE_URL: server.url };
  return { env, received: server.received };
}

test("without a key or consent nothing is tested, which is no success", async () => {
  const { env, received } = await api({ body: TASK });
  const { HEFFL_LIVE_TESTS: _, ...noConsent } = env;
  const { HEFFL_API_KEY: __, ...noKey } = env;
  const environments = [{}, noConsent, noKey, { ...env, HEFFL_LIVE_TESTS: "1" }, { ...env, HEFFL_API_KEY: "" }];
  const ended = await Promise.all(environments.map((each) => start("test:live", [], each).ended));
  expect(ended.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1]);
  const missing = ended.map(({ stderr }) => stderr.match(/HEFFL_\w+ isn't/g));
  const [key, consent] = ["HEFFL_API_KEY isn't", "HEFFL_LIVE_TESTS isn't"];
  expect(missing).toEqual([[key, consent], [consent], [key], [consent], [key]]);
  expect(received).toEqual([]);
});

test("an API that keeps to the document passes, and the made task is named", async () => {
  const { env } = await api({ body: TASK });
  const { code, stdout, stderr } = await start("test:live", [], env).ended;
  expect(stderr).toBe("");
  expect(stdout).toMatch(/This task exists now\n +tsk_1: t\n/);
  expect(stdout).toContain("The new task was in the list at once.");
  expect(stdout).toContain("5 as documented, 0 not.");
  expect(code).toBe(0);
});

test("drift fails, and the key isn't printed, though the answers repeat it", async () => {
  const { env } = await api({ body: { ...TASK, title: KEY, number: 1 } });
  const { code, stdout, stderr } = await start("test:live", [], env).ended;
  expect(stdout).toMatch(/drift +creates a task: 200\n +Response body property number must be string/);
  expect(stdout).toContain("4 as documented, 1 not.");
  expect(stdout + stderr).not.toContain(KEY);
  expect(code).toBe(1);
});

test("Ctrl-C while the API doesn't answer says that the task may exist", async () => {
  let script: Script | undefined;
  const { env } = await api(() => script?.signal("SIGINT"));
  script = start("test:live", [], env);
  const { code, stdout } = await script.ended;
  expect(stdout).toContain("The task may exist");
  expect(code).toBe(130);
});
