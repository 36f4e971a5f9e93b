import { Agent, request as httpRequest } from "node:http";
import { CONNECTIONS, DEADLINE_MS, HEADERS, type Peer } from "./peer.ts";
import { NEW_TASK } from "./task.ts";

/** What a program without a client library would write, over `fetch`. */
export const BARE_FETCH: Peer[] = [
  {
    name: "fetch",
    setup: "no deadline",
    kind: "bare",
    over: "fetch",
    async start(url) {
      return async () => {
        const body = JSON.stringify(NEW_TASK);
        return (await fetch(`${url}/tasks`, { method: "POST", headers: HEADERS, body })).json();
      };
    },
  },
  {
    name: "fetch with a deadline",
    setup: "`AbortSignal.timeout`",
    kind: "bare",
    over: "fetch",
    async start(url) {
      return async () => {
        const body = JSON.stringify(NEW_TASK);
        const signal = AbortSignal.timeout(DEADLINE_MS);
        return (await fetch(`${url}/tasks`, { method: "POST", headers: HEADERS, body, signal })).json();
      };
    },
  },
];

/** The same without `fetch`. */
export const BARE_REQUEST: Peer[] = [
  {
    name: "undici.request",
    package: "undici",
    setup: `a \`Pool\` of ${CONNECTIONS} connections, no deadline`,
    kind: "bare",
    over: "undici",
    async start(url) {
      const { Pool, request } = await import("undici");
      const dispatcher = new Pool(url, { connections: CONNECTIONS });
      return async () => {
        const body = JSON.stringify(NEW_TASK);
        return (await request(`${url}/tasks`, { method: "POST", headers: HEADERS, body, dispatcher })).body.json();
      };
    },
  },
  {
    name: "node:http",
    setup: "an agent with keep-alive, no deadline",
    kind: "bare",
    over: "node:http",
    async start(url) {
      const agent = new Agent({ keepAlive: true });
      return () =>
        new Promise((resolve, reject) => {
          const body = JSON.stringify(NEW_TASK);
          const headers = { ...HEADERS, "content-length": Buffer.byteLength(body) };
          const request = httpRequest(`${url}/tasks`, { method: "POST", agent, headers }, (response) => {
            let text = "";
            response.setEncoding("utf8").on("data", (chunk) => {
              text += chunk;
            });
            response.on("end", () => resolve(JSON.parse(text))).on("error", reject);
          });
          request.on("error", reject).end(body);
        });
    },
  },
];
