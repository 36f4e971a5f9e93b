import type { Socket } from "node:net";
import type { buildConnector, Dispatcher, Pool } from "undici";
import { AnswerTime } from "./answer-time.ts";
import type { Undici } from "./load.ts";

type Connector = (...args: Parameters<buildConnector.connector>) => Socket;

/** A copy that inherits nothing: undici also reads what anybody may have put on `Object.prototype`. */
const plain = <T extends object>(options: T): T => Object.assign(Object.create(null), options);

/** The connections to one origin, and what is known of the calls over them. */
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
    // It gives back the socket, which its types don't say.
    this.#connector = buildConnector(plain({ ...connect, allowH2: false })) as Connector;
    const options: Pool.Options = {
      // The client's own deadline covers headers and body.
      headersTimeout: 0,
      bodyTimeout: 0,
      connections: connections ?? null,
      pipelining: 1,
      // An HTTP/2 session of undici 7 has one POST in flight at a time. The other is for the TLS handshake.
      allowH2: false,
      connect: this.#connect,
    };
    this.#pool = new Pool(origin, plain(options));
  }

  dispatch(request: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): void {
    this.#pool.dispatch(request, handler);
  }

  /** A call begins. It ends with its answer's body. */
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

  /** Cuts all, sockets that are still connecting too: undici would leave these until its time to connect is over. */
  async destroy(): Promise<void> {
    const error = new Error("The transport was destroyed.");
    for (const socket of this.#connecting) socket.destroy(error);
    await this.#pool.destroy(error);
  }

  /** undici has no way to take back a call that waits, and would connect for one that has ended. */
  readonly #connect: buildConnector.connector = (options, callback) => {
    // Not in the same turn, in which undici doesn't expect to be told.
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
