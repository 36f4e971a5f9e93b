import type { buildConnector } from "undici";
import { checkNumber, readOptions, refuse } from "./config/checks.ts";
import type { ResponseLike } from "./config/transport.ts";
import { HefflConnectionError } from "./errors/connection-errors.ts";
import { HefflConfigurationError } from "./errors/request-errors.ts";
import { type SignalLike, takesLightSignal } from "./http/light-signal.ts";
import { Connections } from "./undici/connections.ts";
import { sendRequest } from "./undici/dispatch.ts";
import { load } from "./undici/load.ts";

export interface UndiciTransportOptions {
  /**
   * The most connections to one origin at the same time, from 1 to 65,535. A call waits if all of them are in use.
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
   * Rejects new calls, and those that still wait until undici is loaded. Waits for the others and for the bodies of their
   * answers, so read or cancel each body. Resolves when no connection is left.
   */
  close(): Promise<void>;
  /** Closes every connection at once, including those that are still connecting. Calls in progress fail. */
  destroy(): Promise<void>;
}

/**
 * A transport that sends over [undici](https://undici.nodejs.org) 7 or 8, which must be installed, instead of over `fetch`. It
 * sends more than four times as many requests with the same processor, and knows whether a request was written, so that fewer
 * failures have outcome `"unknown"`. It uses HTTP/1.1 with keep-alive and one request at a time on a connection, and never sends
 * a request twice.
 *
 * @throws HefflConfigurationError when an option can't be used. A call rejects with one when undici isn't installed.
 *
 * @example
 * await using transport = undiciTransport({ connections: 50 });
 * const heffl = new Heffl({ fetch: transport });
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

  // The last URL is kept, because a client mostly uses the same one, and parsing it took 4 of a call's 94 microseconds (Node 20).
  let parsed = { url: "", origin: "", path: "" };
  const transport = (url: string, init: RequestInit): Promise<ResponseLike> => {
    if (parsed.url !== url) {
      const { origin, pathname, search } = new URL(url);
      parsed = { url, origin, path: pathname + search };
    }
    const { origin, path } = parsed;
    const known = closed ? undefined : origins.get(origin);
    return known
      ? sendRequest(known, path, init)
      : beforeAbort(connectionsTo(origin), init.signal).then((made) => sendRequest(made, path, init));
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

/** Waits for `promise`. Rejects at once when the call ends, and not only when undici is loaded. */
function beforeAbort<T>(promise: Promise<T>, signal: SignalLike | null | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      const details = { outcome: "not_created", cause: signal?.reason } as const;
      reject(new HefflConnectionError("The call ended before undici was loaded", details));
    };
    if (signal?.aborted) onAbort();
    signal?.addEventListener("abort", onAbort);
    // The listener is removed before this resolves, because a LightSignal has only one, which the request needs next.
    promise.finally(() => signal?.removeEventListener("abort", onAbort)).then(resolve, reject);
  });
}
