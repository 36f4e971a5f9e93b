import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { describe, expect, test } from "vitest";
import { type BulkOptions, type BulkRow, createMany, HefflBulkError, type RowResult } from "../../src/bulk.ts";
import type { Heffl } from "../../src/index.ts";
import { minutesAgo, others } from "../lookup/client.ts";
import { heffl, rejection } from "../support/server.ts";
import { lost, startTaskServer } from "../support/task-server.ts";
import { all, at, journalPath, outcomes, rowsOf } from "./client.ts";

const FIELD = { idempotencyField: "cf_request_id" } as const;
const run = (client: Heffl, rows: BulkRow[], journal: string, options: BulkOptions = {}) =>
  all(createMany(client, rows, { requestsPerMinute: 0, listLagMs: 50, journal, ...options }));
const lines = (path: string): Record<string, unknown>[] =>
  readFileSync(path, "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("a run with the journal of an earlier one", () => {
  test("sends nothing for rows that are created, and reports refused ones again", async () => {
    const reply = { status: 400, body: heffl("VALIDATION_ERROR", "No.") };
    const server = await startTaskServer({ creates: [{}, { made: false, reply }] });
    const journal = journalPath();
    const first = await run(at(server.url), rowsOf(3), journal, { concurrency: 1 });
    const again = await run(at(server.url), rowsOf(3), journal);
    expect(outcomes(again)).toEqual(["created", "refused", "created"]);
    expect(again.map(({ taskId }) => taskId)).toEqual(first.map(({ taskId }) => taskId));
    expect(again.map(({ message }) => message)).toEqual(first.map(({ message }) => message));
    expect(again.every(({ fromJournal }) => fromJournal)).toBe(true);
    expect(server.received).toHaveLength(3);
  });

  test("sends rows that were pending, and those that are new", async () => {
    const no = { made: false, reply: { status: 403, body: heffl("FORBIDDEN") } };
    const server = await startTaskServer({ creates: [no, no] });
    const journal = journalPath();
    expect(outcomes(await run(at(server.url), rowsOf(2), journal))).toEqual(["pending", "pending"]);
    expect(outcomes(await run(at(server.url), rowsOf(3), journal))).toEqual(["created", "created", "created"]);
  });

  test("sends a refused row again when its content has changed, and reports a created one that has", async () => {
    const reply = { status: 400, body: heffl("VALIDATION_ERROR") };
    const server = await startTaskServer({ creates: [{ made: false, reply }] });
    const journal = journalPath();
    const rows = (title: string): BulkRow[] => [
      { key: "a", task: { title } },
      { key: "b", task: { title } },
    ];
    await run(at(server.url), rows("before"), journal, { concurrency: 1 });
    const again = await run(at(server.url), rows("after"), journal);
    expect(again).toMatchObject([
      { outcome: "created", changed: false, fromJournal: false },
      { outcome: "created", changed: true, fromJournal: true },
    ]);
    expect(server.tasks.map(({ title }) => title)).toEqual(["after", "before"]);
  });

  test("keeps equal rows apart by their number", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    const rows = [...rowsOf(1), ...rowsOf(1), ...rowsOf(1)];
    await run(at(server.url), rows.slice(0, 2), journal);
    expect(outcomes(await run(at(server.url), rows, journal))).toEqual(["created", "created", "created"]);
    expect(server.tasks).toHaveLength(3);
  });

  test("finds the task of a row that was being sent when it was killed by its key, and doesn't send it again", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    await run(at(server.url, FIELD), rowsOf(2), journal);
    // As a process leaves it that is killed after it has sent.
    const kept = lines(journal).filter(({ outcome }) => outcome === undefined);
    writeFileSync(journal, kept.map((line) => `${JSON.stringify(line)}\n`).join(""));
    const again = await run(at(server.url, FIELD), rowsOf(2), journal);
    expect(again).toMatchObject([{ outcome: "created" }, { outcome: "created" }]);
    expect(server.count("create")).toBe(2);
    expect(server.tasks[0]?.["cf_request_id"]).toMatch(/^[0-9a-f-]{36}:/);
  });

  test("reports a row as unknown that was being sent and isn't found, or can't be looked for", async () => {
    for (const options of [FIELD, {}]) {
      const server = await startTaskServer({ creates: [{ made: false, reply: lost }] });
      const journal = journalPath();
      await run(at(server.url, options), rowsOf(1), journal);
      const [again] = await run(at(server.url, options), rowsOf(1), journal);
      expect(again).toMatchObject({ outcome: "unknown", fromJournal: true });
      expect(again?.message).toMatch(/The task may exist|Its task may exist/);
      expect(server.count("create")).toBe(1);
    }
  });

  test("is refused if a row is missing or was edited, and names the row, unless acceptChanges is set", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    await run(at(server.url), rowsOf(3), journal);
    const edited = [...rowsOf(2), { task: { title: "edited" } }];
    const error = await rejection<HefflBulkError>(run(at(server.url), edited, journal));
    expect(error).toMatchObject({ reason: "rows" });
    expect(error.message).toMatch(/^1 rows of the journal aren't among the rows any more: \S+ \(created, tsk_3\)\./);
    expect(server.received).toHaveLength(3);
    const accepted = await run(at(server.url), edited, journal, { acceptChanges: true });
    expect(accepted.map(({ fromJournal }) => fromJournal)).toEqual([true, true, false]);
  });

  test.each<[string, object, BulkOptions]>([
    ["another field", FIELD, {}],
    ["other options that shape a task", {}, { shape: { timeZone: "Europe/Vienna" } }],
  ])("with %s is refused, and the error says what differs", async (_, options, bulk) => {
    const server = await startTaskServer();
    const journal = journalPath();
    await run(at(server.url), rowsOf(1), journal);
    const error = await rejection<HefflBulkError>(run(at(server.url, options), rowsOf(1), journal, bulk));
    expect(error).toMatchObject({ reason: "journal" });
    expect(error.message).toMatch(/was begun differently: (?:idempotencyField was null|timeZone was nothing) and is/);
    expect(server.received).toHaveLength(1);
  });
});

