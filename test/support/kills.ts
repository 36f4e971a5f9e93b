import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type Fault, type FaultServer, type Ledger, realFault } from "../faults/server.ts";

export interface KillOptions {
  /** When it is killed: so many ms after it has printed so many lines. By time alone a slow start would be all that is ever killed. */
  kill?: { lines: number; ms: number } | undefined;
  env?: Record<string, string> | undefined;
  /** The exit codes of a run that has come to its end. */
  ends?: readonly number[];
}

/** Runs Node with `args` to its end, and gives what it printed; undefined when it was killed before. */
export async function runOrKill(
  args: readonly string[],
  { kill, env, ends = [0] }: KillOptions,
): Promise<string | undefined> {
  const stdio: ["ignore", "pipe", "pipe"] = ["ignore", "pipe", "pipe"];
  const child: ChildProcess = spawn(process.execPath, args, { stdio, ...(env && { env }) });
  let [text, told] = ["", ""];
  let lines = 0;
  let timer: NodeJS.Timeout | undefined;
  const look = () => {
    if (kill && lines >= kill.lines) timer ??= setTimeout(() => child.kill("SIGKILL"), kill.ms);
  };
  look();
  child.stderr?.setEncoding("utf8").on("data", (piece: string) => (told += piece));
  child.stdout?.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
    lines += piece.split("\n").length - 1;
    look();
  });
  const [code] = (await once(child, "close")) as [number | null];
  clearTimeout(timer);
  if (code === null) return undefined;
  if (!ends.includes(code)) throw new Error(`The run ended with ${code}: ${told}`);
  return text;
}

export const rowTitle = (n: number): string => `row-${n}`;

/** Plans a fault for about one create in ten. */
export function planFaults(server: FaultServer, rows: number, random: () => number): void {
  for (let n = 0; n < rows; n++) if (random() < 0.1) server.plan(rowTitle(n), [passing(random)]);
}

/** A fault that leaves a row created, unknown, or to be sent again, but not refused. */
function passing(random: () => number): Fault {
  for (;;) {
    const fault = realFault(random);
    if (!/^status4(?!29)|^stall|gzipBomb|hugeBody/.test(fault.name)) return fault;
  }
}

export const countCreated = (ledger: Ledger, rows: number): number =>
  Array.from({ length: rows }, (_, n) => ledger.of(rowTitle(n)).created.length).reduce((a, b) => a + b, 0);

/** What a run said of a row. */
export interface Said {
  index: number;
  outcome: string;
  taskId?: string | undefined;
  duplicates?: string[] | undefined;
  message?: string | undefined;
}

export interface Judgment {
  /** How many rows were told to be what. */
  told: Record<string, number>;
  /** Rows without a result. */
  lost: string[];
  createdTwice: string[];
  lies: string[];
  /** Rows that are unknown, though the list shows their task. */
  unknownThoughListed: string[];
  /** Rows that are unknown without a word of explanation. */
  unexplained: string[];
}

/** Compares what was said of each row with what was created. */
export function judge(ledger: Ledger, rows: number, said: readonly Said[]): Judgment {
  const byRow = new Map(said.map((one) => [one.index, one]));
  const result: Judgment = {
    told: {},
    lost: [],
    createdTwice: [],
    lies: [],
    unknownThoughListed: [],
    unexplained: [],
  };
  for (let n = 0; n < rows; n++) {
    const { created, attempts } = ledger.of(rowTitle(n));
    const one = byRow.get(n);
    const faults = attempts.map(({ fault }) => fault);
    const story = `${rowTitle(n)} (${faults}): told ${JSON.stringify(one)}, made ${created}`;
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
