import { gzipSync } from "node:zlib";
import { HTML_TYPE, head, JSON_TYPE, pour, reply, replyJson } from "./answer.ts";
import { gzipBomb } from "./bomb.ts";
import { defineFaults, type Exchange } from "./fault.ts";

const PORTAL = "<!doctype html><title>Welcome to Hotel WiFi</title><form action=/login>Room number <input></form>";
const HUGE_PIECES = 1024;
const PIECE = Buffer.alloc(64 * 1024, "a");

/** Valid JSON, 64 MB long and announced as such. */
async function hugeBody(exchange: Exchange): Promise<void> {
  const [before, after] = around(exchange);
  const length = before.length + HUGE_PIECES * PIECE.length + after.length;
  exchange.socket.write(head({ headers: { ...JSON_TYPE, "Content-Length": length } }) + before);
  await pour(exchange, PIECE, HUGE_PIECES);
  if (exchange.socket.writable) exchange.socket.write(after);
}

function bomb(exchange: Exchange): void {
  reply(exchange, {
    headers: { ...JSON_TYPE, "Content-Encoding": "gzip" },
    body: gzipBomb(...around(exchange)),
  });
}

/** The task's JSON as two halves, between which a description of any length fits. */
function around({ task }: Exchange): [string, string] {
  return [JSON.stringify({ ...task, description: "" }).slice(0, -2), '"}'];
}

/** A 2xx that is whole and well framed, and whose body isn't just the task in JSON. */
export const bodyFaults = defineFaults({
  portal: { creates: false, onBody: (x) => reply(x, { headers: HTML_TYPE, body: PORTAL }) },
  portalAsJson: { creates: false, onBody: (x) => reply(x, { headers: JSON_TYPE, body: PORTAL }) },
  empty: { creates: false, onBody: (x) => reply(x, {}) },
  emptyCreated: { creates: true, onBody: (x) => reply(x, {}) },
  emptyJson: { creates: true, onBody: (x) => reply(x, { headers: JSON_TYPE }) },
  status204: { creates: true, onBody: (x) => reply(x, { status: 204 }) },
  truncatedJson: {
    creates: true,
    onBody: (x) => reply(x, { headers: JSON_TYPE, body: JSON.stringify(x.task).slice(0, -15) }),
  },
  noId: { creates: true, onBody: (x) => replyJson(x, { ...x.task, id: undefined }) },
  numberId: { creates: true, onBody: (x) => replyJson(x, { ...x.task, id: 17 }) },
  nullJson: { creates: true, onBody: (x) => replyJson(x, null) },
  enveloped: { creates: true, onBody: (x) => replyJson(x, { data: x.task }) },
  // Whatever ID it has, an answer that says it is an error is no task.
  errorWithId: {
    creates: false,
    onBody: (x) => replyJson(x, { id: "req_1", error: { code: "FORBIDDEN", message: "No." } }),
  },
  errorsWithId: { creates: false, onBody: (x) => replyJson(x, { id: "req_1", errors: ["No."] }) },
  successFalseCreated: { creates: true, onBody: (x) => replyJson(x, { ...x.task, success: false }) },
  // As the document allows it: a client that refuses it turns a created task into a failure.
  drifted: {
    creates: true,
    onBody: (x) => replyJson(x, { ...x.task, status: "SNOOZED", type: "fax", newField: { deep: [1] } }),
  },
  textPlain: {
    creates: true,
    onBody: (x) => reply(x, { headers: { "Content-Type": "text/plain" }, body: JSON.stringify(x.task) }),
  },
  noType: { creates: true, onBody: (x) => reply(x, { body: JSON.stringify(x.task) }) },
  byteOrderMark: {
    creates: true,
    onBody: (x) => reply(x, { headers: JSON_TYPE, body: `\ufeff${JSON.stringify(x.task)}` }),
  },
  unknownEncoding: {
    creates: true,
    onBody: (x) =>
      reply(x, { headers: { ...JSON_TYPE, "Content-Encoding": "x-heffl" }, body: Buffer.from("8f3a00ff17", "hex") }),
  },
  brokenGzip: {
    creates: true,
    onBody: (x) =>
      reply(x, {
        headers: { ...JSON_TYPE, "Content-Encoding": "gzip" },
        body: gzipSync(JSON.stringify(x.task)).subarray(0, 60),
      }),
  },
  notGzip: {
    creates: true,
    onBody: (x) => reply(x, { headers: { ...JSON_TYPE, "Content-Encoding": "gzip" }, body: JSON.stringify(x.task) }),
  },
  gzipBomb: { creates: true, onBody: bomb },
  hugeBody: { creates: true, onBody: hugeBody },
  echoKey: {
    creates: true,
    onBody: (x) =>
      replyJson(x, { ...x.task, description: `Made with ${x.apiKey}` }, { headers: { "X-Debug-Key": x.apiKey } }),
  },
  echoKeyNoId: { creates: true, onBody: (x) => replyJson(x, { title: x.apiKey, [x.apiKey]: 1 }) },
});
