import { DEADLINE_MS, HEADERS, KEY, type Peer } from "./peer.ts";
import { NEW_TASK } from "./task.ts";

// SDKs of other APIs, through their method for requests that they have no method of their own for. The server ignores the path.
export const SDKS: Peer[] = [
  {
    name: "@notionhq/client",
    package: "@notionhq/client",
    setup: "its generic `request`",
    kind: "SDK",
    over: "fetch",
    async start(url) {
      const { Client } = await import("@notionhq/client");
      const client = new Client({ auth: KEY, baseUrl: url, timeoutMs: DEADLINE_MS });
      return () => client.request({ path: "tasks", method: "post", body: NEW_TASK, headers: HEADERS });
    },
  },
  {
    name: "openai",
    package: "openai",
    setup: "its generic `post`",
    kind: "SDK",
    over: "fetch",
    async start(url) {
      const { default: OpenAI } = await import("openai");
      const client = new OpenAI({ apiKey: KEY, baseURL: url, timeout: DEADLINE_MS, defaultHeaders: HEADERS });
      return () => client.post("/tasks", { body: NEW_TASK });
    },
  },
  {
    name: "stripe",
    package: "stripe",
    setup: "its generic `rawRequest`, to a path of its v2, which is JSON",
    kind: "SDK",
    over: "node:http",
    async start(url) {
      const { default: Stripe } = await import("stripe");
      const { hostname, port } = new URL(url);
      const client = new Stripe(KEY, {
        host: hostname,
        port,
        protocol: "http",
        timeout: DEADLINE_MS,
        telemetry: false,
      });
      return () => client.rawRequest("POST", "/v2/tasks", NEW_TASK, { additionalHeaders: HEADERS });
    },
  },
];
