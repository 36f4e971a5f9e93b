import type { paths } from "../../src/index.ts";
import { DEADLINE_MS, HEADERS, type Peer } from "./peer.ts";
import { NEW_TASK } from "./task.ts";

const openapiFetch = async (url: string) => {
  const { default: createClient } = await import("openapi-fetch");
  return createClient<paths>({ baseUrl: url, headers: HEADERS });
};

export const LIBRARIES: Peer[] = [
  {
    name: "openapi-fetch",
    package: "openapi-fetch",
    setup: "`AbortSignal.timeout`",
    kind: "library",
    over: "fetch",
    async start(url) {
      const client = await openapiFetch(url);
      return async () => {
        const signal = AbortSignal.timeout(DEADLINE_MS);
        return (await client.POST("/tasks", { body: NEW_TASK, signal })).data;
      };
    },
  },
  {
    name: "openapi-fetch without a deadline",
    package: "openapi-fetch",
    setup: "defaults",
    kind: "library",
    over: "fetch",
    async start(url) {
      const client = await openapiFetch(url);
      return async () => (await client.POST("/tasks", { body: NEW_TASK })).data;
    },
  },
  {
    name: "@hey-api/client-fetch",
    package: "@hey-api/client-fetch",
    setup: "`AbortSignal.timeout`",
    kind: "library",
    over: "fetch",
    async start(url) {
      const { createClient, createConfig } = await import("@hey-api/client-fetch");
      const client = createClient(createConfig({ baseUrl: url, headers: HEADERS }));
      return async () => {
        const signal = AbortSignal.timeout(DEADLINE_MS);
        return (await client.post({ url: "/tasks", body: NEW_TASK, signal })).data;
      };
    },
  },
  {
    name: "ky",
    package: "ky",
    setup: "defaults",
    kind: "library",
    over: "fetch",
    async start(url) {
      const { default: ky } = await import("ky");
      const client = ky.create({ prefixUrl: url, headers: HEADERS, timeout: DEADLINE_MS });
      return () => client.post("tasks", { json: NEW_TASK }).json();
    },
  },
  {
    name: "ofetch",
    package: "ofetch",
    setup: "defaults",
    kind: "library",
    over: "fetch",
    async start(url) {
      const { ofetch } = await import("ofetch");
      const client = ofetch.create({ baseURL: url, headers: HEADERS, timeout: DEADLINE_MS });
      return () => client("/tasks", { method: "POST", body: NEW_TASK });
    },
  },
  {
    name: "axios",
    package: "axios",
    setup: "defaults",
    kind: "library",
    over: "node:http",
    async start(url) {
      const { default: axios } = await import("axios");
      const client = axios.create({ baseURL: url, headers: HEADERS, timeout: DEADLINE_MS });
      return async () => (await client.post("/tasks", NEW_TASK)).data;
    },
  },
  {
    name: "got",
    package: "got",
    setup: "defaults",
    kind: "library",
    over: "node:http",
    async start(url) {
      const { got } = await import("got");
      const client = got.extend({ prefixUrl: url, headers: HEADERS, timeout: { request: DEADLINE_MS } });
      return () => client.post("tasks", { json: NEW_TASK }).json();
    },
  },
];
