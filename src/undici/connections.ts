import type { Socket } from "node:net";
import type { buildConnector, Dispatcher, Pool } from "undici";
import { AnswerTime } from "./answer-time.ts";
import type { Undici } from "./load.ts";

type Connector = (...args: Parameters<buildConnector.connector>) => Socket;

/** A copy that inherits nothing, because undici would also read options that were added to `Object.prototype`. */
const plain = <T extends object>(options: T): T => Object.assign(Object.create(null), options);

/** The connections to one origin, and counts of the calls over them. */
export class Connections {
  readonly answerTime = new AnswerTime();
  /** How many calls wait for a connection. */
  waiting = 0;
  readonly #pool: Pool;
  readonly #connector: Connector;
  readonly #connecting = new Set<Socket>();
  #live = 0;
  #wake = (): void => {};

  constructor(
    { Pool, buildConnector }: Undici,
    origin: string,
    { connections, connect }: { connections: number | undefined; connect: buildConnector.BuildOptions | undefined },
  ) {
    // A connector returns the socket, although its type doesn't say so.
    this.#connector = buildConnector(plain({ ...connect, allowH2: false })) as Connector;
    const options: Pool.Options = {
      // The client's own deadline covers headers and body.
      headersTimeout: 0,
      bodyTimeout: 0,
      connections: connections ?? null,
      pipelining: 1,
      // No HTTP/2: undici 7 has only one POST in flight in a session. The other `allowH2`, of the connector, is for the TLS
      // handshake.
      allowH2: false,
      connect: this.#connect,
    };
    this.#pool = new Pool(origin, plain(options));
  }

  dispatch(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#pool.dispatch(request, handler);
  }

  /** Counts a call, until {@link Connections.end} when its answer's body has ended. */
  begin(): void {
    this.#live++;
  }

  end(): void {
    if (--this.#live === 0) this.#wake();
  }

  /** Resolves when every call has ended. */
  async idle(): Promise<void> {
    while (this.#live > 0) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** Closes every socket. undici would leave those that are still connecting open until its connect timeout. */
  async destroy(): Promise<void> {
    const error = new Error("The transport was destroyed.");
    for (const socket of this.#connecting) socket.destroy(error);
    await this.#pool.destroy(error);
  }

  /** Connects only if a call waits: undici can't cancel a waiting call, and would also connect for one that has ended. */
  readonly #connect: buildConnector.connector = (options, callback) => {
    // Later, because undici doesn't expect the callback during this call.
    queueMicrotask(() => {
      if (this.waiting === 0) return callback(new Error("No call waits for a connection any more."), null);
      const socket = this.#connector(plain(options), (...result) => {
        this.#connecting.delete(socket);
        callback(...result);
      });
      this.#connecting.add(socket);
    });
  };
}
