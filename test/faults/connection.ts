import type { Socket } from "node:net";
import { Input } from "./input.ts";
import { type Head, readBody, readHead } from "./request.ts";

/** A request whose head was read, and the means to answer or to break it at every layer. */
export interface Incoming extends Head {
  /** Where answers go: the TLS socket if there is one. */
  readonly socket: Socket;
  /** The TCP connection itself; the same object as `socket` without TLS. */
  readonly raw: Socket;
  /** Resolves when the connection is closed, by whichever side. */
  readonly gone: Promise<void>;
  readonly connection: number;
  /** Whether this connection served a request before: a kept-alive one. */
  readonly warm: boolean;
  /** Reads the body once; every call gives the same. */
  body(): Promise<Buffer | undefined>;
}

let connections = 0;

/** Serves one connection until it ends. Never rejects for what a client does. */
export async function serve(socket: Socket, raw: Socket, handle: (incoming: Incoming) => Promise<void>): Promise<void> {
  const connection = ++connections;
  const input = new Input(socket);
  const gone = new Promise<void>((resolve) => socket.once("close", () => resolve()));

  for (let served = 0; ; served++) {
    const head = await readHead(input);
    if (head === undefined) break;
    let body: Promise<Buffer | undefined> | undefined;
    const readOnce = (): Promise<Buffer | undefined> => {
      body ??= readBody(input, head);
      return body;
    };
    await handle({ ...head, socket, raw, gone, connection, warm: served > 0, body: readOnce });
    // An unread body would be taken for the next request's head; a TLS socket learns late that its connection is cut.
    if (body === undefined || !socket.writable || raw.destroyed) break;
  }
  socket.destroySoon();
  await gone;
}
