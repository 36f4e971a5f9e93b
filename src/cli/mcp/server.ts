import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import { VERSION } from "../../index.ts";
import { type ToolResult, withoutKey } from "./answers.ts";
import type { Tool } from "./tools.ts";

const INSTRUCTIONS =
  'Creates and reads tasks in Heffl. Never send a create again whose outcome is "unknown": call create_task with the same arguments, which looks for the task instead.';

/**
 * The server of the protocol: lists the tools and calls them. It doesn't depend on Heffl. `stop` ends every call, and `answered`
 * resolves when all calls have been answered.
 */
export function createServer(tools: Tool[], stop: AbortSignal): { server: Server; answered(): Promise<void> } {
  const running = new Set<Promise<unknown>>();
  const server = new Server(
    { name: "heffl", title: "Heffl", version: VERSION },
    { capabilities: { tools: {} }, instructions: INSTRUCTIONS },
  );
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ run: _, ...listed }) => listed),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const tool = tools.find(({ name }) => name === params.name);
    // A result and not an error of the protocol, so that the agent sees it.
    if (!tool)
      return toResult({ next: `There is no tool ${JSON.stringify(params.name)}. There are ${namesOf(tools)}.` }, true);
    const call = tool.run(params.arguments ?? {}, AbortSignal.any([signal, stop]));
    running.add(call);
    try {
      const { answer, isError = false } = await call;
      return toResult(answer, isError);
    } finally {
      running.delete(call);
    }
  });
  return {
    server,
    async answered() {
      while (running.size > 0) await Promise.allSettled(running);
      await new Promise((resolve) => setImmediate(resolve)); // the answer is written some microtasks after its call has ended
    },
  };
}

function toResult(answer: ToolResult["answer"], isError: boolean) {
  const structuredContent = withoutKey({ ...answer }, process.env["HEFFL_API_KEY"]) as Record<string, unknown>;
  return {
    structuredContent,
    content: [{ type: "text" as const, text: JSON.stringify(structuredContent) }],
    isError,
  };
}

const namesOf = (tools: Tool[]): string => tools.map(({ name }) => name).join(", ");
