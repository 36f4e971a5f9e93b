import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { startTaskServer } from "../support/task-server.ts";
import { startAgent } from "./agent.ts";

interface Configuration {
  mcpServers?: Record<string, Host>;
  servers?: Record<string, Host>;
}
interface Host {
  command: string;
  args: string[];
  env: Record<string, string>;
}

const guide = readFileSync("docs/agents.md", "utf8");
const blocks = [...guide.matchAll(/^\*\*(.+?)\*\*: `(.+?)`[\s\S]*?^```json\n([\s\S]*?)^```/gm)].map(
  ([, host, file, text]) => [host, file, JSON.parse(text ?? "") as Configuration] as const,
);

test("the guide has the configuration of three hosts", () => {
  expect(blocks.map(([, file]) => file)).toEqual([".mcp.json", ".vscode/mcp.json", ".cursor/mcp.json"]);
});

test.each(blocks)(
  "what the guide has %s start is a server, and the key isn't in %s",
  async (_, file, configuration) => {
    const hosts = (file === ".vscode/mcp.json" ? configuration.servers : configuration.mcpServers) ?? {};
    const { command, args, env } = hosts["heffl"] as Host;
    expect(command).toBe("npx");
    expect(args.slice(0, 4)).toEqual(["--no", "--", "heffl", "mcp"]);
    expect(env["HEFFL_API_KEY"]).toMatch(/^\$\{(env:|input:)?[\w-]+\}$/);
    const { url } = await startTaskServer();
    const { tools } = await (await startAgent(url, args.slice(4))).client.listTools();
    expect(tools.length).toBe(args.includes("--read-only") ? 3 : 4);
  },
);
