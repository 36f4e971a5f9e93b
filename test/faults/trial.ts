import type { Outcome } from "../../src/index.ts";
import { type FaultName, type FaultServer, randomFault, seeded } from "./server.ts";

/** How one create ended, as its caller was told. */
export type Told =
  | { kind: "task"; id: string }
  /** Nothing at all, long after every deadline. */
  | { kind: "hung" }
  | {
      kind: "error";
      outcome: Outcome | undefined;
      taskId?: string | undefined;
      /** Whether the last answer had come whole; without one there is nothing that could prove. */
      answered?: boolean;
    };

/** Creates a task with `title` at the server, carrying `headers`. Never rejects: an error is an answer here. */
export type Create = (title: string, headers: Record<string, string>) => Promise<Told>;

export interface TrialResult {
  creates: number;
  /** How many callers got a task, and how many each kind of error. */
  told: Record<"task" | Outcome | "nothing said" | "hung", number>;
  /** Creates that made more than one task. */
  createdTwice: string[];
  /** Callers who were told something that isn't so. */
  lies: string[];
  /** Creates that ended `unknown` though every answer they got was proof. */
  provable: string[];
  /** Requests that carried the key to another origin. */
  leaks: number;
}

export interface TrialOptions {
  creates: number;
  concurrency: number;
  seed: number;
  onProgress?: ((done: number) => void) | undefined;
}

/** How many faults each create meets before the server behaves: one more than there are attempts by default. */
const FAULTS_EACH = 4;

/** Runs creates over a server that misbehaves at random, and compares its ledger with what the callers were told. */
export async function runTrial(server: FaultServer, create: Create, options: TrialOptions): Promise<TrialResult> {
  const random = seeded(options.seed);
  const told = new Map<string, Told>();
  const pending = Array.from({ length: options.creates }, (_, index) => `create-${index}`);
  for (const key of pending)
    server.plan(
      key,
      Array.from({ length: FAULTS_EACH }, () => randomFault(random)),
    );

  const next = pending[Symbol.iterator]();
  const worker = async () => {
    for (const key of next) {
      told.set(key, await create(key, { "x-fault-key": key }));
      options.onProgress?.(told.size);
    }
  };
  await Promise.all(Array.from({ length: options.concurrency }, worker));
  return judge(server, told);
}

/** Compares what callers were told with what the server really did. */
export function judge(server: FaultServer, told: Map<string, Told>): TrialResult {
  const result: TrialResult = {
    creates: told.size,
    told: { task: 0, not_created: 0, unknown: 0, created: 0, "nothing said": 0, hung: 0 },
    createdTwice: [],
    lies: [],
    provable: [],
    leaks: server.ledger.leaks.length,
  };
  for (const [key, said] of told) {
    const { created, attempts } = server.ledger.of(key);
    const story = `${key} (${attempts.map(({ fault }) => fault).join(", ")}): told ${JSON.stringify(said)}, made ${JSON.stringify(created)}`;
    if (created.length > 1) result.createdTwice.push(story);
    if (said.kind === "task") {
      result.told.task++;
      if (!created.includes(said.id)) result.lies.push(story);
      continue;
    }
    if (said.kind === "hung") {
      result.told.hung++;
      continue;
    }
    result.told[said.outcome ?? "nothing said"]++;
    const made = created.length > 0;
    if ((said.outcome === "not_created" && made) || (said.outcome === "created" && !made)) result.lies.push(story);
    if (said.taskId !== undefined && !created.includes(said.taskId)) result.lies.push(story);
    if (said.outcome === "unknown" && said.answered && attempts.every(({ fault }) => PROOFS.has(fault as FaultName)))
      result.provable.push(story);
  }
  return result;
}

/** Answers that leave no doubt to a client that gets them within its deadline. */
const PROOFS = new Set<FaultName>([
  "status400",
  "status400EchoKey",
  "status401",
  "status403",
  "status404",
  "status409",
  "status429Reset0",
  "status429ResetUnix",
  "status429RetryAfter0",
  "status429Date0",
  "status429Draft0",
  "status429NoHint",
  "status429Html",
]);
