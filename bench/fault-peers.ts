import { LogLevel, Client as Notion } from "@notionhq/client";
import axios from "axios";
import ky from "ky";
import OpenAI from "openai";
import createClient from "openapi-fetch";
import type { paths } from "../src/index.ts";
import { hefflCreate } from "../test/faults/heffl.ts";
import type { Create, Told } from "../test/faults/trial.ts";

const KEY = "test-key-of-nobody";
const TIMEOUT_MS = 300;
/** Longer than three attempts of 300 ms and the longest backoff of any client. */
const HUNG_AFTER_MS = 15_000;

/** A client as its users set it up: its defaults, the key in a header, and the deadline in the client's own option. */
export interface Peer {
  name: string;
  note: string;
  create: (baseUrl: string) => Create;
}

/** Errors of the other clients don't say whether the task exists, so they have no outcome. */
const tell = (create: (title: string, headers: Record<string, string>) => Promise<unknown>): Create => {
  const nothing: Told = { kind: "error", outcome: undefined };
  return async (title, headers): Promise<Told> => {
    const answer = create(title, headers).then(
      (body): Told => {
        const { id } = (body ?? {}) as { id?: unknown };
        return typeof id === "string" ? { kind: "task", id } : nothing;
      },
      () => nothing,
    );
    let timer: NodeJS.Timeout | undefined;
    const hung = new Promise<Told>((resolve) => {
      timer = setTimeout(resolve, HUNG_AFTER_MS, { kind: "hung" });
    });
    return Promise.race([answer, hung]).finally(() => clearTimeout(timer));
  };
};

const key = { "x-api-key": KEY };

export const PEERS: Peer[] = [
  { name: "heffl-client", note: "defaults", create: (baseUrl) => hefflCreate(baseUrl) },
  {
    name: "openapi-fetch",
    note: "`AbortSignal.timeout`",
    create(baseUrl) {
      const client = createClient<paths>({ baseUrl, headers: key });
      return tell(async (title, headers) => {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        return (await client.POST("/tasks", { body: { title }, headers, signal })).data;
      });
    },
  },
  {
    name: "ky",
    note: "retries turned on for POST",
    create(baseUrl) {
      const client = ky.create({ prefixUrl: baseUrl, headers: key, timeout: TIMEOUT_MS, retry: { methods: ["post"] } });
      return tell((title, headers) => client.post("tasks", { json: { title }, headers }).json());
    },
  },
  {
    name: "axios",
    note: "defaults",
    create(baseUrl) {
      const client = axios.create({ baseURL: baseUrl, headers: key, timeout: TIMEOUT_MS });
      return tell(async (title, headers) => (await client.post("/tasks", { title }, { headers })).data);
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
      return tell((title, headers) => client.post("/tasks", { body: { title }, headers }));
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
      return tell((title, headers) =>
        client.request({ path: "tasks", method: "post", body: { title }, headers: { ...key, ...headers } }),
      );
    },
  },
];