describe("a journal that", () => {
  test("ends with an incomplete line is continued after the last complete one", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    await run(at(server.url), rowsOf(2), journal);
    appendFileSync(journal, '{"row":"abc","sent":"2026-11-');
    expect(outcomes(await run(at(server.url), rowsOf(3), journal))).toEqual(["created", "created", "created"]);
    expect(lines(journal)).toHaveLength(1 + 3 * 2);
  });

  test("is empty is used as a new one", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    writeFileSync(journal, "");
    expect(outcomes(await run(at(server.url), rowsOf(1), journal))).toEqual(["created"]);
  });

  test.each([
    ["is another file", "id;title\n1;Call\n", "isn't a journal"],
    ["is a file without a line break", '[{"title":"Call"}]', "isn't a journal"],
    ["is of a later version", '{"journal":"heffl-client","version":2,"id":"x"}\n', "isn't a journal"],
  ])("%s is left as it is", async (_, text, message) => {
    const journal = journalPath();
    writeFileSync(journal, text);
    const error = await rejection<HefflBulkError>(run(at("http://127.0.0.1:1"), rowsOf(1), journal));
    expect(error.message).toContain(message);
    expect(readFileSync(journal, "utf8")).toBe(text);
    expect(existsSync(`${journal}.lock`)).toBe(false);
  });

  test("ends within its first line is begun again", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    writeFileSync(journal, '{"journal":"heffl-client","ver');
    expect(outcomes(await run(at(server.url), rowsOf(1), journal))).toEqual(["created"]);
  });

  test("was written with a clock an hour ahead still finds the task of a row that was being sent", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    await run(at(server.url, FIELD), rowsOf(2), journal);
    const kept = lines(journal).filter(({ outcome }) => outcome === undefined);
    const ahead = new Date(Date.now() + 3_600_000).toISOString();
    writeFileSync(
      journal,
      kept.map((line) => `${JSON.stringify({ ...line, ...(line["sent"] ? { sent: ahead } : {}) })}\n`).join(""),
    );
    server.tasks.unshift(...others(150)); // so that they aren't on the first page
    const again = await run(at(server.url, FIELD), rowsOf(2), journal);
    expect(outcomes(again)).toEqual(["created", "created"]);
    expect(server.count("create")).toBe(2);
  });

  test("has created a task limits the lookup: no page of older tasks is read", async () => {
    const server = await startTaskServer({
      creates: [{}, { made: false, reply: lost }],
      tasks: others(500, { createdAt: minutesAgo(20) }),
    });
    const options = { concurrency: 1 };
    await run(at(server.url, { ...FIELD, lookupMs: 0 }), rowsOf(2), journalPath(), options);
    expect(server.count("list")).toBe(1);
  });

  test("has the IDs of duplicates keeps them, and may be continued with a shape whose fields have another order", async () => {
    const createdAt = new Date().toISOString();
    const server = await startTaskServer({
      tasks: ["tsk_a", "tsk_b"].map((id) => ({ id, number: "1", cf_request_id: "k", createdAt })),
      creates: [{ made: false, reply: lost }],
    });
    const journal = journalPath();
    const rows = [{ key: "k", task: { title: "t" } }];
    const [first] = await run(at(server.url, FIELD), rows, journal, { shape: { a: 1, b: 2 } });
    const [again] = await run(at(server.url, FIELD), rows, journal, { shape: { b: 2, a: 1 } });
    expect(first).toMatchObject({ outcome: "created", duplicates: ["tsk_b", "tsk_a"] });
    expect(again).toMatchObject({ outcome: "created", duplicates: ["tsk_b", "tsk_a"], fromJournal: true });
  });

  test("has results of earlier runs gives them for the rows that a stopped run didn't reach", async () => {
    const no = { made: false, reply: { status: 403, body: heffl("FORBIDDEN") } };
    const server = await startTaskServer({ creates: [{ made: false, reply: lost }, {}, {}, no, no, no] });
    const journal = journalPath();
    const rows = rowsOf(9);
    const first = await run(at(server.url), rows.slice(5, 8), journal, { concurrency: 1 });
    expect(outcomes(first)).toEqual(["unknown", "created", "created"]);
    const results: RowResult[] = [];
    const again = async () => {
      const options = { journal, requestsPerMinute: 0, concurrency: 1 };
      for await (const result of createMany(at(server.url), rows, options)) results.push(result);
    };
    expect(await rejection(again())).toMatchObject({ reason: "key" });
    const told = results.map(({ index, outcome, fromJournal }) => [index, outcome, fromJournal]);
    expect(told.sort(([a], [b]) => Number(a) - Number(b))).toEqual([
      [0, "pending", false],
      [1, "pending", false],
      [2, "pending", false],
      [5, "unknown", true],
      [6, "created", true],
      [7, "created", true],
    ]);
  });

  test("is continued with `limit` sends that many further rows in each run", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    const again = () => run(at(server.url), rowsOf(5), journal, { limit: 2 });
    expect(outcomes(await again())).toEqual(["created", "created", "pending", "pending", "pending"]);
    expect(outcomes(await again())).toEqual(["created", "created", "created", "created", "pending"]);
    const last = await again();
    expect(last.map(({ fromJournal }) => fromJournal)).toEqual([true, true, true, true, false]);
    expect(server.count("create")).toBe(5);
  });

  test("belongs to a run in progress has no intent for rows that only wait for their turn", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    const running = createMany(at(server.url), rowsOf(20), { journal, requestsPerMinute: 30, concurrency: 16 });
    const results = running[Symbol.asyncIterator]();
    await results.next();
    expect(lines(journal).filter(({ sent }) => sent !== undefined)).toHaveLength(1);
    await results.return?.();
  });

  test("has an unreadable line in the middle is refused, with the line's number", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    await run(at(server.url), rowsOf(1), journal);
    appendFileSync(journal, "oops\n{}\n");
    const error = await rejection<HefflBulkError>(run(at(server.url), rowsOf(1), journal));
    expect(error.message).toContain("can't be read in line 4");
  });

  test("can't be opened is a HefflBulkError with the system's reason", async () => {
    const error = await rejection<HefflBulkError>(run(at("http://127.0.0.1:1"), rowsOf(1), "/nowhere/at/all"));
    expect(error).toBeInstanceOf(HefflBulkError);
    expect(error.message).toContain("ENOENT");
  });

  test("can't be written any more stops the run before it sends what isn't in it", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    const script = `
      import { createMany } from "./src/bulk.ts";
      import { Heffl } from "./src/index.ts";
      const heffl = new Heffl({ apiKey: "k", baseUrl: ${JSON.stringify(server.url)} });
      const rows = Array.from({ length: 200 }, (_, n) => ({ task: { title: "row " + n } }));
      let created = 0;
      try {
        for await (const { outcome } of createMany(heffl, rows, { journal: ${JSON.stringify(journal)}, requestsPerMinute: 0 }))
          if (outcome === "created") created++;
      } catch (error) {
        console.log(JSON.stringify({ created, reason: error.reason, message: error.message }));
      }`;
    // cspell:ignore XFSZ
    // A limit of the shell's on the size of files is what a full disk is like. Its signal is ignored, so that writing fails.
    const command = `trap '' XFSZ; ulimit -f 8; exec "$0" --import tsx --input-type=module --eval "$1"`;
    const child = execFile("bash", ["-c", command, process.execPath, script]);
    let text = "";
    child.stdout?.on("data", (piece) => (text += piece));
    await once(child, "close");
    const { created, reason, message } = JSON.parse(text);
    expect(reason).toBe("journal");
    expect(message).toMatch(/^The journal can't be written, so nothing more is sent: EFBIG/);
    const inJournal = readFileSync(journal, "utf8").match(/"sent"/g)?.length ?? 0;
    expect(server.tasks.length).toBeLessThanOrEqual(inJournal);
    expect(created).toBe(server.tasks.length);
    // And with room again it goes on.
    const rows = Array.from({ length: 200 }, (_, n) => ({ task: { title: `row ${n}` } }));
    const again = await run(at(server.url), rows, journal);
    expect(again.filter(({ outcome }) => outcome === "created").length).toBeGreaterThanOrEqual(created);
  }, 60_000);
});

