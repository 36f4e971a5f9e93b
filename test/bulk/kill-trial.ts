import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { realFault, seeded, startFaultServer } from "../faults/server.ts";

export interface KillTrialOptions {
  rows: number;
  kills: number;
  seed: number;
  /** Whether the tasks carry a key. */
  field: boolean;
  onProgress?: ((text: string) => void) | undefined;
}

/** What a run said of a row. */
interface Said {
  index: number;
  outcome: string;
  taskId?: string;
  duplicates?: string[];
  message?: string;
}

export interface KillTrialResult {
  kills: number;
  /** What the first whole run said of the rows, by outcome; and the one after it, which sends unknown rows again. */
  told: Record<string, number>;
  toldAfterResend: Record<string, number>;
  /** Rows without a result. */
  lost: string[];
  createdTwice: string[];
  lies: string[];
  /** Rows that are unknown, though the list shows their task. */
  unknownThoughListed: string[];
  /** Rows that are unknown without a word of explanation. */
  unexplained: string[];
  requests: number;
}

const CHILD = fileURLToPath(new URL("./child.mjs", import.meta.url));
const LAG_MS = 2000;
/** More than that, so that a look at the end of a run sees what there is. */
const LIST_LAG_MS = 4000;

/** Kills a process that creates many tasks at random moments, starts it again each time, and compares rows, results and ledger. */
export async function runKillTrial(options: KillTrialOptions): Promise<KillTrialResult> {
  const { rows, kills, seed, field, onProgress } = options;
  const random = seeded(seed);
  const folder = await mkdtemp(join(tmpdir(), "heffl-bulk-"));
  const server = await startFaultServer({ tls: false, reads: { faultPercent: 20, lagMs: LAG_MS, seed } });
  for (let n = 0; n < rows; n++) if (random() < 0.1) server.plan(`row-${n}`, [passing(random)]);
  const run = async (resendUnknown: boolean, killAfterMs?: number): Promise<Said[] | undefined> => {
    const given = {
      url: server.url,
      journal: join(folder, "journal"),
      rows,
      resendUnknown,
      lookupMs: 6000,
      concurrency: 16,
      listLagMs: LIST_LAG_MS,
    };
    const child = spawn(
      process.execPath,
      [CHILD, JSON.stringify({ ...given, ...(field && { field: "cf_request_id" }) })],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => {
      // The time counts from the first row on, or a slow start would be all that is ever killed.
      if (text === "" && killAfterMs !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfterMs);
      text += piece;
    });
    const [code] = (await once(child, "close")) as [number | null];
    if (code === null) return undefined;
    if (code !== 0) throw new Error(`The run ended with ${code}.`);
    return text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Said);
  };

  try {
    let killed = 0;
    while (killed < kills) {
      const said = await run(false, random() * 600);
      if (said) break; // it was done before
      killed++;
      if (killed % 10 === 0) onProgress?.(`killed ${killed} times, ${madeOf(server, rows)} tasks made`);
    }
    const first = (await run(false)) ?? [];
    onProgress?.("a whole run");
    await new Promise((resolve) => setTimeout(resolve, LAG_MS));
    const result = judge(server.ledger, rows, first);
    const last = field ? ((await run(true)) ?? []) : first;
    const after = judge(server.ledger, rows, last);
    return {
      ...result,
      kills: killed,
      toldAfterResend: after.told,
      lost: [...result.lost, ...after.lost],
      createdTwice: [...new Set([...result.createdTwice, ...after.createdTwice])],
      lies: [...result.lies, ...after.lies],
      requests: server.ledger.reads,
    };
  } finally {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A fault that leaves a row created, unknown, or to be sent again, but not refused. */
function passing(random: () => number) {
  for (;;) {
    const fault = realFault(random);
    if (!/^status4(?!29)|^stall|gzipBomb|hugeBody/.test(fault.name)) return fault;
  }
}

type Ledger = Awaited<ReturnType<typeof startFaultServer>>["ledger"];

const madeOf = ({ ledger }: { ledger: Ledger }, rows: number): number =>
  Array.from({ length: rows }, (_, n) => ledger.of(`row-${n}`).created.length).reduce((a, b) => a + b, 0);

function judge(ledger: Ledger, rows: number, said: Said[]) {
  const byRow = new Map(said.map((one) => [one.index, one]));
  const result = {
    told: {} as Record<string, number>,
    lost: [] as string[],
    createdTwice: [] as string[],
    lies: [] as string[],
    unknownThoughListed: [] as string[],
    unexplained: [] as string[],
  };
  for (let n = 0; n < rows; n++) {
    const { created, attempts } = ledger.of(`row-${n}`);
    const one = byRow.get(n);
    const story = `row-${n} (${attempts.map(({ fault }) => fault)}): told ${JSON.stringify(one)}, made ${created}`;
    if (created.length > 1) result.createdTwice.push(story);
    if (one === undefined) {
      result.lost.push(story);
      continue;
    }
    result.told[one.outcome] = (result.told[one.outcome] ?? 0) + 1;
    if (one.outcome === "created" && !created.includes(one.taskId ?? "")) result.lies.push(story);
    if ((one.outcome === "refused" || one.outcome === "pending") && created.length > 0) result.lies.push(story);
    if (one.outcome !== "unknown") continue;
    if (created.length > 0) result.unknownThoughListed.push(story);
    if (!one.message) result.unexplained.push(story);
  }
  return result;
}
