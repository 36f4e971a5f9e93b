import { createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** Answers the n-th request (from 1) that came whole over a socket. */
export type RawAnswer = (socket: Socket, count: number, server: RawServer) => void;

/** A server that sees bytes: what a client puts on the wire, and how often. */
export interface RawServer {
  url: string;
  port: number;
  /** Every request that came whole: its head, and its body as text. */
  requests: { head: string; body: string }[];
  /** How many connections were accepted. */
  connections: number;
  /** Accepts no connection until `listen` is called. */
  stop(): void;
  /** Accepts connections at the same port again. */
  listen(): Promise<void>;
}

/** Starts a server on a free port. It is gone when the test has finished. */
export async function startRawServer(answer: RawAnswer): Promise<RawServer> {
  const sockets = new Set<Socket>();
  let listener: Server;
  const raw: RawServer = {
    url: "",
    port: 0,
    requests: [],
    connections: 0,
    stop: () => void listener.close(),
    async listen() {
      listener = createServer((socket) => {
        raw.connections++;
        sockets.add(socket.on("error", () => {}).on("close", () => sockets.delete(socket)));
        let bytes = Buffer.alloc(0);
        socket.on("data", (chunk) => {
          bytes = Buffer.concat([bytes, chunk]);
          const end = bytes.indexOf("\r\n\r\n");
          if (end < 0) return;
          const head = bytes.subarray(0, end).toString("latin1");
          const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? 0);
          const rest = bytes.subarray(end + 4);
          const chunked = /^transfer-encoding: chunked/im.test(head);
          if (chunked ? !rest.includes("0\r\n\r\n") : rest.length < length) return;
          raw.requests.push({ head, body: rest.toString("utf8") });
          bytes = Buffer.alloc(0);
          answer(socket, raw.requests.length, raw);
        });
      });
      await new Promise<void>((resolve) => listener.listen(raw.port, "127.0.0.1", resolve));
      raw.port = (listener.address() as { port: number }).port;
      raw.url = `http://127.0.0.1:${raw.port}`;
    },
  };
  await raw.listen();
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    raw.stop();
  });
  return raw;
}

/** A connection that is accepted and never gets a byte: a TLS handshake that doesn't end. */
export async function startSilent() {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    silent.connections++;
    sockets.add(socket.on("error", () => {}).on("close", () => sockets.delete(socket)));
    socket.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const silent = {
    url: `https://127.0.0.1:${port}`,
    connections: 0,
    /** How many are open. */
    get open() {
      return sockets.size;
    },
  };
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return silent;
}

/** An HTTP/1.1 answer with its length. */
export function http(status: string, body = "", headers = ""): string {
  return `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;
}
