import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { TASK } from "./task.ts";

/** What the parent is told once it listens. */
export interface Listening {
  url: string;
}

// The server's process. It does as little as a server can that reads the body.
const answer = Buffer.from(JSON.stringify(TASK));
const head = { "content-type": "application/json", "content-length": answer.length };
let last: Buffer[] = [];

const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.end(Buffer.concat(last)); // so that the parent can see that a peer sends what it should
    return;
  }
  const body: Buffer[] = [];
  request.on("data", (chunk: Buffer) => body.push(chunk));
  request.on("end", () => {
    last = body;
    response.writeHead(200, head);
    response.end(answer);
  });
});
// Whoever keeps a connection is never surprised by its end.
Object.assign(server, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });

server.listen(0, "127.0.0.1", 4096, () => {
  const listening: Listening = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  process.send?.(listening);
});
process.on("disconnect", () => process.exit());
