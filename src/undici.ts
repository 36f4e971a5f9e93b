import type { buildConnector } from "undici";
import { checkNumber, readOptions, refuse } from "./config/checks.ts";
import type { ResponseLike } from "./config/transport.ts";
import { HefflConnectionError } from "./errors/connection-errors.ts";
import { HefflConfigurationError } from "./errors/request-errors.ts";
import { type SignalLike, takesLightSignal } from "./http/light-signal.ts";
import { Connections } from "./undici/connections.ts";
import { exchange } from "./undici/dispatch.ts";
import { load } from "./undici/load.ts";

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
  /**
   * Refuses new calls, and those for which undici is still being loaded. Waits for the others and the bodies of their answers:
   * read or cancel each. Resolves when no connection is left.
   */
  close(): Promise<void>;
  /** Closes every connection at once, also one that is still being made. Calls in progress fail. */
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
export function undiciTransport(options: UndiciTransportOptions = {}): UndiciTransport {
  const { connections, connect } = readOptions(options);
  if (connections !== undefined) {
    if (!Number.isInteger(connections)) refuse(`connections must be a whole number, not ${String(connections)}.`);
    checkNumber("connections", connections, 1, 65_535);
  }
  const origins = new Map<string, Connections>();
  let closed = false;

  async function connectionsTo(origin: string): Promise<Connections> {
    const undici = await load();
    if (closed) throw new HefflConfigurationError("Not sent: the transport is closed. Make a new one.");
    const known = origins.get(origin) ?? new Connections(undici, origin, { connections, connect });
    origins.set(origin, known);
    return known;
  }

  // A client asks for the same URL again and again, and reading it took 4 of a call's 94 microseconds (Node 20).
  let read = { url: "", origin: "", path: "" };
  const transport = (url: string, init: RequestInit): Promise<ResponseLike> => {
    if (read.url !== url) {
      const { origin, pathname, search } = new URL(url);
      read = { url, origin, path: pathname + search };
    }
    const { origin, path } = read;
    const known = closed ? undefined : origins.get(origin);
    return known
      ? exchange(known, path, init)
      : beforeAbort(connectionsTo(origin), init.signal).then((made) => exchange(made, path, init));
  };
  let destroying: Promise<unknown> | undefined;
  const destroy = async (): Promise<void> => {
    closed = true;
    destroying ??= Promise.all([...origins.values()].map((connections) => connections.destroy()));
    await destroying;
  };
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    closed = true;
    closing ??= Promise.all([...origins.values()].map((connections) => connections.idle())).then(destroy);
    await closing;
  };
  return takesLightSignal(Object.assign(transport, { close, destroy, [Symbol.asyncDispose]: close }));
}

/** What `promise` gives, as long as the call hasn't ended: it ends at once, and not when undici is loaded. */
function beforeAbort<T>(promise: Promise<T>, signal: SignalLike | null | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      const details = { outcome: "not_created", cause: signal?.reason } as const;
      reject(new HefflConnectionError("The call ended before undici was loaded", details));
    };
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort);
    // Before it resolves: such a signal holds one listener, and the next waits for that.
    promise.finally(() => signal?.removeEventListener("abort", onAbort)).then(resolve, reject);
  });
}
