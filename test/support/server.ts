import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

export interface Received {
  method: string | undefined;
  /** As it came, its query included. */
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

/** An answer: status, headers and body. A function gets the response itself, to misbehave. */
export type Reply =
  | { status?: number; headers?: Record<string, string>; body?: unknown }
  | ((response: ServerResponse) => void);

export interface TestServer {
  url: string;
  received: Received[];
}

export const TASK = {
  id: "tsk_1",
  number: "1",
  title: "t",
  status: "OPEN",
  type: "todo",
  showTime: false,
  assigneeIds: [],
  tagIds: [],
};

/** Answers the n-th request with the n-th reply, and every later one with a task. Gone when the test has finished. */
export const startServer = (...replies: Reply[]): Promise<TestServer> =>
  startServerWith((_, index) => replies[index] ?? { body: TASK });

/** Answers each request as `replyTo` says, which gets the request and how many came before it. */
export async function startServerWith(replyTo: (request: Received, index: number) => Reply): Promise<TestServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const one = { method: request.method, path: request.url, headers: request.headers, body };
    const reply = replyTo(one, received.push(one) - 1);
    if (typeof reply === "function") return reply(response);
    const json = typeof reply.body === "object";
    response.writeHead(reply.status ?? 200, { ...(json && { "content-type": "application/json" }), ...reply.headers });
    response.end(json ? JSON.stringify(reply.body) : reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

/** An address at which nothing listens. */
export async function refusingUrl(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

export const heffl = (code: string, message = "Said by Heffl.") => ({ error: { code, message } });

/** The error that a call rejects with; fails the test when it doesn't reject. */
export async function rejection<T extends Error>(call: Promise<unknown>): Promise<T> {
  try {
    await call;
  } catch (error) {
    return error as T;
  }
  throw new Error("The call was expected to reject.");
}
