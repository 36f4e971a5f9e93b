// Creates one task over an answer that comes in very many pieces, and tells its outcome. Started with a small heap.
import { Heffl, isHefflError } from "../../src/index.ts";

const [pieces = "", kind = ""] = process.argv.slice(2);
const large = new Uint8Array(65_536).fill(97);
const PIECES: Record<string, () => Uint8Array> = {
  "one byte": () => new Uint8Array([97]),
  "no byte": () => new Uint8Array(0),
  "a byte of a large buffer": () => large.slice().subarray(7, 8),
};
let left = Number(pieces);
const make = PIECES[kind] as () => Uint8Array;
const read = async () => (left-- > 0 ? { done: false, value: make() } : { done: true });
const headers = new Headers({ "content-type": "application/json" });
const fetch = async () => ({ status: 200, headers, body: { getReader: () => ({ read, cancel: async () => {} }) } });

const heffl = new Heffl({ apiKey: "test-key", fetch, timeoutMs: 600_000 });
await heffl.tasks.create({ title: "t" }).catch((error: unknown) => {
  if (!isHefflError(error)) throw error;
  const { external, arrayBuffers } = process.memoryUsage();
  console.log(JSON.stringify({ outcome: error.outcome, megabytes: Math.round((external + arrayBuffers) / 1e6) }));
});
