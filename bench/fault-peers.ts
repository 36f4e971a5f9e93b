import { LogLevel, Client as Notion } from "@notionhq/client";
import axios from "axios";
import ky from "ky";
import OpenAI from "openai";
import createClient from "openapi-fetch";
import type { paths } from "../src/index.ts";

const KEY = "test-key-of-nobody";
const TIMEOUT_MS = 300;

/** A client as its users set it up: its defaults, the key in a header, and the deadline in the client's own option. */
export interface Peer {
  name: string;
  note: string;
  /** Creates one task and resolves with the answer's body. */
  create: (baseUrl: string) => (title: string, headers: Record<string, string>) => Promise<unknown>;
}

const key = { "x-api-key": KEY };

export const PEERS: Peer[] = [
  {
    name: "openapi-fetch",
    note: "`AbortSignal.timeout`",
    create(baseUrl) {
      const client = createClient<paths>({ baseUrl, headers: key });
      return async (title, headers) => {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        return (await client.POST("/tasks", { body: { title }, headers, signal })).data;
      };
    },
  },
  {
    name: "ky",
    note: "retries turned on for POST",
    create(baseUrl) {
      const client = ky.create({ prefixUrl: baseUrl, headers: key, timeout: TIMEOUT_MS, retry: { methods: ["post"] } });
      return (title, headers) => client.post("tasks", { json: { title }, headers }).json();
    },
  },
  {
    name: "axios",
    note: "defaults",
    create(baseUrl) {
      const client = axios.create({ baseURL: baseUrl, headers: key, timeout: TIMEOUT_MS });
      return async (title, headers) => (await client.post("/tasks", { title }, { headers })).data;
    },
  },
  {
    name: "openai (a vendor's SDK)",
    note: "defaults, its generic `post`",
    create(baseUrl) {
      const client = new OpenAI({
        apiKey: KEY,
        baseURL: baseUrl,
        timeout: TIMEOUT_MS,
        defaultHeaders: key,
        logLevel: "off",
      });
      return (title, headers) => client.post("/tasks", { body: { title }, headers });
    },
  },
  {
    name: "@notionhq/client (a vendor's SDK)",
    note: "defaults, its generic `request`",
    create(baseUrl) {
      const client = new Notion({
        auth: KEY,
        baseUrl: baseUrl.replace(/\/v1$/, ""),
        timeoutMs: TIMEOUT_MS,
        logLevel: LogLevel.ERROR,
      });
      return (title, headers) =>
        client.request({ path: "tasks", method: "post", body: { title }, headers: { ...key, ...headers } });
    },
  },
];
