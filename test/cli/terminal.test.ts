import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { PATIENTLY } from "../support/patiently.ts";
import { TASK } from "../support/server.ts";
import { type StoredTask, startTaskServer } from "../support/task-server.ts";
import {
  CTRL_C,
  CTRL_D,
  createdTitles,
  holdCreates,
  makePlace,
  outcomes,
  readReport,
  run,
  runShell,
  startInTerminal,
  startShell,
  titles,
} from "./command.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ESCAPE_CODE = /[\x1b\r]/;
const QUESTION = /Create the tasks\? \[y\/N\] /;
const lines = (text: string) => text.trim().split("\n");

describe("in a terminal", () => {
  test.each(["y", "yes", "Y"])("the tasks are created after a summary and the answer %s", async (answer) => {
    const server = await startTaskServer();
    const place = makePlace(server, 3);
    const running = startInTerminal("heffl import rows.csv", place);
    const asked = await running.until(QUESTION);
    expect(asked).toContain("rows.csv: 3 rows");
    expect(asked).toContain(`Target: ${server.url}`);
    expect(server.received).toEqual([]);
    running.type(`${answer}\n`);
    const { code, stdout } = await running.ended;
    expect(stdout).toContain("Of 3 rows: 3 created.");
    expect(code).toBe(0);
    expect(createdTitles(server)).toEqual(titles(3));
  });

  test.each([
    ["n", "n\n", 2],
    ["an empty line", "\n", 2],
    ["Ctrl-D", CTRL_D, 2],
    ["Ctrl-C", CTRL_C, 130],
  ])("nothing is sent after the answer %s, and no file is left", async (_, answer, status) => {
    const server = await startTaskServer();
    const place = makePlace(server, 3);
    const running = startInTerminal("heffl import rows.csv --report out.csv", place);
    await running.until(QUESTION);
    running.type(answer);
    const { code, stdout } = await running.ended;
    expect(stdout).toContain("Nothing was sent.");
    expect(code).toBe(status);
    expect(server.received).toEqual([]);
    expect(readdirSync(place.cwd)).toEqual(["rows.csv"]);
  });

  test("a person is asked at the terminal, also when the rows come on stdin", async () => {
    const server = await startTaskServer();
    const place = makePlace(server, 2);
    const running = startInTerminal("cat rows.csv | heffl import - --journal j.ndjson", place);
    await running.until(/\[y\/N\]/);
    running.type("n\n");
    expect((await running.ended).stdout).toContain("Nothing was sent.");
    expect(server.received).toEqual([]);
  });

  test("--yes asks nothing", async () => {
    const server = await startTaskServer();
    const { code, stdout } = await startInTerminal("heffl import rows.csv --yes", makePlace(server, 3)).ended;
    expect(stdout).not.toMatch(QUESTION);
    expect(code).toBe(0);
    expect(server.count("create")).toBe(3);
  });

  test("a progress bar is drawn on stderr and gone at the end, and the results are on stdout", async () => {
    const server = await startTaskServer();
    const place = makePlace(server, 300);
    const { code, stdout } = await startInTerminal("heffl import rows.csv --yes > results.txt", place).ended;
    expect(code).toBe(0);
    expect(stdout).toMatch(/\[#* *\] \d+ of 300/);
    expect(stdout.endsWith("\r\x1b[2KOf 300 rows: 300 created.\r\n")).toBe(true);
    const results = readFileSync(join(place.cwd, "results.txt"), "utf8");
    expect(lines(results)).toHaveLength(300);
    expect(results).not.toMatch(ESCAPE_CODE);
  });
});

describe("without a terminal", () => {
  test("plain lines come without escape codes and without a question", async () => {
    const server = await startTaskServer();
    const { code, stdout, stderr } = await run(["import", "rows.csv"], makePlace(server, 20));
    expect(code).toBe(0);
    expect(lines(stdout)).toHaveLength(20);
    expect(stdout).toMatch(/^created {3}line \d+ {2}tsk_\d+$/m);
    expect(stderr).not.toMatch(QUESTION);
    expect(stdout + stderr).not.toMatch(ESCAPE_CODE);
  });

  test("--json prints one result a line", async () => {
    const server = await startTaskServer();
    const { stdout } = await run(["import", "rows.csv", "--json"], makePlace(server, 3));
    const results = lines(stdout).map((line) => JSON.parse(line));
    expect(results.map(({ outcome }) => outcome)).toEqual(["created", "created", "created"]);
    expect(results.map(({ line }) => line).sort()).toEqual([2, 3, 4]);
  });

  test("a reader of the results that closes the pipe stops the run gently, and nothing is lost", async () => {
    const server = await startTaskServer();
    const place = makePlace(server, 400);
    const line = "set -o pipefail; heffl import rows.csv --report out.csv | head -1";
    const first = await runShell(line, place);
    expect(lines(first.stdout)).toHaveLength(1);
    const report = readReport(join(place.cwd, "out.csv"));
    expect(report.map(({ title }) => title)).toEqual(titles(400));
    const created = report.filter(({ heffl_outcome }) => heffl_outcome === "created");
    expect(report.filter(({ heffl_outcome }) => heffl_outcome === "unknown")).toEqual([]);
    expect(created).toHaveLength(server.tasks.length);
    expect(server.tasks.length).toBeLessThan(400);
    expect(first.code).toBe(4);

    const second = await run(["import", "rows.csv"], place);
    expect(second.code).toBe(0);
    expect(createdTitles(server)).toEqual(titles(400));
  });

  test("rows that are under way when the reader of the results closes the pipe are settled", async () => {
    const held = holdCreates(3);
    const server = await startTaskServer({ creates: [{}, ...held.steps] });
    const place = makePlace(server, 400);
    const journal = join(place.cwd, "rows.csv.heffl-journal.ndjson");
    const running = startShell("set -o pipefail; heffl import rows.csv --report out.csv | head -1", place);
    await running.until(/Stopping when what is under way is settled/);
    // One alone first, so that a line more can't be printed while the others are still under way.
    held.answer(0);
    const { id } = held.tasks[0] as StoredTask;
    await vi.waitFor(() => expect(readFileSync(journal, "utf8")).toContain(`"${id}"`), PATIENTLY);
    held.answer(1);
    held.answer(2);
    const { code, stderr } = await running.ended;
    expect(stderr).not.toContain("unknown");
    expect(code).toBe(4);
    const told = outcomes(place.cwd);
    expect(told).toEqual({ created: server.tasks.length, pending: 400 - server.tasks.length });
  });

  test.each([
    ["--help", "heffl --help"],
    ["a dry run", "heffl import rows.csv --dry-run --json"],
    ["a list", "heffl list"],
  ])("%s ends without an error when its reader closes the pipe", async (_, line) => {
    const many = Array.from({ length: 3000 }, (_, n) => ({ ...TASK, id: `tsk_${n}` }));
    const place = makePlace(await startTaskServer({ tasks: many }), 3000);
    const { code, stdout, stderr } = await runShell(`set -o pipefail; ${line} | head -1`, place);
    expect(lines(stdout)).toHaveLength(1);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  test("rows on stdin need a journal, and a second run with it sends nothing twice", async () => {
    const server = await startTaskServer();
    const { cwd, env } = makePlace(server, 3);
    const input = readFileSync(join(cwd, "rows.csv"), "utf8");
    const TMPDIR = join(cwd, "tmp");
    await runShell("mkdir tmp", { cwd });
    const options = { cwd, env: { ...env, TMPDIR }, input };
    const without = await run(["import", "-"], options);
    expect(without.stderr).toContain("--journal");
    expect(without.code).toBe(2);
    const args = ["import", "-", "--journal", "j.ndjson"];
    expect((await run(args, options)).code).toBe(0);
    expect((await run(args, options)).code).toBe(0);
    expect(createdTitles(server)).toEqual(titles(3));
    expect(existsSync(join(cwd, "j.ndjson"))).toBe(true);
    expect(readdirSync(TMPDIR)).toEqual([]);
  });
});
