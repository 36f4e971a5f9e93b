import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const EXAMPLE = fileURLToPath(new URL("../../examples/bullmq/", import.meta.url));

export type Environment = Record<string, string>;

/** The state of a task's mark, as examples/bullmq/marks.js writes it. */
export type Mark =
  | { state: "sending"; turn: string; since: number }
  | { state: "created"; taskIds: string[] }
  | { state: "refused"; why: string }
  | { state: "dropped" };

export interface Job {
  id: string;
  data: { key: string; task: object };
  returnvalue: { taskIds: string[] } | null;
  failedReason?: string;
}

/** What is used of examples/bullmq/queue.js. It has JSDoc's types, and is checked when its packages are installed. */
export interface OpenQueue {
  redis: {
    quit(): Promise<unknown>;
    call(command: string, ...args: (string | number)[]): Promise<unknown>;
    info(section: string): Promise<string>;
    config(command: "RESETSTAT"): Promise<unknown>;
    hget(key: string, field: string): Promise<string | null>;
  };
  queue: {
    add(name: string, data: Job["data"], options: { jobId: string }): Promise<unknown>;
    getJob(id: string): Promise<(Job & { getState(): Promise<string>; remove(): Promise<unknown> }) | undefined>;
    getJobCounts(...states: string[]): Promise<Record<string, number>>;
    getCompleted(): Promise<Job[]>;
    getFailed(): Promise<Job[]>;
    rateLimit(ms: number): Promise<void>;
    close(): Promise<void>;
  };
  marks: {
    begin(id: string, mark: Mark): Promise<Mark | undefined>;
    replace(id: string, mark: Mark | undefined, next?: Mark): Promise<boolean>;
    read(ids: string[]): Promise<(Mark | undefined)[]>;
  };
  pace: { take(): Promise<{ turn: string; waitMs: number }>; end(turn: string): Promise<void> };
}

/** Opens the example's queue in this process, which can do so for one environment only. */
export async function openQueue(environment: Environment): Promise<OpenQueue & { idOf(key: string): string }> {
  Object.assign(process.env, environment);
  const module = (await import(`${EXAMPLE}queue.js`)) as {
    openQueue(): Promise<OpenQueue>;
    idOf(key: string): string;
  };
  return { ...(await module.openQueue()), idOf: module.idOf };
}

/** A process of the example, or of this folder. What it prints is kept. */
export class Process {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output = "";

  constructor(file: string, environment: Environment, args: string[] = []) {
    const { PATH = "" } = process.env;
    this.child = spawn(process.execPath, [file, ...args], { cwd: EXAMPLE, env: { PATH, ...environment } });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.setEncoding("utf8").on("data", (text: string) => {
        this.output += text;
      });
    this.ended = once(this.child, "close").then(([code]) => code as number | null);
  }

  async kill(): Promise<void> {
    this.child.kill("SIGKILL");
    await this.ended;
  }
}

/** Runs a script of the example to its end. Gives what it printed. */
export async function run(script: string, environment: Environment, args: string[] = [], input = ""): Promise<string> {
  const one = new Process(`${EXAMPLE}${script}`, environment, args);
  one.child.stdin?.end(input);
  const code = await one.ended;
  if (code !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${code}:\n${one.output}`);
  return one.output;
}
