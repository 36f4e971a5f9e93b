import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { own } from "../config/own.ts";
import type { HeadersLike, ResponseLike } from "../config/transport.ts";
import { HefflConnectionError } from "../errors/connection-errors.ts";
import type { SignalLike } from "../http/light-signal.ts";
import { Body } from "./body.ts";
import type { Connections } from "./connections.ts";
import { decode } from "./decode.ts";

/**
 * Sets every option, because undici would otherwise read those that were added to `Object.prototype`. It includes the options
 * that every request sets anyway, because adding properties to a copy takes V8 0.4 microseconds. An object that inherits nothing
 * would take 0.9 (Node 20).
 */
const NOT_GIVEN: object = {
  path: undefined,
  method: undefined,
  headers: undefined,
  body: undefined,
  blocking: undefined,
  bodyTimeout: undefined,
  expectContinue: undefined,
  headersTimeout: undefined,
  idempotent: undefined,
  maxRedirections: undefined,
  query: undefined,
  reset: undefined,
  servername: undefined,
  throwOnError: undefined,
  typeOfService: undefined,
  upgrade: undefined,
};

/**
 * Sends one request. Rejects with an error that says whether it was sent: undici calls `onRequestStart` only when it has a
 * connection, in the same turn of the event loop in which it writes the request. A request that fails before that was never sent.
 */
export function sendRequest(connections: Connections, path: string, init: RequestInit): Promise<ResponseLike> {
  const signal: SignalLike | undefined = init.signal ?? undefined;
  const request: Dispatcher.DispatchOptions = {
    ...NOT_GIVEN,
    path,
    method: init.method ?? "GET",
    headers: init.headers as Record<string, string>,
    body: own(init, "body") as string,
  };
  return new Promise((resolve, reject) => {
    let started: Dispatcher.DispatchController | undefined;
    const begunAt = performance.now();
    let startedAt = 0;
    let abandoned = false;
    let body: Body | undefined;

    const end = (): void => {
      signal?.removeEventListener("abort", onAbort);
      if (!started) connections.waiting--;
      connections.end();
    };
    const fail = (cause: unknown): void => {
      end();
      const [outcome, what] = started ? (["unknown", "after"] as const) : (["not_created", "before"] as const);
      if (body) body.fail(cause);
      else reject(new HefflConnectionError(`The connection failed ${what} the request was sent`, { outcome, cause }));
    };
    const onAbort = (): void => {
      // undici can't cancel a request that waits for a connection, so `onRequestStart` refuses it later.
      abandoned = started === undefined;
      if (started) {
        const now = performance.now();
        connections.answerTime.missed(now - startedAt, now);
        started.abort(signal?.reason as Error);
      } else {
        fail(signal?.reason);
      }
    };
    connections.begin();
    connections.waiting++;
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort);

    connections.dispatch(request, {
      onRequestStart(controller) {
        // Throws, because an abort would close the connection. `started` is checked so that no version of undici sends it twice.
        if (abandoned || started) throw new Error("Not to be sent.");
        startedAt = performance.now();
        if (isTooLate(begunAt, startedAt, signal?.endsAt, connections))
          throw new Error("every connection was busy until too little time was left for an answer");
        started = controller;
        connections.waiting--;
      },
      onResponseStart(controller, status, fields) {
        if (status < 200) return;
        const headers = toHeaders(fields);
        body = new Body(controller);
        resolve({ status, headers, body: decode(body, headers) });
      },
      onResponseData(_, chunk) {
        body?.push(chunk);
      },
      onResponseEnd() {
        const now = performance.now();
        connections.answerTime.came(now - startedAt, now);
        end();
        body?.end();
      },
      onResponseError(_, error) {
        if (!abandoned) fail(error);
      },
    });
  });
}

/**
 * Whether a call that waited for a connection has less time left than the latest answers took. If it were sent, it would probably
 * time out, with outcome `"unknown"`. A call that waited for less than a tenth of its time is sent in any case.
 */
function isTooLate(begunAt: number, now: number, endsAt: number | undefined, { answerTime }: Connections): boolean {
  if (endsAt === undefined) return false;
  return now - begunAt > (endsAt - begunAt) / 10 && endsAt - now < answerTime.longest(now);
}

/** Wraps an object whose names are in lower case. Not `Headers`, which would check every character again. */
function toHeaders(fields: IncomingHttpHeaders): HeadersLike {
  return {
    get(name) {
      const value = fields[name];
      return (Array.isArray(value) ? value.join(", ") : value) ?? null;
    },
    forEach(callback) {
      for (const [name, values] of Object.entries(fields)) {
        for (const value of [values ?? []].flat()) callback(value, name);
      }
    },
  };
}
