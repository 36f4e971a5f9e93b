import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { PATIENTLY } from "../support/patiently.ts";
import { heffl, refusingUrl } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import {
  countBy,
  createdTitles,
  holdCreates,
  makeFolder,
  makePlace,
  readReport,
  run,
  runShell,
  start,
  titles,
} from "./command.ts";
import { startRelay } from "./relay.ts";

const IMPORT = ["import", "rows.csv"];
const REPORT = ["--report", "out.csv"];
const FIELD = ["--idempotency-field", "cf_request_id"];
const JOURNAL = "rows.csv.heffl-journal.ndjson";
const outcomes = (cwd: string) => countBy(readReport(join(cwd, "out.csv")), ({ heffl_outcome }) => heffl_outcome);
const noKey = { made: false, reply: { status: 401, body: heffl("UNAUTHORIZED") } };

describe("on a full disk", () => {
  // cspell:ignore XFSZ
  // A limit of the shell's on the size of files is what a full disk is like. Its signal is ignored, so that writing fails.
  const limited = (kibibytes: number) => `trap "" XFSZ; ulimit -f ${kibibytes};`;

  test("a journal that can't be written stops the run before it sends what isn't in it, and room lets it go on", async () => {
    const server = await startTaskServer();
    const place = makePlace(server, 200);
    const args = [...IMPORT, ...REPORT, ...FIELD];
    const { code, stderr } = await runShell(`${limited(8)} heffl ${args.join(" ")}`, place);
    expect(stderr).toContain("The journal can't be written, so nothing more is sent: EFBIG");
    expect(code).toBe(4);
    const intents = readFileSync(join(place.cwd, JOURNAL), "utf8").match(/"sent"/g)?.length ?? 0;
    expect(server.tasks.length).toBeGreaterThan(0);
    expect(server.tasks.length).toBeLessThanOrEqual(intents);

    expect((await run(args, place)).code).toBe(0);
    expect(outcomes(place.cwd)).toEqual({ created: 200 });
    expect(createdTitles(server)).toEqual(titles(200));
  });

  test("a report that can't be written leaves the earlier one, and the same command writes it later", async () => {
    const server = await startTaskServer();
    const { cwd, env } = makePlace(server, 0);
    const rows = titles(20).map((title) => `${title},${"x".repeat(2000)}`);
    writeFileSync(join(cwd, "rows.csv"), ["title,description", ...rows, ""].join("\n"));
    writeFileSync(join(cwd, "out.csv"), "the earlier one");
    const { code, stderr } = await runShell(`${limited(16)} heffl import rows.csv --report out.csv`, { cwd, env });
    expect(stderr).toMatch(/The report can't be written to out\.csv: EFBIG.+ Nothing is lost/);
    expect(code).toBe(4);
    expect(readFileSync(join(cwd, "out.csv"), "utf8")).toBe("the earlier one");
    expect(readdirSync(cwd).sort()).toEqual(["out.csv", "rows.csv", JOURNAL].sort());

    expect((await run([...IMPORT, ...REPORT], { cwd, env })).code).toBe(0);
    expect(outcomes(cwd)).toEqual({ created: 20 });
    expect(createdTitles(server)).toEqual(titles(20));
  });

  test("rows on stdin that can't be kept are not sent", async () => {
    const server = await startTaskServer();
    const place = makePlace(server, 5000);
    const TMPDIR = makeFolder();
    const line = `${limited(8)} cat rows.csv | heffl import - --journal j.ndjson`;
    const { code, stderr } = await runShell(line, { ...place, env: { ...place.env, TMPDIR } });
    expect(stderr).toMatch(/can't be kept in .+: EFBIG.+ Nothing was sent\./);
    expect(code).toBe(2);
    expect(server.received).toEqual([]);
    expect(readdirSync(TMPDIR)).toEqual([]);
  });

  test("results that can't be printed stop the run gently, and nothing is lost", async () => {
    const server = await startTaskServer();
    const place = makePlace(server, 100);
    const { code, stderr } = await runShell("heffl import rows.csv --report out.csv > /dev/full", place);
    expect(stderr).toContain("The results can't be printed: ENOSPC");
    expect(code).toBe(4);
    expect(outcomes(place.cwd)).toEqual({ created: server.tasks.length, pending: 100 - server.tasks.length });
    expect((await run(IMPORT, place)).code).toBe(0);
    expect(createdTitles(server)).toEqual(titles(100));
  });
});

describe("what can't be written is told before anything is sent:", () => {
  test("a folder that is read-only, for the journal and for the report", async () => {
    const server = await startTaskServer();
    const place = makePlace(server, 3);
    const readOnly = join(place.cwd, "read-only");
    mkdirSync(readOnly);
    writeFileSync(join(readOnly, "rows.csv"), "title\nrow 0\n");
    chmodSync(readOnly, 0o555);
    // cspell:ignore setpriv
    const asUser = process.getuid?.() === 0 ? "setpriv --inh-caps=-dac_override --bounding-set=-dac_override " : "";
    const command = `${asUser}"$NODE" "$CLI"`;
    for (const line of [
      `${command} import read-only/rows.csv`,
      `${command} import rows.csv --report read-only/out.csv`,
    ]) {
      const { code, stderr } = await runShell(line, place);
      expect(stderr).toMatch(/EACCES.+Nothing was sent\./);
      expect(code).toBe(2);
    }
    expect(server.received).toEqual([]);
    expect(readdirSync(readOnly)).toEqual(["rows.csv"]);
  });

  test.each([
    ["a report in a folder that doesn't exist", ["--report", "nowhere/out.csv"]],
    ["a report below a file", ["--report", "rows.csv/out.csv"]],
    ["a report at the place of a folder", ["--report", "folder"]],
    ["a journal in a folder that doesn't exist", ["--journal", "nowhere/j.ndjson"]],
    ["a journal at the place of a folder", ["--journal", "folder"]],
    ["a journal that is another file", ["--journal", "other.txt"]],
    ["a report over the rows", ["--report", "rows.csv"]],
    ["a report over the journal", ["--report", JOURNAL]],
  ])("%s", async (_, args) => {
    const server = await startTaskServer();
    const place = makePlace(server, 3);
    const before = readFileSync(join(place.cwd, "rows.csv"), "utf8");
    mkdirSync(join(place.cwd, "folder"));
    writeFileSync(join(place.cwd, "other.txt"), "id;name\n1;x\n");
    const { code, stderr } = await run([...IMPORT, ...args], place);
    expect(stderr).not.toContain("    at ");
    expect(code).toBe(2);
    expect(server.received).toEqual([]);
    expect(readFileSync(join(place.cwd, "rows.csv"), "utf8")).toBe(before);
    expect(readFileSync(join(place.cwd, "other.txt"), "utf8")).toBe("id;name\n1;x\n");
    expect(readdirSync(place.cwd).filter((name) => /part|lock/.test(name))).toEqual([]);
  });
});

test("a report over the rows by another of their names is refused, and nothing is sent", async () => {
  const server = await startTaskServer();
  const place = makePlace(server, 3);
  symlinkSync("rows.csv", join(place.cwd, "link.csv"));
  const { code, stderr } = await run(["import", "link.csv", "--report", "rows.csv"], place);
  expect(stderr).toContain("three different files");
  expect(code).toBe(2);
  expect(server.received).toEqual([]);
  expect(readFileSync(join(place.cwd, "rows.csv"), "utf8")).toContain("row 2");
});

test("of two at once on one file the second is refused and names the first, which goes on unharmed", async () => {
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
    expect(stderr).toContain("Run it again when that is mended");
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

  test("is missing is told with the place where keys are made, and nothing is sent", async () => {
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

test("a file that is changed while it is sent stops the run, and as it was before it goes on", async () => {
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
