import { connect, createServer, type Server, type Socket } from "node:net";

/** Every port and socket of a fault server, so that closing leaves none behind. */
export class Listeners {
  readonly #servers = new Set<Server>();
  readonly #sockets = new Set<Socket>();
  readonly #work = new Set<Promise<void>>();

  /** Opens a port on loopback; `onSocket` may return a promise that ends when its work with the socket does. */
  async open(onSocket: (socket: Socket) => void | Promise<void>): Promise<number> {
    const server = createServer((socket) => {
      // A client that resets is the point of this server, not an accident.
      socket.on("error", () => {});
      socket.setNoDelay(true);
      this.#sockets.add(socket);
      socket.once("close", () => this.#sockets.delete(socket));
      const work = Promise.resolve(onSocket(socket)).finally(() => this.#work.delete(work));
      this.#work.add(work);
    });
    this.#servers.add(server);
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      // With Node's default backlog of 511 a burst of connections can wait a second for a repeated SYN.
      server.listen({ host: "127.0.0.1", port: 0, backlog: 4096 }, resolve);
    });
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The fault server got no TCP port.");
    return address.port;
  }

  /**
   * A port on which nothing listens: the near end of a connection of our own. One that was bound and given back could
   * be handed to the next listener, of ours or of another process.
   */
  async openRefusing(): Promise<number> {
    const port = await this.open((socket) => void socket.resume());
    const holder = connect({ port, host: "127.0.0.1" });
    this.#sockets.add(holder);
    await new Promise<void>((resolve, reject) => holder.once("connect", resolve).once("error", reject));
    holder.on("error", () => {});
    if (holder.localPort === undefined) throw new Error("The fault server's own connection has no port.");
    return holder.localPort;
  }

  async close(): Promise<void> {
    const closed = [...this.#servers].map((server) => new Promise((resolve) => server.close(resolve)));
    const gone = [...this.#sockets].map((socket) => new Promise((resolve) => socket.destroy().once("close", resolve)));
    await Promise.all([...closed, ...gone]);
    await Promise.all(this.#work);
    this.#servers.clear();
  }
}
