import { execFile } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { median, spread } from "./statistics.ts";

const HELP = `npm run bench:command -- [options]

Measures the command heffl: checking a file beside csv-parse alone, its size, and the time of heffl --help beside node -e 0.

  --rows N    how many rows the file has (default 1,000,000)
  --rounds N  how often a start is measured (default 20)`;

const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "1000000" },
    rounds: { type: "string", default: "20" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit();
}

const root = fileURLToPath(new URL("../", import.meta.url));
const CLI = join(root, "dist/cli.js");
const run = promisify(execFile);
const number = (value: number) => Math.round(value).toLocaleString("en");

interface Used {
  wallMs: number;
  cpuMs: number;
  maxRssMb: number;
}

/** Written by the process itself as its last line on stderr. */
const REPORT = `process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write("\\n" + JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, maxRssMb: maxRSS / 1024 }));
})`;

/** What a Node process uses. */
async function measure(args: string[]): Promise<Used> {
  const preload = ["--import", `data:text/javascript,${encodeURIComponent(REPORT)}`];
  const started = performance.now();
  const env = { ...process.env, HEFFL_API_KEY: "key-of-nobody" };
  const { stderr } = await run(process.execPath, [...preload, ...args], { cwd: root, env });
  const wallMs = performance.now() - started;
  return { wallMs, ...JSON.parse(stderr.slice(stderr.lastIndexOf("\n") + 1)) };
}

/** @param columns what stands in the row with a number */
async function writeRows(path: string, header: string, columns: (n: number) => string): Promise<void> {
  function* lines() {
    yield `${header}\n`;
    for (let n = 0; n < Number(values.rows); n++) yield `${columns(n)}\n`;
  }
  await pipeline(Readable.from(lines()), createWriteStream(path));
}

const dayOf = (n: number) => `2026-12-${String((n % 28) + 1).padStart(2, "0")}`;
const FILES = {
  "without dates": {
    header: "title,description,priority,cf_source",
    columns: (n: number) => `Call customer ${n},Ask about the offer of last week,HIGH,web`,
  },
  "with a date": {
    header: "title,description,dueDate,priority,cf_source",
    columns: (n: number) => `Call customer ${n},Ask about the offer of last week,${dayOf(n)}T09:30,HIGH,web`,
  },
};

const PARSE = (path: string) => `
  import { createReadStream } from "node:fs";
  import { parse } from "csv-parse";
  let rows = 0;
  for await (const _ of createReadStream(${JSON.stringify(path)}).pipe(parse())) rows++;
  console.log(rows);`;

async function checking(folder: string): Promise<void> {
  for (const [name, { header, columns }] of Object.entries(FILES)) {
    const path = join(folder, `${header.length}.csv`);
    await writeRows(path, header, columns);
    const alone = await measure(["--input-type=module", "--eval", PARSE(path)]);
    const checked = await measure([CLI, "import", path, "--dry-run", "--time-zone", "Europe/Vienna"]);
    console.log(`\nChecking ${number(Number(values.rows))} rows ${name}:`);
    for (const [what, { wallMs, cpuMs, maxRssMb }] of Object.entries({ "csv-parse alone": alone, heffl: checked })) {
      const perSecond = number(Number(values.rows) / (wallMs / 1000));
      const perCpu = number(Number(values.rows) / (cpuMs / 1000));
      console.log(
        `  ${what.padEnd(16)} ${number(wallMs)} ms, ${perSecond} rows/s; CPU ${number(cpuMs)} ms, ${perCpu} rows/s; memory ${number(maxRssMb)} MB`,
      );
    }
  }
}

async function size(): Promise<void> {
  const parts = (await readdir(join(root, "dist/cli")))
    .filter((name) => name.endsWith(".js"))
    .map((name) => `cli/${name}`);
  const files = await Promise.all(["cli.js", ...parts].map((name) => readFile(join(root, "dist", name))));
  const sum = (of: (file: Buffer) => number) => number(files.reduce((total, file) => total + of(file), 0));
  const gzip = sum((file) => gzipSync(file).length);
  console.log(`\nSize: ${sum(({ length }) => length)} bytes in ${files.length} files, ${gzip} gzipped`);
}

async function starts(): Promise<void> {
  const kinds = {
    "node -e 0": ["-e", "0"],
    "heffl --help": [CLI, "--help"],
    "heffl import --help": [CLI, "import", "--help"],
  };
  const times = new Map<string, number[]>(Object.keys(kinds).map((name) => [name, []]));
  for (let round = 0; round < Number(values.rounds); round++)
    for (const [name, args] of Object.entries(kinds)) {
      const started = performance.now();
      await run(process.execPath, args);
      times.get(name)?.push(performance.now() - started);
    }
  console.log(`\nStart, median of ${values.rounds}:`);
  for (const [name, all] of times) console.log(`  ${name.padEnd(20)} ${number(median(all))} ms (${spread(all, 0)})`);
}

const folder = await mkdtemp(join(tmpdir(), "heffl-bench-"));
try {
  await size();
  await starts();
  await checking(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
