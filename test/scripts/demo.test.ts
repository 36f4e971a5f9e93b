// cspell:ignore lvie
import { expect, test } from "vitest";
import { KEY, listens, start } from "../support/script.ts";
import { refusingUrl, startServer } from "../support/server.ts";

test("npm start shows a task created at the mock, and refused ones, without the network or a key", async () => {
  const elsewhere = await startServer();
  const port = new URL(await refusingUrl()).port;
  const env = { HEFFL_API_KEY: KEY, HEFFL_BASE_URL: elsewhere.url };
  const { code, stdout, stderr } = await start("start", ["--port", port], env).ended;

  expect(stderr).toBe("");
  expect(code).toBe(0);
  expect(stdout).toContain(`POST http://127.0.0.1:${port}/tasks`);
  expect(stdout).toMatch(/"dueDate": "\d{4}-\d\d-\d\dT.*Z"/);
  expect(stdout).toContain("This is the mock speaking");
  expect(stdout).toMatch(/id +tsk_/);
  expect(stdout).toMatch(/HefflValidationError\n +title +Required\./);
  expect(stdout).toContain("TOO_MANY_REQUESTS");
  expect(stdout.match(/outcome: \w+/g)).toEqual([
    "outcome: created",
    "outcome: not_created",
    "outcome: not_created",
    "outcome: unknown",
  ]);
  for (const next of ["npm run mock", "npm test", "npm start -- --live"]) expect(stdout).toContain(next);

  expect(stdout).not.toContain(KEY);
  expect(stdout).not.toContain("\u001b");
  expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  expect(elsewhere.received).toEqual([]);
  expect(await listens(`http://127.0.0.1:${port}`)).toBe(false);
});

test("Ctrl-C ends it and leaves nothing listening", async () => {
  const url = await refusingUrl();
  const demo = start("start", ["--port", new URL(url).port]);
  await demo.until(/Starting Prism/);
  demo.signal("SIGINT");
  const { code, stderr } = await demo.ended;
  expect(code).toBe(130);
  expect(stderr).toBe("");
  expect(await listens(url)).toBe(false);
});

test("a port in use is reported, with what to do", async () => {
  const { url } = await startServer();
  const { port } = new URL(url);
  const { code, stderr } = await start("start", ["--port", port]).ended;
  expect(stderr).toBe(
    `Port ${port} is taken: something else listens there.\nChoose another with --port, or let --port 0 find a free one.\n`,
  );
  expect(code).toBe(1);
});

test("a command line that can't be read is refused in one line", async () => {
  const cases = [
    { args: ["--lvie"], says: "Unknown option '--lvie'" },
    { args: ["live"], says: "Unexpected argument 'live'" },
    { args: ["--port"], says: "Option '--port <value>' argument missing" },
    { args: ["--port", "http"], says: '--port must be a number from 0 to 65535, not "http"' },
    { args: ["--port", "65536"], says: '--port must be a number from 0 to 65535, not "65536"' },
    { args: ["--yes"], says: "--yes goes with --live" },
    { args: ["--live", "--port", "1"], says: "--port is the mock's, and --live doesn't use it" },
  ];
  const ended = await Promise.all(cases.map(({ args }) => start("start", args).ended));
  expect(ended).toEqual(
    cases.map(({ says }) => ({ code: 2, stdout: "", stderr: `${says}. --help tells what there is.\n` })),
  );
});

test("--help lists every option", async () => {
  const { code, stdout } = await start("start", ["--help"]).ended;
  expect(code).toBe(0);
  for (const option of ["--port", "--live", "--yes", "--help"]) expect(stdout).toContain(`\n  ${option} `);
});