describe("two runs with one journal:", () => {
  test("the second is refused while the first is alive, and names its process", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    const first = createMany(at(server.url), rowsOf(5), { requestsPerMinute: 0, journal })[Symbol.asyncIterator]();
    await first.next();
    const error = await rejection<HefflBulkError>(run(at(server.url), rowsOf(5), journal));
    expect(error.message).toContain(`Process ${process.pid} uses this journal.`);
    await first.return?.();
    expect(await run(at(server.url), rowsOf(5), journal)).toHaveLength(5);
  });

  test("a link to the journal is the same journal", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    await run(at(server.url), rowsOf(1), journal);
    symlinkSync(journal, `${journal}.link`);
    const first = createMany(at(server.url), rowsOf(5), { requestsPerMinute: 0, journal })[Symbol.asyncIterator]();
    await first.next();
    const error = await rejection<HefflBulkError>(run(at(server.url), rowsOf(5), `${journal}.link`));
    expect(error.message).toContain(`Process ${process.pid} uses this journal.`);
    await first.return?.();
    await run(at(server.url), rowsOf(5), `${journal}.link`);
    expect(server.count("create")).toBe(5);
  });

  test("the lock of a process that has ended is taken over", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    const { pid } = spawnSync(process.execPath, ["--eval", ""]);
    writeFileSync(`${journal}.lock`, JSON.stringify({ pid, host: hostname() }));
    expect(await run(at(server.url), rowsOf(1), journal)).toHaveLength(1);
    expect(existsSync(`${journal}.lock`)).toBe(false);
  });

  test("the lock of an earlier process with this one's number is taken over, as after a container's restart", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    writeFileSync(`${journal}.lock`, JSON.stringify({ pid: process.pid, host: hostname(), id: "of before" }));
    expect(await run(at(server.url), rowsOf(1), journal)).toHaveLength(1);
  });

  test.each(["", "null", "[]"])("a lock that can't be read (%j) is refused, with the file to delete", async (text) => {
    const journal = journalPath();
    writeFileSync(`${journal}.lock`, text);
    const error = await rejection<HefflBulkError>(run(at("http://127.0.0.1:1"), rowsOf(1), journal));
    expect(error).toMatchObject({ reason: "journal" });
    expect(error.message).toContain(`delete ${journal}.lock`);
  });

  test("a lock that is a folder doesn't keep the process busy", async () => {
    const journal = journalPath();
    mkdirSync(`${journal}.lock`);
    expect(await rejection<HefflBulkError>(run(at("http://127.0.0.1:1"), rowsOf(1), journal))).toMatchObject({
      reason: "journal",
    });
  });

  test("only one of many that take over a dead process's lock at the same time gets it", async () => {
    const server = await startTaskServer();
    const journal = journalPath();
    const { pid } = spawnSync(process.execPath, ["--eval", ""]);
    writeFileSync(`${journal}.lock`, JSON.stringify({ pid, host: hostname(), id: "dead" }));
    const runs = Array.from({ length: 8 }, () => run(at(server.url), rowsOf(3), journal).catch(() => undefined));
    expect((await Promise.all(runs)).some((results) => results?.length === 3)).toBe(true);
    expect(server.count("create")).toBe(3);
  });

  test("the lock of another host is refused, with the file to delete", async () => {
    const journal = journalPath();
    writeFileSync(`${journal}.lock`, JSON.stringify({ pid: 1, host: "elsewhere" }));
    const error = await rejection<HefflBulkError>(run(at("http://127.0.0.1:1"), rowsOf(1), journal));
    expect(error.message).toContain(
      `process 1 on elsewhere holds it. If nothing uses it any more, delete ${journal}.lock.`,
    );
  });
});
