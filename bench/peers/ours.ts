import type * as Library from "../../src/index.ts";
import { CONNECTIONS, DEADLINE_MS, KEY, type Peer } from "./peer.ts";
import { NEW_TASK } from "./task.ts";

/** Imports from the built package, since that is what users install. The parent process names its folder. */
const built = (file: string) => import(new URL(file, `file://${process.env["HEFFL_DIST"]}/`).href);

interface Transport {
  undiciTransport: (options: { connections: number }) => typeof fetch;
}

async function start(url: string, fetch?: typeof globalThis.fetch) {
  const { Heffl }: typeof Library = await built("index.js");
  const heffl = new Heffl({ apiKey: KEY, baseUrl: url, timeoutMs: DEADLINE_MS, ...(fetch && { fetch }) });
  return () => heffl.tasks.create(NEW_TASK);
}

export const OURS: Peer[] = [
  { name: "heffl-client", setup: "defaults", kind: "ours", over: "fetch", start: (url) => start(url) },
  {
    name: "heffl-client/undici",
    setup: `${CONNECTIONS} connections`,
    kind: "ours",
    over: "undici",
    async start(url) {
      const { undiciTransport }: Transport = await built("undici.js");
      return start(url, undiciTransport({ connections: CONNECTIONS }));
    },
  },
];
