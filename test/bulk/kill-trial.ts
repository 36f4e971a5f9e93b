import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { seeded, startFaultServer } from "../faults/server.ts";
import {
  countCreated,
  type Judgment,
  judge,
  type KillOptions,
  planFaults,
  runOrKill,
  type Said,
} from "../support/kills.ts";

export interface KillTrialOptions {
  rows: number;
  kills: number;
  seed: number;
  /** Whether the tasks carry a key. */
  field: boolean;
  onProgress?: ((text: string) => void) | undefined;
}

/** What the first whole run said of the rows; and in `toldAfterResend` the one after it, which sends unknown rows again. */
export interface KillTrialResult extends Judgment {
  kills: number;
  toldAfterResend: Record<string, number>;
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
  planFaults(server, rows, random);
  const run = async (resendUnknown: boolean, kill?: KillOptions["kill"]): Promise<Said[] | undefined> => {
    const given = {
      url: server.url,
      journal: join(folder, "journal"),
      rows,
      resendUnknown,
      lookupMs: 6000,
      concurrency: 16,
      listLagMs: LIST_LAG_MS,
      ...(field && { field: "cf_request_id" }),
    };
    const text = await runOrKill([CHILD, JSON.stringify(given)], { kill });
    return text
      ?.trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Said);
  };

  try {
    let killed = 0;
    while (killed < kills) {
      const said = await run(false, { lines: 1, ms: random() * 600 });
      if (said) break; // it was done before
      killed++;
      if (killed % 10 === 0) onProgress?.(`killed ${killed} times, ${countCreated(server.ledger, rows)} tasks made`);
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
