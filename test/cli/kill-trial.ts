import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import { seeded, startFaultServer } from "../faults/server.ts";
import { countCreated, type Judgment, judge, planFaults, rowTitle, runOrKill } from "../support/kills.ts";

export interface KillTrialOptions {
  rows: number;
  kills: number;
  seed: number;
  onProgress?: ((text: string) => void) | undefined;
}

/** What the report of the last run says of the rows. */
export interface KillTrialResult extends Judgment {
  kills: number;
  /** Rows of the report that differ from those of the file, or are at another place. */
  misplaced: string[];
  requests: number;
}

const CLI = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const LAG_MS = 2000;
/** 0, nothing is left to do; 3, some rows are unknown. */
const ENDS = [0, 3];

/** Kills `heffl import` at random moments, starts it again each time, and compares the file, what was created and the report. */
export async function runKillTrial({ rows, kills, seed, onProgress }: KillTrialOptions): Promise<KillTrialResult> {
  const random = seeded(seed);
  const folder = await mkdtemp(join(tmpdir(), "heffl-cli-"));
  const [file, report] = [join(folder, "rows.csv"), join(folder, "out.csv")];
  const server = await startFaultServer({ tls: false, reads: { faultPercent: 20, lagMs: LAG_MS, seed } });
  const source = Array.from({ length: rows }, (_, n) => ({ title: rowTitle(n), description: describe(n) }));
  const cells = source.map(({ title, description }) => `${title},"${description.replaceAll('"', '""')}"`);
  await writeFile(file, ["title,description", ...cells, ""].join("\r\n"));
  planFaults(server, rows, random);
  const env = { HEFFL_API_KEY: "test-key-of-nobody", HEFFL_BASE_URL: server.url, HEFFL_RATE_LIMIT: "0" };
  const args = [CLI, "import", file, "--report", report, "--idempotency-field", "cf_request_id"];

  try {
    let killed = 0;
    while (killed < kills) {
      // What is known from earlier runs is printed first. One in ten is killed before it has printed anything.
      const known = countCreated(server.ledger, rows);
      const lines = random() < 0.1 ? 0 : known + Math.ceil((random() * 1.5 * rows) / kills);
      const kill = { lines, ms: random() * 500 };
      if ((await runOrKill(args, { env, ends: ENDS, kill })) !== undefined) break; // it was done before
      killed++;
      if (killed % 10 === 0) onProgress?.(`killed ${killed} times, ${countCreated(server.ledger, rows)} tasks made`);
    }
    await runOrKill([...args, "--resend-unknown"], { env, ends: ENDS });
    onProgress?.("a whole run");
    const reported: Record<string, string>[] = parse(await readFile(report), { bom: true, columns: true });
    const said = reported.map((row, index) => ({
      index,
      outcome: `${row["heffl_outcome"]}`,
      taskId: row["heffl_task_id"],
      message: row["heffl_error"],
    }));
    const misplaced = reported.flatMap(({ title, description }, index) =>
      title === source[index]?.title && description === source[index]?.description ? [] : [`${index}: ${title}`],
    );
    return { ...judge(server.ledger, rows, said), kills: killed, misplaced, requests: server.ledger.reads };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Some have several lines, so that a row isn't a line. */
const describe = (n: number): string =>
  n % 7 === 0 ? `First "line" of ${n}\nand the second; with, commas` : `Row ${n}`;
