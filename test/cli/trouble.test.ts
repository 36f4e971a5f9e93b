import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { PATIENTLY } from "../support/patiently.ts";
import { heffl, refusingUrl } from "../support/server.ts";
import { startTaskServer } from "../support/task-server.ts";
import { createdTitles, holdCreates, makePlace, outcomes, run, start, titles } from "./command.ts";
import { startRelay } from "./relay.ts";

const IMPORT = ["import", "rows.csv"];
const REPORT = ["--report", "out.csv"];
const FIELD = ["--idempotency-field", "cf_request_id"];
const JOURNAL = "rows.csv.heffl-journal.ndjson";

test("a second import of a file is refused while the first is running, which it names and doesn't disturb", async () => {
  const held = holdCreates(4);
  const server = await startTaskServer({ creates: [{}, ...held.steps] });
  const place = makePlace(server, 10);
  const first = start([...IMPORT, ...REPORT], place);
  await held.all;
  for (const more of [[], ["--new-journal"]]) {
    const second = await run([...IMPORT, ...REPORT, ...more], place);
    expect(second.stderr).toMatch(
      more.length === 0 ? new RegExp(`Process ${first.pid} uses this journal\\.`) : /in use/,
    );
    expect(second.stderr).toContain("Nothing was sent.");
    expect(second.code).toBe(2);
  }
  held.answerAll();
  expect((await first.ended).code).toBe(0);
  expect(outcomes(place.cwd)).toEqual({ created: 10 });
  expect((await run(IMPORT, place)).code).toBe(0);
  expect(createdTitles(server)).toEqual(titles(10));
});

describe("a key that", () => {
  test("expires in the middle stops the run, and with a good key it goes on and creates each row once", async () => {
    const held = holdCreates(4);
    const keys = new Set(["old"]);
    const server = await startTaskServer({ creates: [{}, {}, ...held.steps], keys });
    const { cwd, env } = makePlace(server, 20);
    const running = start([...IMPORT, ...REPORT], { cwd, env: { ...env, HEFFL_API_KEY: "old" } });
    await held.all;
    keys.delete("old");
    held.answerAll();
    const { code, stderr } = await running.ended;
    expect(stderr).toContain("HTTP 401");
    expect(stderr).toContain("Run it again when that is fixed");
    expect(code).toBe(4);
    expect(outcomes(cwd)).toEqual({ created: 6, pending: 14 });

    keys.add("new");
    const again = await run([...IMPORT, ...REPORT], { cwd, env: { ...env, HEFFL_API_KEY: "new" } });
    expect(again.code).toBe(0);
    expect(outcomes(cwd)).toEqual({ created: 20 });
    expect(createdTitles(server)).toEqual(titles(20));
  });

  test("is wrong from the start is tried with a few rows only", async () => {
    const server = await startTaskServer({ keys: new Set() });
    const place = makePlace(server, 50);
    const { code } = await run([...IMPORT, ...REPORT], place);
    expect(code).toBe(4);
    expect(server.received.length).toBeLessThan(10);
    expect(outcomes(place.cwd)).toEqual({ pending: 50 });
  });

  test("is missing is an error that says where keys are created, and nothing is sent", async () => {
    const server = await startTaskServer();
    const { cwd, env } = makePlace(server, 3);
    for (const args of [IMPORT, ["create", "--title", "Call"], ["get", "tsk_1"], ["list"]]) {
      const { code, stderr } = await run(args, { cwd, env: { ...env, HEFFL_API_KEY: "" } });
      expect(stderr).toContain("app.heffl.com/settings/developers");
      expect(code).toBe(2);
    }
    expect(server.received).toEqual([]);
  });
});

describe("HEFFL_BASE_URL", () => {
  test.each(["nonsense", "ftp://127.0.0.1", "http://example.com"])(
    "%s is refused, and nothing is sent",
    async (url) => {
      const place = makePlace({ url }, 3);
      const { code, stderr } = await run(IMPORT, place);
      expect(stderr).not.toContain("    at ");
      expect(code).toBe(2);
      expect(existsSync(join(place.cwd, JOURNAL))).toBe(false);
    },
  );

  test("at which nothing listens stops the run early", async () => {
    const place = makePlace({ url: await refusingUrl() }, 5);
    const { code, stderr } = await run([...IMPORT, ...REPORT], place);
    expect(stderr).toContain("ECONNREFUSED");
    expect(code).toBe(4);
    expect(outcomes(place.cwd)).toEqual({ pending: 5 });
  });
});

describe("the network is gone", () => {
  /** An import of 20 rows whose network goes when two rows are created and four are under way. */
  async function startCut() {
    const held = holdCreates(4);
    const server = await startTaskServer({ creates: [{}, {}, ...held.steps] });
    const relay = await startRelay(server);
    const place = makePlace(relay, 20);
    const running = start([...IMPORT, ...REPORT, ...FIELD], place);
    await held.all;
    await relay.close();
    return { server, relay, place, running };
  }

  test("for a moment, and the same run creates each row once", async () => {
    const { server, relay, place, running } = await startCut();
    const journal = () => readFileSync(join(place.cwd, JOURNAL), "utf8");
    await vi.waitFor(() => expect(journal()).toContain('"pending"'), PATIENTLY);
    await relay.open();
    expect((await running.ended).code).toBe(0);
    expect(outcomes(place.cwd)).toEqual({ created: 20 });
    expect(createdTitles(server)).toEqual(titles(20));
  });

  test("for long, so that the run stops, and a later one creates each row once", async () => {
    const { server, relay, place, running } = await startCut();
    expect((await running.ended).code).toBe(4);
    await relay.open();
    const again = await run([...IMPORT, ...REPORT, ...FIELD], place);
    expect(again.code).toBe(0);
    expect(outcomes(place.cwd)).toEqual({ created: 20 });
    expect(createdTitles(server)).toEqual(titles(20));
  });
});

test("a rate limit in the middle is waited for, and each row is created once", async () => {
  const limited = { made: false, reply: { status: 429, headers: { "retry-after": "1" }, body: heffl("RATE_LIMITED") } };
  const server = await startTaskServer({ creates: [{}, {}, limited, limited, limited, {}, limited] });
  const place = makePlace(server, 10);
  const { code } = await run([...IMPORT, ...REPORT], place);
  expect(code).toBe(0);
  expect(outcomes(place.cwd)).toEqual({ created: 10 });
  expect(createdTitles(server)).toEqual(titles(10));
});

test("a file that is changed during its import stops the run, which continues when the file is restored", async () => {
  const held = holdCreates(4);
  const server = await startTaskServer({ creates: held.steps });
  const place = makePlace(server, 0);
  const file = join(place.cwd, "rows.csv");
  // Too long to be read at once.
  const text = ["title,notes", ...titles(60).map((title) => `${title},${"x".repeat(50_000)}`), ""].join("\n");
  writeFileSync(file, text);
  const args = [...IMPORT, "--map", "notes="];
  const running = start(args, place);
  await held.all;
  appendFileSync(file, "row 60,\n");
  held.answerAll();
  const { code, stderr } = await running.ended;
  expect(stderr).toContain("rows.csv: The file was changed while it was read.");
  expect(stderr).not.toContain("Nothing was sent");
  expect(code).toBe(4);
  expect(server.tasks.length).toBeLessThan(60);

  writeFileSync(file, text);
  expect((await run(args, place)).code).toBe(0);
  expect(createdTitles(server)).toEqual(titles(60));
});
