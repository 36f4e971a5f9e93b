import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { TASK } from "../peers/task.ts";

/** What the parent process is told once the server listens. */
export interface Listening {
  url: string;
}

// Runs in a process of its own, and does as little as a server that reads the body can do.
const answer = Buffer.from(JSON.stringify(TASK));
const head = { "content-type": "application/json", "content-length": answer.length };
let last: Buffer[] = [];

const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.end(Buffer.concat(last)); // lets the parent process check what a peer has sent
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
// Never closes a connection, so that no client's reused connection fails.
Object.assign(server, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0 });

server.listen(0, "127.0.0.1", 4096, () => {
  const listening: Listening = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  process.send?.(listening);
});
process.on("disconnect", () => process.exit());
