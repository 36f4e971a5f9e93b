import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";

/** What a client heard. `open`: the server had said its last word and left the connection standing. */
export interface Heard {
  /** In latin1, with what can't be printed as `<00>`. */
  readonly text: string;
  readonly bytes: number;
  readonly end: "open" | "closed" | "reset";
}

/** What a client is to hear: it waits for that, and reports what came instead. */
export type Expected = readonly [text: RegExp, end: Heard["end"]];

export const KEY = "test-key-of-nobody";
const QUIET_MS = 30;
const PATIENCE_MS = 30_000;
const KEPT_BYTES = 200_000;
const OK: Expected = [/"tagIds":\[\]\}$/, "open"];

/** One create without any HTTP client between: the bytes of the answer, and how the connection ended. */
export async function create(url: string, key: string, expected: Expected, { warm = false, ca = "" } = {}) {
  const { hostname: host, port, protocol } = new URL(url);
  const address = { host, port: Number(port) };
  const socket = protocol === "https:" ? connectTls({ ...address, ca }) : connect(address);
  try {
    if (warm) await ask(socket, `${key} warm-up`, OK);
    return await ask(socket, key, expected);
  } finally {
    socket.removeAllListeners("error").on("error", () => {});
    socket.destroy();
  }
}

function ask(socket: Socket, key: string, [text, end]: Expected): Promise<Heard> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    let arrived = false;
    const heard = (): string => printable(Buffer.concat(chunks));
    const finish = (end: Heard["end"]): void => {
      clearTimeout(silence);
      socket.off("data", onData);
      resolve({ text: heard(), bytes, end });
    };
    // A quiet socket tells nothing while this process is busy, so quiet counts only after what was to come.
    const wait = (): NodeJS.Timeout => {
      arrived ||= end === "open" && text.test(heard());
      return setTimeout(finish, arrived ? QUIET_MS : PATIENCE_MS, "open");
    };
    const onData = (chunk: Buffer): void => {
      if (bytes < KEPT_BYTES) chunks.push(chunk);
      bytes += chunk.length;
      clearTimeout(silence);
      silence = wait();
    };
    let silence: NodeJS.Timeout | undefined;
    socket.on("data", onData);
    // A TLS socket that got a bad record tells so and stays open.
    socket.once("error", () => finish("reset"));
    // libuv tells a reset that lies there with the last bytes as an end; but only what was reset has no peer any more.
    socket.once("end", () => finish(socket.remotePort === undefined ? "reset" : "closed"));
    socket.once("close", () => finish("closed"));
    // Before it is written, quiet says nothing: a busy machine may not even have connected.
    socket.write(requestOf(key), (error) => {
      if (!error) silence ??= wait();
    });
  });
}

function printable(bytes: Buffer): string {
  const code = (char: string): string => `<${char.charCodeAt(0).toString(16).padStart(2, "0")}>`;
  return bytes.toString("latin1").replace(/[^\r\n\x20-\x7e]/g, code);
}

export function bodyOf(key: string): string {
  return JSON.stringify({ title: key });
}

function requestOf(key: string): string {
  const body = bodyOf(key);
  const fields = ["Host: 127.0.0.1", `x-api-key: ${KEY}`, `x-fault-key: ${key}`, `Content-Length: ${body.length}`];
  return `POST /tasks HTTP/1.1\r\n${fields.join("\r\n")}\r\n\r\n${body}`;
}
