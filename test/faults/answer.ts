import { STATUS_CODES } from "node:http";
import type { Exchange } from "./fault.ts";

export interface Answer {
  readonly status?: number;
  readonly reason?: string;
  readonly headers?: Readonly<Record<string, string | number>>;
  readonly body?: string | Buffer;
}

export const JSON_TYPE = { "Content-Type": "application/json; charset=utf-8" };
export const HTML_TYPE = { "Content-Type": "text/html; charset=utf-8" };

/** An answer's head. Adds no field that isn't asked for: a missing length is a fault of its own. */
export function head({ status = 200, reason, headers = {} }: Answer): string {
  const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} ${reason ?? STATUS_CODES[status] ?? "Unknown"}\r\n${fields.join("")}\r\n`;
}

/** A whole and right answer, in one write. */
export function reply({ socket }: Exchange, answer: Answer): void {
  socket.write(toBytes(answer));
}

function toBytes(answer: Answer): Buffer {
  const body = Buffer.from(answer.body ?? "");
  const headers = { "Content-Length": body.length, ...answer.headers };
  // A 204 with a length is a protocol error of its own.
  if (answer.status === 204) Reflect.deleteProperty(headers, "Content-Length");
  return Buffer.concat([Buffer.from(head({ ...answer, headers }), "latin1"), body]);
}

export function replyJson(exchange: Exchange, body: unknown, answer: Answer = {}): void {
  reply(exchange, { ...answer, headers: { ...JSON_TYPE, ...answer.headers }, body: JSON.stringify(body) });
}

/** Two answers to one request, in one write: one that comes later, on a connection in use again, is anybody's. */
export function replyTwice({ socket }: Exchange, ...bodies: [unknown, unknown]): void {
  const answers = bodies.map((body) => toBytes({ headers: JSON_TYPE, body: JSON.stringify(body) }));
  socket.write(Buffer.concat(answers));
}

/** An error in Heffl's own shape. */
export function replyError(exchange: Exchange, code: string, answer: Answer, message = `It is a ${code}.`): void {
  replyJson(exchange, { error: { code, message } }, answer);
}

/** An error page, as proxies and load balancers make them. */
export function replyHtml(exchange: Exchange, answer: Answer): void {
  const title = `${answer.status} ${STATUS_CODES[answer.status ?? 200] ?? "Unknown"}`;
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body><h1>${title}</h1><hr>nginx</body>\r\n</html>\r\n`;
  reply(exchange, { ...answer, headers: { ...HTML_TYPE, ...answer.headers }, body });
}

/** Ends at `ms` or with the connection, whichever is first, and leaves no timer. */
export async function pause({ gone }: Exchange, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([gone, new Promise((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}

/** Writes what the client takes, and stops when it has left. */
export async function pour({ socket, gone }: Exchange, bytes: Buffer, times: number): Promise<void> {
  for (let written = 0; written < times && socket.writable; written++) {
    if (socket.write(bytes)) continue;
    await Promise.race([gone, new Promise((resolve) => socket.once("drain", resolve))]);
  }
}
