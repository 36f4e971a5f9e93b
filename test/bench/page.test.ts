import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { FULL } from "../../bench/measure.ts";
import { PEERS } from "../../bench/peers/index.ts";
import { folderToWrite } from "../../bench/report/files.ts";
import { page } from "../../bench/report/page.ts";
import { runFromJson, runToJson } from "../../bench/report/run.ts";
import { runWith } from "./made-up-run.ts";

const run = promisify(execFile);

/** `npm run bench` with these options, in a new folder that it reads and writes. */
async function benchIn(files: Record<string, string>, ...options: string[]) {
  const folder = await mkdtemp(join(tmpdir(), "heffl-bench-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const args = ["--import", "tsx", "bench/performance.ts", ...options, "--out", folder];
  return { folder, result: await run(process.execPath, args).catch((error) => error) };
}

test("--page writes the page from the JSON file, without measuring", async () => {
  const { folder } = await benchIn({ "performance.json": runToJson(runWith()) }, "--page");
  const text = await readFile(join(folder, "performance.md"), "utf8");
  expect(text).toContain("Measured on 2026-12-01: Node 20.19.0, A processor, 2 cores, load average 0.25");
  expect(text).toContain(
    "| CPU time per call: heffl-client / fetch with a deadline | at most 1.10 (aim: 0.95) | 1.10 | 1.10 to 1.10 | yes |",
  );
  expect(text).toContain("| **heffl-client** | 925 | 925 to 925 | 220 | 110 to 330 | 12.50 |");
  expect(text).toContain("| **heffl-client** | 1,000,000 | 1.00 | 70 |");
  expect(text).toContain("| **heffl-client** 0.1.0 | 13.7 | 11.0 | 10.0 to 12.0 |");
  expect(text).toContain("| undici.request | 7.30.2 | bare | undici | a pool |");
  expect(text).not.toMatch(/undefined|NaN/);
});

test("--page says what is missing when there is no JSON file", async () => {
  const { result } = await benchIn({}, "--page");
  expect(result).toMatchObject({ code: 1, stderr: expect.stringContaining("performance.json doesn't exist") });
});

test("a run of one part writes its figures and the page to the folder given with --out", async () => {
  const { folder } = await benchIn({}, "--quick", "--parts", "body");
  const { body, requests } = runFromJson(await readFile(join(folder, "performance.json"), "utf8"));
  expect(body?.checkedMicros).toHaveLength(3);
  expect(requests).toBeUndefined();
  expect(await readFile(join(folder, "performance.md"), "utf8")).toContain("| Time per body:");
});

test("only a whole run is written into docs, and --out takes any", () => {
  expect(folderToWrite({})).toBe(resolve("docs"));
  const partial = [{ targets: true }, { quick: true }, { only: "ky" }, { parts: "body" }];
  for (const scope of partial) {
    expect(folderToWrite(scope)).toBeUndefined();
    expect(folderToWrite({ ...scope, out: "elsewhere" })).toBe("elsewhere");
  }
});

test("the fastest client stands first in the table of requests", () => {
  const table = page(runWith()).split("### 50 in flight")[1]?.split("## ")[0] ?? "";
  const clients = [...table.matchAll(/^\| ([^|]*) \| \d/gm)].map(([, name]) => name);
  const slowest = ["fetch", "**heffl-client**", "fetch with a deadline"];
  expect(clients).toEqual(["undici.request", "**heffl-client/undici**", ...slowest]);
});

test("the page shows that a target doesn't hold", () => {
  const text = page(runWith({ oursMicros: [115, 115, 115], bareMicros: [100, 100, 100] }));
  expect(text).toContain("at most 1.10 (aim: 0.95) | 1.15 | 1.15 to 1.15 | **no** |");
});

test("the page leaves out parts that weren't measured", () => {
  const { requests: _, growth: __, imports: ___, ...bodyAlone } = runWith();
  expect(page(bodyAlone).match(/^## .*/gm)).toEqual(["## Targets", "## Clients"]);
  const { body: ____, ...nothing } = bodyAlone;
  expect(page(nothing).match(/^## .*/gm)).toEqual(["## Clients"]);
});

test("the JSON file keeps the figures of every round, and that of a full run is below 200 kB", () => {
  expect(runFromJson(runToJson(runWith()))).toEqual(runWith());
  const figures = (rounds: number) => Array.from({ length: rounds }, (_, round) => 12345.678901 + round);
  const requests = FULL.levels.flatMap(({ inFlight, rounds }) =>
    PEERS.map(({ name }) => {
      const [perSecond, cpuMicros, p99Ms] = [figures(rounds), figures(rounds), figures(rounds)];
      return { peer: name, inFlight, perSecond, cpuMicros, p99Ms };
    }),
  );
  const json = runToJson({ ...runWith(), requests });
  expect(json.length).toBeLessThan(200_000);
  expect(json).toContain("[ 12345.7, 12346.7, "); // a list of figures on one line
});
