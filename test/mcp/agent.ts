import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { build } from "esbuild";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import type { Answer } from "../../src/cli/mcp/answers.ts";
import { KEY } from "../support/script.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The command in one file, since starting it from its sources takes seconds each time. */
let bundle: string;
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "heffl-mcp-"));
  afterAll(() => rm(folder, { recursive: true }));
  bundle = join(folder, "cli.mjs");
  await build({
    entryPoints: [join(ROOT, "src/cli.ts")],
    outfile: bundle,
    bundle: true,
    platform: "node",
    format: "esm",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    logLevel: "error",
  });
});

export interface Called extends Answer {
  isError: boolean;
}

/** A host with the official client, and `heffl mcp` as its child. */
export interface Agent {
  client: Client;
  call(name: string, args: Record<string, unknown>, signal?: AbortSignal): Promise<Called>;
  /** What was printed on stderr so far. */
  stderr(): string;
}

/** How `heffl mcp` is started against a server at `url`. */
export const commandFor = (url: string, args: string[], env: Record<string, string> = {}) => ({
  command: process.execPath,
  args: [bundle, "mcp", ...args],
  env: { PATH: process.env["PATH"] ?? "", HEFFL_API_KEY: KEY, HEFFL_BASE_URL: url, ...env },
});

export async function startAgent(url: string, args: string[] = [], env: Record<string, string> = {}): Promise<Agent> {
  const transport = new StdioClientTransport({ ...commandFor(url, args, env), cwd: ROOT, stderr: "pipe" });
  let stderr = "";
  transport.stderr?.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const client = new Client({ name: "test", version: "1.0.0" });
  onTestFinished(() => client.close());
  await client.connect(transport);
  await client.listTools(); // from now on the client holds each result against its tool's outputSchema
  return {
    client,
    stderr: () => stderr,
    async call(name, args, signal) {
      const result = await client.callTool({ name, arguments: args }, undefined, signal && { signal });
      const [content] = result.content as { type: string; text: string }[];
      const answer = result.structuredContent as unknown as Answer;
      if (content?.type !== "text" || content.text !== JSON.stringify(answer))
        throw new Error(`The text differs from the structured content: ${JSON.stringify(result)}`);
      return { ...answer, isError: result.isError === true };
    },
  };
}

/** `heffl mcp` as a child whose lines a test writes itself. */
export interface Wire {
  child: ChildProcessWithoutNullStreams;
  write(line: string | object): void;
  /** The message with this ID. */
  answer(id: number): Promise<Message>;
  /** Resolves when this has been printed on stderr. */
  told(pattern: RegExp): Promise<void>;
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; lines: string[]; stderr: string }>;
}

export interface Message {
  id?: number;
  result?: { isError?: boolean; structuredContent?: Answer; [name: string]: unknown };
  error?: { code: number; message: string };
}

export async function startWire(url: string, args: string[] = [], env: Record<string, string> = {}): Promise<Wire> {
  const { command, args: all, env: environment } = commandFor(url, args, env);
  const child = spawn(command, all, { cwd: ROOT, env: environment });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const look = () => {
    for (const one of waiting) one();
  };
  let stderr = "";
  createInterface(child.stdout).on("line", (line) => {
    lines.push(line);
    look();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    look();
  });
  child.stdin.on("error", () => {}); // one that has ended takes no more
  const ended = new Promise<Awaited<Wire["ended"]>>((resolve) => {
    child.once("close", (code, signal) => resolve({ code, signal, lines, stderr }));
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const one = () => {
        const found = find();
        if (found === undefined) return;
        waiting.delete(one);
        resolve(found);
      };
      waiting.add(one);
      void ended.then(({ code }) => {
        one();
        reject(new Error(`heffl mcp ended with ${code}: ${stderr}`));
      });
      one();
    });
  const wire: Wire = {
    child,
    ended,
    write: (line) => void child.stdin.write(`${typeof line === "string" ? line : JSON.stringify(line)}\n`),
    answer: (id) => until(() => lines.map((line) => JSON.parse(line) as Message).find((message) => message.id === id)),
    told: (pattern) => until(() => (pattern.test(stderr) ? true : undefined)).then(() => {}),
  };
  const params = { protocolVersion: "2025-11-25", capabilities: {}, clientInfo: { name: "test", version: "1.0.0" } };
  wire.write({ jsonrpc: "2.0", id: 0, method: "initialize", params });
  await wire.answer(0);
  wire.write({ jsonrpc: "2.0", method: "notifications/initialized" });
  return wire;
}

export const callOf = (id: number, name: string, args: unknown) => ({
  jsonrpc: "2.0",
  id,
  method: "tools/call",
  params: { name, arguments: args },
});
