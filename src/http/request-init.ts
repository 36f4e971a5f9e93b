import { own } from "../config/own.ts";
import type { Fetch } from "../config/transport.ts";
import type { Outgoing } from "./context.ts";
import { dispatcherMocks } from "./global-dispatcher.ts";
import { OneTimeBody } from "./one-time-body.ts";

/** What `fetch` is given for one attempt. */
export function requestInit(request: Outgoing, key: string, fetch: Fetch): RequestInit {
  const headers: Record<string, string> = { ...request.headers, "x-api-key": key };
  const init: RequestInit = { method: request.method, headers, redirect: "manual" };
  // Next's answers a request that it has seen before from its cache, a create too.
  if (own(fetch, "__nextPatched") === true) Object.assign(init, { next: { revalidate: 0 } });
  if (request.body === "") return init;
  if (!isNodesOwn(fetch) || dispatcherMocks()) {
    init.body = runtimeBody(request.body);
    return init;
  }
  const body = new OneTimeBody(request.body);
  headers["content-length"] = `${body.bytes.byteLength}`; // or it would be sent in chunks
  return Object.assign(init, { body: body as unknown as BodyInit, duplex: "half" });
}

/**
 * Deno sends a POST again when a reused connection dies, unless its body is a Blob or a stream. That holds for a `fetch` of
 * the caller's own too, which in the end calls the runtime's. Any other is given text: stubs and mocks compare it.
 */
const runtimeBody = (text: string): string | Blob => ("Deno" in globalThis ? new Blob([text]) : text);

let seen: { fetch: Fetch; isNodesOwn: boolean } | undefined;

/** Node's own says in its source what it loads. What was put in its place doesn't: a stub, a wrapper, a proxy. */
function isNodesOwn(fetch: Fetch): boolean {
  if (seen?.fetch !== fetch)
    seen = { fetch, isNodesOwn: Function.prototype.toString.call(fetch).includes("internal/deps/undici/undici") };
  return seen.isNodesOwn;
}
