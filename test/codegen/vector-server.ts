import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Recorded } from "../support/recorder.ts";
import { READ_VECTORS, VECTORS } from "./vectors.ts";

/** What came for a vector, and how it was answered. */
export interface Exchange extends Recorded {
  status: number;
  answer: unknown;
}

const ALL = [...VECTORS, ...READ_VECTORS];

export interface VectorServer {
  /** The base URL for a client that drives this vector. Its path names the vector, since any client can be given a URL. */
  baseUrl(name: string): string;
  exchanges(name: string): Exchange[];
  close(): Promise<void>;
}

/**
 * Stands between a client and the mock: keeps what came as it was on the wire, lets the mock judge it, and gives the
 * vector's own answer to what the mock accepts.
 */
export async function startVectorServer(mockUrl: string): Promise<VectorServer> {
  const exchanges = new Map<string, Exchange[]>();
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request.setEncoding("utf8")) body += chunk;
    const { method = "", url = "", headers } = request;
    const [, name = "", path = ""] = url.match(/^\/v\/([^/]+)(\/.*)$/) ?? [];

    const { answer, ...mocked } = await judge(mockUrl + path, method, headers, body);
    const own = mocked.status === 200 ? ALL.find((vector) => vector.name === name)?.answer : undefined;
    const status = own?.status ?? mocked.status;
    const said = own?.body ?? answer;
    const list = exchanges.get(name) ?? [];
    exchanges.set(name, [...list, { method, path, headers, body, status, answer: said }]);
    response.writeHead(status, { ...mocked.headers, ...own?.headers, "content-type": "application/json" });
    response.end(JSON.stringify(said));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl: (name) => `${origin}/v/${name}`,
    exchanges: (name) => exchanges.get(name) ?? [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function judge(url: string, method: string, headers: Recorded["headers"], body: string) {
  const kept = ["content-type", "x-api-key"].flatMap((name) => {
    const value = headers[name];
    return typeof value === "string" ? [[name, value] as [string, string]] : [];
  });
  const response = await fetch(url, { method, headers: kept, ...(body !== "" && { body }) });
  const reset = response.headers.get("ratelimit-reset");
  return {
    status: response.status,
    headers: reset === null ? {} : { "ratelimit-reset": reset },
    answer: (await response.json()) as unknown,
  };
}
