import { once } from "node:events";
import { cp } from "node:fs/promises";
import { createInterface } from "node:readline";
import { type FaultServer, startFaultServer } from "../faults/server.ts";
import { type Consumer, Failure, here, installedVersion } from "./consumer.ts";
import { end, execute, start } from "./execute.ts";

/** Each makes two equal tasks and shows their IDs. The path is also the tasks' title. */
const PAGES = ["page", "handler", "edge", "module-level"];

/** An application that is built and served as it would be in production. */
export const next: Consumer[] = ["next-14" as const, "next-16" as const].map((name) => ({
  name,
  table: "projects",
  row: "Next",
  column:
    "built and served: a page, a handler and an edge handler of which Next keeps what they fetch, and a client at module level without a key; two equal creates make two tasks",
  project: name,
  scheduled: true,
  missing: undefined,
  async run({ folder }) {
    await cp(here("next"), folder, { recursive: true });
    const server = await startFaultServer({ tls: false });
    const next = [process.execPath, "node_modules/next/dist/bin/next"];
    const env = { HEFFL_BASE_URL: server.url, HEFFL_API_KEY: "", NEXT_TELEMETRY_DISABLED: "1" };
    try {
      await execute([...next, "build"], { cwd: folder, env, timeoutMs: 600_000 });
      await visit([...next, "start", "--port", "0"], folder, { ...env, HEFFL_API_KEY: "key-of-start" }, server);
    } finally {
      await server.close();
    }
    return installedVersion(folder, "next");
  },
}));

async function visit(command: string[], cwd: string, env: Record<string, string>, server: FaultServer): Promise<void> {
  const child = start(command, { cwd, env });
  const closed = once(child, "close");
  try {
    const url = await address(child.stdout);
    for (const page of PAGES) {
      const before = server.ledger.of(page).created;
      const response = await fetch(`${url}/${page}`, { signal: AbortSignal.timeout(60_000) });
      const text = await response.text();
      const made = server.ledger.of(page).created.slice(before.length);
      if (made.length !== 2 || !text.includes(made.join())) {
        const said = text.length < 500 ? `: ${text}` : "";
        throw new Failure(
          `/${page} made ${made.length} tasks, ${made.join()}; it answered with ${response.status}${said}`,
        );
      }
    }
  } finally {
    end(child);
    await closed;
  }
}

/** Next takes a free port, and says which. */
async function address(output: NodeJS.ReadableStream | null): Promise<string> {
  if (output !== null)
    for await (const line of createInterface(output)) {
      const found = /http:\/\/localhost:\d+/.exec(line);
      if (found) return found[0];
    }
  throw new Failure("Next didn't start.");
}
