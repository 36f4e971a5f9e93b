import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export interface Relay {
  url: string;
  /** Cuts every connection, and refuses new ones. */
  close(): Promise<void>;
  /** Listens at the same port as before. */
  open(): Promise<void>;
}

/** Stands between the command and a server as the network does, which can be gone for a while. */
export async function startRelay(to: { url: string }): Promise<Relay> {
  const sockets = new Set<Socket>();
  const join = (from: Socket, onto: Socket) => {
    sockets.add(from);
    from.pipe(onto);
    from
      .on("error", () => {})
      .on("close", () => {
        sockets.delete(from);
        onto.destroy();
      });
  };
  const accept = (near: Socket) => {
    const far = connect(Number(new URL(to.url).port), "127.0.0.1");
    join(near, far);
    join(far, near);
  };
  let server: Server | undefined;
  let port = 0;
  const open = async () => {
    server = createServer(accept).listen(port, "127.0.0.1");
    await once(server, "listening");
    port = (server.address() as AddressInfo).port;
  };
  const close = async () => {
    const closing = server && once(server, "close");
    server?.close();
    server = undefined;
    for (const socket of sockets) socket.destroy();
    await closing;
  };
  await open();
  onTestFinished(close);
  return { url: `http://127.0.0.1:${port}`, open, close };
}
