// cspell:ignore HIHG Prüfen eins zwei Müller ller

import { existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { heffl } from "../support/server.ts";
import { lost, startTaskServer, type TaskServerOptions } from "../support/task-server.ts";
import { makeFolder, readReport, run } from "./command.ts";

/** A folder with a file, and what runs the import of it. */
async function place(
  content: string | Uint8Array,
  { name = "rows.csv", ...options }: TaskServerOptions & { name?: string } = {},
) {
  const server = await startTaskServer(options);
  const cwd = makeFolder();
  const file = join(cwd, name);
  writeFileSync(file, content);
  const env = { HEFFL_BASE_URL: server.url, HEFFL_RATE_LIMIT: "0" };
  return {
    server,
    cwd,
    write: (text: string) => writeFileSync(file, text),
    run: (...args: string[]) => run(["import", name, ...args], { cwd, env }),
    /** What was sent, by title. */
    sent: () => server.received.filter(({ method }) => method === "POST").map(({ body }) => JSON.parse(body)),
    report: () => readReport(join(cwd, "report.csv")),
  };
}

const REFUSED = { made: false, reply: { status: 400, body: heffl("VALIDATION_ERROR", "No.") } };

describe("each cell becomes the right value", () => {
  test("when columns have the names of fields, or --map sets a type or leaves them out", async () => {
    const { run, sent } = await place(
      "title,Due date,Score,cf_zip,assigneeIds,showTime,durationMinutes,Notes,description\n" +
        "Call,01.12.2026,5,00731,usr_1;usr_2,true,90,secret,\n" +
        "Two,02.12.2026,,,,,,,NIL\n",
    );
    const { code, stderr } = await run(
      ...["--map", "Due date=dueDate", "--map", "Score=cf_score:number", "--map", "Notes="],
      ...["--date-format", "dd.MM.yyyy", "--time-zone", "Europe/Vienna", "--null", "NIL"],
    );
    expect(stderr).toContain("Of 2 rows: 2 created.");
    expect(code).toBe(0);
    expect(sent()).toEqual([
      {
        title: "Call",
        dueDate: "2026-12-01T00:00:00+01:00",
        cf_score: 5,
        cf_zip: "00731",
        assigneeIds: ["usr_1", "usr_2"],
        showTime: true,
        durationMinutes: 90,
      },
      { title: "Two", dueDate: "2026-12-02T00:00:00+01:00", description: null },
    ]);
  });

  test.each<[name: string, text: string]>([
    [
      "rows.ndjson",
      '{"title":"a","cf_n":1,"tagIds":["x"],"description":null}\n{"title":"b","cf_n":"007","dueDate":""}',
    ],
    ["rows.json", '[{"title":"a","cf_n":1,"tagIds":["x"],"description":null},{"title":"b","cf_n":"007"}]'],
  ])("in %s, whose values have types already", async (name, text) => {
    const { run, sent } = await place(text, { name });
    expect(await run()).toMatchObject({ code: 0 });
    expect(sent()).toEqual([
      { title: "a", cf_n: 1, tagIds: ["x"], description: null },
      { title: "b", cf_n: "007" },
    ]);
  });

  test("a key that is a number in JSON is used as a text", async () => {
    const { run, sent } = await place('{"title":"a","n":7}', { name: "rows.ndjson" });
    expect(await run("--key-column", "n", "--idempotency-field", "cf_key")).toMatchObject({ code: 0 });
    expect(sent()).toEqual([{ title: "a", cf_key: "7" }]);
  });

  test("a cell of nothing but spaces is a text, and no number or date", async () => {
    const { run, sent } = await place("title,durationMinutes,dueDate,cf_note\na,  , ,  \n");
    expect(await run()).toMatchObject({ code: 0 });
    expect(sent()).toEqual([{ title: "a", cf_note: "  " }]);
  });

  test("in a file from Excel, with a byte order mark, semicolons, Windows-1252 and lines within a cell", async () => {
    const marked = await place('\ufefftitle;description\r\nPrüfen;"eins\r\nzwei"\r\n');
    expect(await marked.run()).toMatchObject({ code: 0 });
    expect(marked.sent()).toEqual([{ title: "Prüfen", description: "eins\r\nzwei" }]);
    const windows = await place(Buffer.from("title;cf_price\r\nM\xfcller;5 \x80\r\n", "latin1"));
    const { stderr } = await windows.run();
    expect(windows.sent()).toEqual([{ title: "Müller", cf_price: "5 €" }]);
    expect(stderr).toContain("Windows-1252");
  });
});

describe("nothing is sent of a file that isn't right as a whole", () => {
  test("and every problem is reported with its line and column, the accepted values and a suggestion", async () => {
    const { run, server } = await place(
      "title,Due,priority,durationMinutes\na,2026-12-01,HIHG,ninety\n,2026-12-01,LOW,\nc,1.2.2026,LOW,5,6\nd,2026-12-01T09:00Z,LOW,5\n",
    );
    const { code, stdout, stderr } = await run("--map", "Due=dueDate");
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(server.received).toEqual([]);
    for (const told of [
      /^rows\.csv:2: Due: "2026-12-01" has no offset.*--time-zone/m,
      /^rows\.csv:2: durationMinutes: "ninety" isn't a number/m,
      /^rows\.csv:3: title: /m,
      /^rows\.csv:4: Due: "1\.2\.2026" isn't a date in ISO 8601.*--date-format/m,
      /^rows\.csv:4: The row has 5 cells, but the header has 4/m,
      /^3 of 4 rows are invalid\. Nothing was sent\..*--skip-invalid/m,
    ])
      expect(stderr).toMatch(told);
  });

  test("a row with too few cells isn't told of the fields that it lacks", async () => {
    const { run } = await place("description,title\na\n");
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toMatch(/^rows\.csv:2: The row has 1 cell/m);
    expect(stderr).not.toContain("title");
  });

  test("a value of a type that its field doesn't take is named", async () => {
    const { run } = await place('[{"title":"a","durationMinutes":true,"tagIds":7}]', { name: "rows.json" });
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toContain("durationMinutes: true can't be used as a number.");
    expect(stderr).toContain("tagIds: 7 can't be used as a list.");
  });

  test("values that the document lists are suggested", async () => {
    const { run } = await place("title,priority,status\na,HIHG,open\n");
    const { stderr } = await run("--dry-run");
    expect(stderr).toMatch(/rows\.csv:2: priority: .*LOW.*Did you mean HIGH\?/);
    expect(stderr).toMatch(/rows\.csv:2: status: .*Did you mean OPEN\?/);
  });

  test.each<[what: string, file: string, args: string[], message: RegExp]>([
    ["a misspelt column", "titel\na\n", [], /"titel" isn't a field\. Did you mean title\?/],
    ["duplicate headers", "title,title\na,b\n", [], /title/],
    ["an unclosed quote", 'title\n"a\nb\nc\n', [], /line 2/],
    ["no rows", "title\n", [], /no rows/],
    ["none but invalid rows", "title,priority\na,HIHG\n", ["--skip-invalid"], /1 of 1 rows are invalid\. Nothing/],
    ["an unknown time zone", "title\na\n", ["--time-zone", "Europe/Wien"], /no time zone "Europe\/Wien"/],
    ["an unusable format of dates", "title\na\n", ["--date-format", "DD.MM.YYYY"], /can't be used/],
    ["a field that there isn't", "title\na\n", ["--map", "title=titel"], /no field "titel"/],
    [
      "keys that are repeated",
      "title,id\na,1\nb,1\n",
      ["--key-column", "id"],
      /rows\.csv:3: The key "1" is that of line 2/,
    ],
    ["keys that are empty", "title,id\na,\n", ["--key-column", "id"], /rows\.csv:2: id: The key is empty/],
    ["an option that there isn't", "title\na\n", ["--skip-invalids"], /Did you mean --skip-invalid\?/],
    ["resending without a field", "title\na\n", ["--resend-unknown"], /idempotency/],
    ["a report over the file itself", "title\na\n", ["--report", "rows.csv"], /three different files/],
    ["a report over the journal", "title\na\n", ["--report", "rows.csv.heffl-journal.ndjson"], /three different files/],
    ["an empty word for null", "title\na\n", ["--null", ""], /needs a word/],
    ["a type in a header", "title,cf_a:number\na,1\n", [], /"cf_a:number" isn't a field/],
    [
      "keys that are repeated in their field",
      "title,cf_k\na,1\nb,1\n",
      ["--idempotency-field", "cf_k"],
      /rows\.csv:3: The key/,
    ],
    [
      "two keys for a row",
      "id,title,cf_k\n1,a,2\n",
      ["--key-column", "id", "--idempotency-field", "cf_k"],
      /rows\.csv:2: cf_k: /,
    ],
    ["a rate that is too high", "title\na\n", ["--rate", "99999999"], /whole number/],
    ["a rate that is no number", "title\na\n", ["--rate", "fast"], /whole number/],
  ])("%s", async (_, file, args, message) => {
    const { run, server } = await place(file);
    const { code, stderr } = await run(...args);
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
    expect(server.received).toEqual([]);
  });

  test("a broken NDJSON line isn't skipped silently", async () => {
    const { run, server } = await place('{"title":"a"}\n{"title":"b"\n{"title":"c"}', { name: "rows.ndjson" });
    const { code, stderr } = await run();
    expect(stderr).toMatch(/rows\.ndjson:2: /);
    expect(code).toBe(2);
    expect(server.received).toEqual([]);
  });

  test("a dry run sends nothing, needs no key, and ends with 0 or 2", async () => {
    const right = await place("title\na\nb\n");
    expect(await right.run("--dry-run")).toMatchObject({ code: 0, stdout: "2 rows can be sent. Nothing was sent.\n" });
    const wrong = await place("title,dueDate\na,x\n");
    expect(await wrong.run("--dry-run")).toMatchObject({ code: 2 });
    expect([...right.server.received, ...wrong.server.received]).toEqual([]);
    expect(existsSync(join(right.cwd, "rows.csv.heffl-journal.ndjson"))).toBe(false);
  });

  test("with --json a dry run prints the tasks as they would be sent", async () => {
    const { run } = await place("title,id,dueDate\na,7,2026-12-01\n");
    const { stdout } = await run("--dry-run", "--json", "--key-column", "id", "--time-zone", "UTC");
    expect(JSON.parse(stdout)).toEqual({
      line: 2,
      key: "7",
      task: { title: "a", dueDate: "2026-12-01T00:00:00+00:00" },
    });
  });
});

describe("every row ends in a line that says what became of it", () => {
  test("one refused row doesn't stop the others, and the exit status shows it", async () => {
    const { run, report } = await place("title,note\na,x\nb,y\nc,z\n", { creates: [{}, REFUSED] });
    const { code, stdout, stderr } = await run("--map", "note=", "--report", "report.csv");
    expect(code).toBe(1);
    expect(stdout).toMatch(/^refused {3}line \d {2}.*No\./m);
    expect(stderr).toContain("Of 3 rows: 2 created, 1 refused.");
    expect(report().map((row) => [row["title"], row["note"], row["heffl_outcome"]])).toContainEqual([
      "c",
      "z",
      "created",
    ]);
    expect(report().filter((row) => row["heffl_outcome"] === "refused")).toHaveLength(1);
  });

  test("--skip-invalid leaves out invalid rows, which the report has in their places", async () => {
    const { run, report, sent } = await place("title,dueDate\na,x\nb,2026-12-01T09:00Z\n");
    const { code } = await run("--skip-invalid", "--report", "report.csv");
    expect(code).toBe(1);
    expect(sent()).toEqual([{ title: "b", dueDate: "2026-12-01T09:00:00+00:00" }]);
    const [first, second] = report();
    expect(first).toMatchObject({ title: "a", dueDate: "x", heffl_outcome: "invalid", heffl_task_id: "" });
    expect(first?.["heffl_error"]).toMatch(/^dueDate: "x" isn't a date/);
    expect(second).toMatchObject({ heffl_outcome: "created", heffl_task_id: "tsk_1", heffl_error: "" });
  });

  test("a row whose answer is lost is unknown, and its exit status 3 goes before that of a refusal", async () => {
    const creates = [{ made: false, reply: lost }, REFUSED];
    const { run, report } = await place("title\na\nb\nc\n", { creates });
    const { code, stderr } = await run("--report", "report.csv");
    expect(code).toBe(3);
    expect(stderr).toContain("1 created, 1 refused, 1 unknown");
    expect(
      report()
        .map((row) => row["heffl_outcome"])
        .sort(),
    ).toEqual(["created", "refused", "unknown"]);
  });

  test("a key that isn't accepted stops the run with status 4, which wins over an unknown row", async () => {
    const refused = { made: false, reply: { status: 401, body: heffl("UNAUTHORIZED", "No.") } };
    const { run } = await place("title\na\nb\n", { creates: [{ made: false, reply: lost }, refused] });
    const { code, stderr } = await run();
    expect(stderr).toContain("Of 2 rows: 0 created, 1 unknown, 1 not sent yet.");
    expect(code).toBe(4);
  });

  test("a second run sends no row twice, and its report has the results of both", async () => {
    const { run, report, server } = await place("title\na\nb\nc\n", { creates: [{}, REFUSED] });
    await run();
    const { code } = await run("--report", "report.csv");
    expect(code).toBe(1);
    expect(server.count("create")).toBe(3);
    expect(
      report()
        .map((row) => row["heffl_outcome"])
        .sort(),
    ).toEqual(["created", "created", "refused"]);
  });

  test("a corrected file creates what was refused, once", async () => {
    const { run, write, server, sent } = await place("id,title\n1,a\n2,b\n", { creates: [REFUSED] });
    const first = await run("--key-column", "id", "--limit", "1");
    expect(first.code).toBe(4);
    write("id,title\n1,better\n2,b\n");
    expect(await run("--key-column", "id")).toMatchObject({ code: 0 });
    expect(
      sent()
        .map(({ title }) => title)
        .sort(),
    ).toEqual(["a", "b", "better"]);
    expect(server.tasks).toHaveLength(2);
  });

  test("an edited row without a key isn't created a second time without being asked for", async () => {
    const { run, write, server } = await place("title\na\nb\n");
    await run();
    write("title\na\nbetter\n");
    const { code, stderr } = await run();
    expect(code).toBe(2);
    expect(stderr).toContain("--accept-changes");
    expect(server.tasks).toHaveLength(2);
    expect(await run("--accept-changes")).toMatchObject({ code: 0 });
    expect(server.tasks).toHaveLength(3);
  });

  test("an edited row whose key has a task isn't sent, and the report says that it has changed", async () => {
    const { run, write, server, report } = await place("id,title\n1,a\n");
    const args = ["--key-column", "id", "--report", "report.csv"];
    await run(...args);
    write("id,title\n1,better\n");
    expect(await run(...args)).toMatchObject({ code: 0 });
    expect(server.tasks).toHaveLength(1);
    expect(report()[0]).toMatchObject({ heffl_outcome: "created", heffl_task_id: "tsk_1" });
    expect(report()[0]?.["heffl_error"]).toContain("The row has changed since its task was created");
  });

  test.each<[option: string, first: string[], second: string[]]>([
    ["--time-zone", ["--time-zone", "UTC"], ["--time-zone", "Europe/Vienna"]],
    ["--date-format", ["--time-zone", "UTC"], ["--time-zone", "UTC", "--date-format", "yyyy-dd-MM"]],
    ["--null", ["--time-zone", "UTC"], ["--time-zone", "UTC", "--null", "NIL"]],
    ["--key-column", ["--time-zone", "UTC"], ["--time-zone", "UTC", "--key-column", "title"]],
  ])("another %s is refused, because it changes the tasks", async (option, first, second) => {
    const { run, server } = await place("title,dueDate\na,2026-12-01\n");
    expect(await run(...first)).toMatchObject({ code: 0 });
    const { code, stderr } = await run(...second);
    expect(code).toBe(2);
    expect(stderr).toContain(`${option} was`);
    expect(server.tasks).toHaveLength(1);
  });

  test("a file that isn't a journal is refused as one, and stays as it is", async () => {
    const { run, cwd, server } = await place("title\na\n");
    writeFileSync(join(cwd, "notes.txt"), "mine\n");
    const { code, stderr } = await run("--journal", "notes.txt");
    expect(code).toBe(2);
    expect(stderr).toContain(
      "isn't a journal of this package, or of a later version. Name another file with --journal.",
    );
    expect(readFileSync(join(cwd, "notes.txt"), "utf8")).toBe("mine\n");
    expect(server.received).toEqual([]);
  });

  test("other options are refused, with what differs; --new-journal begins again", async () => {
    const { run, server, cwd } = await place("title,note\na,x\n");
    await run("--map", "note=");
    const other = await run("--map", "note=cf_note");
    expect(other.code).toBe(2);
    expect(other.stderr).toContain("--map was");
    const again = await run("--map", "note=cf_note", "--new-journal");
    expect(again).toMatchObject({ code: 0 });
    expect(again.stderr).toMatch(/The old journal is now (.*)\.\n/);
    const [, old = ""] = /The old journal is now (.*)\.\n/.exec(again.stderr) ?? [];
    expect(readFileSync(join(cwd, old), "utf8")).toContain("created");
    expect(server.tasks).toHaveLength(2);
  });

  test("--limit is the most rows that a run sends", async () => {
    const { run, report, server } = await place("title\na\nb\nc\n");
    expect(await run("--limit", "2", "--report", "report.csv")).toMatchObject({ code: 4 });
    expect(report().map((row) => row["heffl_outcome"])).toEqual(["created", "created", "pending"]);
    expect(await run()).toMatchObject({ code: 0 });
    expect(server.tasks).toHaveLength(3);
  });

  test("results are lines of JSON with --json", async () => {
    const { run } = await place("title\na\n");
    const { stdout } = await run("--json");
    expect(JSON.parse(stdout)).toMatchObject({ line: 2, outcome: "created", taskId: "tsk_1", taskNumber: "1" });
  });
});

test("a refused row can be corrected without a key: no task of it could be created a second time", async () => {
  const { run, write, server } = await place("title\nbad\n", { creates: [REFUSED] });
  expect(await run()).toMatchObject({ code: 1 });
  write("title\nfixed\n");
  expect(await run()).toMatchObject({ code: 0 });
  expect(server.tasks.map(({ title }) => title)).toEqual(["fixed"]);
});

test.each<[what: string, name: string, before: string, after: string, first: string[], second: string[]]>([
  ["the order of its columns", "rows.csv", "title,cf_a\nx,1\n", "cf_a,title\n1,x\n", [], []],
  ["a column that is left out", "rows.csv", "title,n\nx,1\n", "title,n\nx,2\n", ["--map", "n="], ["--map", "n="]],
  ["another column that is left out", "rows.csv", "title\nx\n", "title,n\nx,2\n", [], ["--map", "n="]],
  ["a zone without dates", "rows.csv", "title\nx\n", "title\nx\n", [], ["--time-zone", "UTC"]],
  [
    "the zone's spelling",
    "rows.csv",
    "title,dueDate\nx,2026-12-01\n",
    "title,dueDate\nx,2026-12-01\n",
    ["--time-zone", "europe/vienna"],
    ["--time-zone", "Europe/Vienna"],
  ],
  [
    "a field that only a new row has",
    "rows.ndjson",
    '{"title":"x"}\n',
    '{"description":"d","title":"y"}\n{"title":"x"}\n',
    [],
    [],
  ],
])(
  "a second run isn't refused, and sends nothing twice, when it differs only in %s",
  async (_, name, before, after, first, second) => {
    const { run, write, server } = await place(before, { name });
    expect(await run(...first)).toMatchObject({ code: 0 });
    write(after);
    const { code, stdout } = await run(...second);
    expect(code).toBe(0);
    expect(stdout).not.toContain("has changed");
    expect(server.tasks.filter(({ title }) => title === "x")).toHaveLength(1);
  },
);

test("the advice to run the same command again leaves out --new-journal, which would create every row again", async () => {
  const { run } = await place("title\na\nb\n");
  const { code, stderr } = await run("--new-journal", "--limit", "1");
  expect(code).toBe(4);
  expect(stderr).toContain("run the same command again, but without --new-journal");
});

test("a report can't replace the journal by another name of its folder", async () => {
  const { run, cwd, server } = await place("title\na\n");
  symlinkSync(cwd, join(cwd, "link"));
  const { code, stderr } = await run("--report", "link/rows.csv.heffl-journal.ndjson");
  expect(stderr).toContain("three different files");
  expect(code).toBe(2);
  expect(server.received).toEqual([]);
});

test("rows with several tasks are reported, and the exit status is 1", async () => {
  const createdAt = new Date().toISOString();
  const tasks = ["tsk_a", "tsk_b"].map((id) => ({ id, number: "1", cf_k: "1", createdAt }));
  const { run, report } = await place("id,title\n1,a\n", { tasks, creates: [{ made: false, reply: lost }] });
  const { code, stderr } = await run(
    ...["--key-column", "id", "--idempotency-field", "cf_k", "--report", "report.csv"],
  );
  expect(stderr).toContain("Rows with several tasks: 1.");
  expect(code).toBe(1);
  expect(report()[0]).toMatchObject({ heffl_outcome: "created", heffl_task_id: "tsk_b tsk_a" });
});

test("--limit holds for unknown rows that are sent again, too", async () => {
  const creates = [{}, { made: false, reply: lost }, { made: false, reply: lost }];
  const { run, server } = await place("title\na\nb\nc\n", { creates });
  const field = ["--idempotency-field", "cf_k"];
  expect(await run(...field)).toMatchObject({ code: 3 });
  expect(server.count("create")).toBe(3);
  expect(await run(...field, "--resend-unknown", "--limit", "1")).toMatchObject({ code: 3 });
  expect(server.count("create")).toBe(4);
});

describe("the report", () => {
  test("can't make a spreadsheet run a formula", async () => {
    const { run, cwd } = await place('title,cf_a\n"=HYPERLINK(""http://x"")",+1\n@SUM,-1\n');
    await run("--report", "report.csv");
    const text = readFileSync(join(cwd, "report.csv"), "utf8");
    for (const cell of ["'=HYPERLINK", "'+1", "'@SUM", "'-1"]) expect(text).toContain(cell);
  });

  test("has the file's delimiter, its order, and all its columns", async () => {
    const { run, cwd } = await place("id;title;note\n1;a;x\n2;b;\n");
    await run("--map", "note=", "--key-column", "id", "--report", "report.csv");
    expect(readFileSync(join(cwd, "report.csv"), "utf8")).toBe(
      [
        "\ufeffid;title;note;heffl_outcome;heffl_task_id;heffl_task_number;heffl_error",
        "1;a;x;created;tsk_1;1;",
        "2;b;;created;tsk_2;2;",
        "",
      ].join("\r\n"),
    );
  });
});

test("rows on stdin need a journal, and go on with it", async () => {
  const server = await startTaskServer();
  const cwd = makeFolder();
  const options = { cwd, input: "title\na\nb\n", env: { HEFFL_BASE_URL: server.url, HEFFL_RATE_LIMIT: "0" } };
  expect(await run(["import", "-"], options)).toMatchObject({ code: 2 });
  expect(await run(["import", "-", "--journal", "j.ndjson"], options)).toMatchObject({ code: 0 });
  expect(await run(["import", "-", "--journal", "j.ndjson"], options)).toMatchObject({ code: 0 });
  expect(server.tasks).toHaveLength(2);
});

test("--idempotency-field carries the rows' keys, by which the task of a lost answer is found", async () => {
  const { run, report, server } = await place("id,title\nA1,a\n", { creates: [{ reply: lost }] });
  const flags = ["--key-column", "id", "--idempotency-field", "cf_request_id", "--report", "report.csv"];
  expect(await run(...flags)).toMatchObject({ code: 0 });
  expect(server.tasks).toMatchObject([{ cf_request_id: "A1" }]);
  expect(report()[0]).toMatchObject({ heffl_outcome: "created", heffl_task_id: "tsk_1" });
});
