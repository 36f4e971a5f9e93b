import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startTaskServer } from "../support/task-server.ts";
import { createdTitles, makeFolder, makePlace, outcomes, run, runShell, titles } from "./command.ts";

const IMPORT = ["import", "rows.csv"];
const REPORT = ["--report", "out.csv"];
const FIELD = ["--idempotency-field", "cf_request_id"];
const JOURNAL = "rows.csv.heffl-journal.ndjson";

describe("on a full disk", () => {
  // cspell:ignore XFSZ
  // A limit of the shell's on the size of files is what a full disk is like. Its signal is ignored, so that writing fails.
  const limited = (blocks: number) => `trap "" XFSZ; ulimit -f ${blocks};`;

  test("a journal that can't be written stops the run before it sends what isn't in it, which continues when there is room", async () => {
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
    expect(stderr).toMatch(/The report can't be written to out\.csv: EFBIG.+ The journal has what became of each row/);
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

describe("a file that can't be written is reported before anything is sent:", () => {
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
