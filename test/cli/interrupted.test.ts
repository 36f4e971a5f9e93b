import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { PATIENTLY } from "../support/patiently.ts";
import { startTaskServer } from "../support/task-server.ts";
import {
  CTRL_C,
  createdTitles,
  holdCreates,
  makeFolder,
  makePlace,
  outcomes,
  run,
  start,
  startInTerminal,
  titles,
} from "./command.ts";

const FIELD = ["--idempotency-field", "cf_request_id"];
const STOPPING = /Stopping when what is under way is settled\. Ctrl-C again stops at once\./;

/** A server that answers two creates at once, and the next four when the test says so. */
async function startHolding(count = 10) {
  const held = holdCreates(4);
  const server = await startTaskServer({ creates: [{}, {}, ...held.steps] });
  return { held, server, place: makePlace(server, count) };
}

describe.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("%s", (signal) => {
  test("sent once settles the rows under way and sends nothing more, and the same command continues", async () => {
    const { held, server, place } = await startHolding();
    const running = start(["import", "rows.csv", "--report", "out.csv"], place);
    await held.all;
    running.signal(signal);
    await running.until(STOPPING);
    held.answerAll();
    const { code, stderr } = await running.ended;
    expect(stderr).toContain(
      "Of 10 rows: 6 created, 4 not sent yet.\nInterrupted.\nNot sent yet: run the same command again.\n",
    );
    expect(code).toBe(130);
    expect(outcomes(place.cwd)).toEqual({ created: 6, pending: 4 });

    const again = await run(["import", "rows.csv", "--report", "out.csv"], place);
    expect(again.code).toBe(0);
    expect(outcomes(place.cwd)).toEqual({ created: 10 });
    expect(createdTitles(server)).toEqual(titles(10));
  });

  test("sent twice ends the command at once, and the unknown rows are reported", async () => {
    const { held, server, place } = await startHolding();
    const running = start(["import", "rows.csv", "--report", "out.csv", ...FIELD], place);
    await held.all;
    running.signal(signal);
    await running.until(STOPPING);
    running.signal(signal);
    const { code, stdout, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(stdout.match(/^unknown {3}line \d+ {2}/gm)).toHaveLength(4);
    expect(stderr).toContain("Of 10 rows: 2 created, 4 unknown, 4 not sent yet.");
    expect(outcomes(place.cwd)).toEqual({ created: 2, unknown: 4, pending: 4 });

    const again = await run(["import", "rows.csv", "--report", "out.csv", ...FIELD], place);
    expect(again.code).toBe(0);
    expect(outcomes(place.cwd)).toEqual({ created: 10 });
    expect(createdTitles(server)).toEqual(titles(10));
  });
});

test("without a field that carries a key, rows that were cut off stay unknown, and are not sent again", async () => {
  const { held, server, place } = await startHolding();
  const running = start(["import", "rows.csv"], place);
  await held.all;
  running.signal("SIGINT");
  await running.until(STOPPING);
  running.signal("SIGINT");
  await running.ended;
  const again = await run(["import", "rows.csv", "--report", "out.csv"], place);
  expect(again.code).toBe(3);
  expect(again.stderr).toContain("Of 10 rows: 6 created, 4 unknown.");
  expect(outcomes(place.cwd)).toEqual({ created: 6, unknown: 4 });
  expect(createdTitles(server)).toEqual(titles(10));
});

test("Ctrl-C in a terminal does the same", async () => {
  const { held, server, place } = await startHolding();
  const running = startInTerminal("heffl import rows.csv --yes", place);
  await held.all;
  running.type(CTRL_C);
  await running.until(STOPPING);
  held.answerAll();
  const { code, stdout } = await running.ended;
  expect(stdout).toContain("Of 10 rows: 6 created, 4 not sent yet.");
  expect(code).toBe(130);
  expect((await run(["import", "rows.csv"], place)).code).toBe(0);
  expect(createdTitles(server)).toEqual(titles(10));
});

test("Ctrl-C in a pipe counts once, although it ends the reader as well", async () => {
  const { held, server, place } = await startHolding();
  const journal = join(place.cwd, "rows.csv.heffl-journal.ndjson");
  const running = startInTerminal("heffl import rows.csv --yes | cat", place);
  await held.all;
  running.type(CTRL_C);
  await running.until(STOPPING);
  // Printing its result finds the reader gone, while the others are still under way.
  held.answer(0);
  await vi.waitFor(() => expect(readFileSync(journal, "utf8")).toContain(`"${held.tasks[0]?.id}"`), PATIENTLY);
  held.answerAll();
  const { stdout } = await running.ended;
  expect(stdout).toContain("Of 10 rows: 6 created, 4 not sent yet.");
  expect((await run(["import", "rows.csv"], place)).code).toBe(0);
  expect(createdTitles(server)).toEqual(titles(10));
});

test("a run that is interrupted when nothing is left to send ends as it would have", async () => {
  const held = holdCreates(3);
  const server = await startTaskServer({ creates: held.steps });
  const running = start(["import", "rows.csv"], makePlace(server, 3));
  await held.all;
  running.signal("SIGINT");
  await running.until(STOPPING);
  held.answerAll();
  const { code, stderr } = await running.ended;
  expect(stderr).toContain("Of 3 rows: 3 created.\n");
  expect(stderr).not.toContain("Interrupted");
  expect(code).toBe(0);
});

test("a run that was killed continues with the same command, and finds the tasks of rows under way by their keys", async () => {
  const { held, server, place } = await startHolding();
  const running = start(["import", "rows.csv", "--report", "out.csv", ...FIELD], place);
  await held.all;
  running.signal("SIGKILL");
  await running.ended;
  const again = await run(["import", "rows.csv", "--report", "out.csv", ...FIELD], place);
  expect(again.code).toBe(0);
  expect(outcomes(place.cwd)).toEqual({ created: 10 });
  expect(createdTitles(server)).toEqual(titles(10));
});

test("rows that come on stdin don't stay on the disk when the command is interrupted while they come", async () => {
  const cwd = makeFolder();
  const TMPDIR = makeFolder();
  const running = start(["import", "-", "--journal", "j.ndjson"], { cwd, env: { TMPDIR } });
  running.type("title\nrow 0\n");
  const kept = () => readdirSync(TMPDIR, { recursive: true });
  await vi.waitFor(() => expect(kept()).toHaveLength(2), PATIENTLY);
  running.signal("SIGINT");
  expect((await running.ended).code).toBe(130);
  expect(kept()).toEqual([]);
});

describe("a single call that is interrupted", () => {
  test("exits with 3 when its task may exist", async () => {
    const held = holdCreates(1);
    const server = await startTaskServer({ creates: held.steps });
    const running = start(["create", "--title", "Call"], makePlace(server, 0));
    await held.all;
    running.signal("SIGINT");
    expect(await running.ended).toMatchObject({ code: 3, stdout: "" });
  });

  test("exits with 130 when it changes nothing", async () => {
    let tell = () => {};
    const came = new Promise<void>((resolve) => (tell = resolve));
    const server = await startTaskServer({ lists: [() => tell()] });
    const running = start(["list"], makePlace(server, 0));
    await came;
    running.signal("SIGINT");
    expect(await running.ended).toMatchObject({ code: 130, stdout: "" });
  });
});
