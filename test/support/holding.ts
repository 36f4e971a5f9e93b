import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { TASK } from "./server.ts";

export interface Held {
  answer(): void;
}

export interface HoldingServer {
  url: string;
  /** How many connections were made, and how many requests came whole, so far. */
  connections: number;
  requests: number;
  /** The next request that came whole, which waits for its answer. */
  next(): Promise<Held>;
  close(): Promise<void>;
}

/** Answers each request with a task when the test says so. Gone when the test has finished. */
export async function startHolding(): Promise<HoldingServer> {
  const came: Held[] = [];
  let wake = () => {};
  const server = createServer(async (request, response) => {
    for await (const _ of request);
    holding.requests++;
    came.push({ answer: () => response.end(JSON.stringify(TASK)) });
    wake();
  }).on("connection", () => holding.connections++);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const holding: HoldingServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: 0,
    requests: 0,
    async next() {
      for (;;) {
        const held = came.shift();
        if (held) return held;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    close,
  };
  onTestFinished(close);
  return holding;
}
