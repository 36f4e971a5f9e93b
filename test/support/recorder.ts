import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it was on the wire. */
export interface Recorded {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Recorder {
  url: string;
  /** Every request so far, oldest first. */
  requests: Recorded[];
  close(): Promise<void>;
}

/**
 * Stands between a client and the mock and keeps what passes. The mock answers with examples whatever it was sent, so
 * this alone can tell "sent" from "dropped".
 */
export async function startRecorder(target: string): Promise<Recorder> {
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString("utf8");
    const { method = "", url: path = "", headers } = request;
    requests.push({ method, path, headers, body });
    const forwarded = new Headers(
      Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)) as [string, string][],
    );
    try {
      const answer = await fetch(target + path, { method, headers: forwarded, ...(body !== "" && { body }) });
      const answerHeaders = [...answer.headers].filter(([name]) => !HOP_BY_HOP.has(name));
      response.writeHead(answer.status, Object.fromEntries(answerHeaders)).end(await answer.text());
    } catch (error) {
      response.writeHead(502).end(String(error));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** They belong to one connection, or are worked out anew for the next one. */
const HOP_BY_HOP = new Set([
  "connection",
  "content-length",
  "content-encoding",
  "host",
  "http2-settings",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
]);
