import type { buildConnector, Pool } from "undici";
import { checkNumber, refuse } from "./config/checks.ts";
import type { ResponseLike } from "./config/transport.ts";
import { HefflConfigurationError } from "./errors/request-errors.ts";
import { takesLightSignal } from "./http/light-signal.ts";
import { exchange } from "./undici/dispatch.ts";

export interface UndiciTransportOptions {
  /**
   * How many connections there may be to one origin at a time. A call that finds none free waits.
   *
   * @default no limit
   * @example undiciTransport({ connections: 50 })
   */
  connections?: number | undefined;
  /**
   * Options that undici passes to `node:net` and `node:tls`: `ca`, `cert`, `key`, `timeout` (for connecting, in ms) …
   *
   * @default undici's own
   * @example undiciTransport({ connect: { ca: readFileSync("ca.pem") } })
   */
  connect?: buildConnector.BuildOptions | undefined;
}

/** A transport for the `fetch` option of any number of clients. */
export interface UndiciTransport extends AsyncDisposable {
  (url: string, init: RequestInit): Promise<ResponseLike>;
  /** Waits for the calls in progress and refuses new ones. Resolves when no connection is left. */
  close(): Promise<void>;
  /** Closes every connection at once. Calls in progress fail. */
  destroy(): Promise<void>;
}

/**
 * Sends over [undici](https://undici.nodejs.org), which must be installed, and not over `fetch`: more than four times as
 * many requests from the same processor, and it knows whether a request was written, so that fewer failures leave the task in
 * doubt. HTTP/1.1 with keep-alive; one request at a time on a connection; nothing is sent a second time.
 *
 * ```ts
 * await using transport = undiciTransport({ connections: 50 });
 * const heffl = new Heffl({ fetch: transport });
 * ```
 */
export function undiciTransport({ connections, connect }: UndiciTransportOptions = {}): UndiciTransport {
  if (connections !== undefined) {
    if (!Number.isInteger(connections)) refuse(`connections must be a whole number, not ${String(connections)}.`);
    checkNumber("connections", connections, 1, 65_535);
  }
  const pools = new Map<string, Pool>();
  let closed = false;

  async function poolOf(origin: string): Promise<Pool> {
    const { Pool } = await load();
    if (closed) throw new HefflConfigurationError("The transport is closed, so nothing was sent. Make a new one.");
    const known = pools.get(origin);
    if (known) return known;
    const pool = new Pool(origin, {
      // The client's own deadline covers headers and body.
      headersTimeout: 0,
      bodyTimeout: 0,
      connections: connections ?? null,
      pipelining: 1,
      // An HTTP/2 session of undici 7 has one POST in flight at a time. The second is for the TLS handshake.
      allowH2: false,
      connect: { ...connect, allowH2: false },
    });
    pools.set(origin, pool);
    return pool;
  }

  // A client asks for the same URL again and again, and reading it took 4 of a call's 94 microseconds (Node 20).
  let read = { url: "", origin: "", path: "" };
  const transport = (url: string, init: RequestInit): Promise<ResponseLike> => {
    if (read.url !== url) {
      const { origin, pathname, search } = new URL(url);
      read = { url, origin, path: pathname + search };
    }
    const { origin, path } = read;
    const send = (pool: Pool) => exchange(pool, path, init);
    const pool = closed ? undefined : pools.get(origin);
    return pool ? send(pool) : poolOf(origin).then(send);
  };
  let cut = (): void => {};
  const whenCut = new Promise<void>((resolve) => {
    cut = resolve;
  });
  let closing: Promise<unknown> | undefined;
  const close = async (): Promise<void> => {
    closed = true;
    // A pool of undici that is destroyed while it closes doesn't end its closing.
    closing ??= Promise.race([Promise.all([...pools.values()].map((pool) => pool.close())), whenCut]);
    await closing;
  };
  const destroy = async (): Promise<void> => {
    closed = true;
    const all = [...pools.values()];
    pools.clear();
    await Promise.all(all.map((pool) => pool.destroy()));
    cut();
  };
  return takesLightSignal(Object.assign(transport, { close, destroy, [Symbol.asyncDispose]: close }));
}

// Not a plain import, so that where undici is missing it can be said what to do.
async function load(): Promise<typeof import("undici")> {
  try {
    return await import("undici");
  } catch (cause) {
    const message = "heffl-client/undici needs the package undici, so nothing was sent. Run `npm install undici`.";
    throw new HefflConfigurationError(message, { cause });
  }
}
