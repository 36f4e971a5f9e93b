import { own } from "../config/own.ts";
import type { Fetch } from "../config/transport.ts";
import type { Outgoing } from "./context.ts";
import { dispatcherMocks } from "./global-dispatcher.ts";
import { OneTimeBody } from "./one-time-body.ts";

/** What `fetch` is given for one attempt. */
export interface AttemptInit {
  init: RequestInit & { duplex?: "half"; next?: { revalidate: number } };
  /** The body, where it knows whether it was sent. */
  oneTimeBody?: OneTimeBody;
}

export function attemptInit(request: Outgoing, key: string, fetch: Fetch): AttemptInit {
  const headers: Record<string, string> = { ...request.headers, "x-api-key": key };
  const init: AttemptInit["init"] = { method: request.method, headers, redirect: "manual" };
  // Next's answers a request that it has seen before from its cache, a create too. A wrapper ends in it.
  if ([fetch, globalThis.fetch].some((each) => own(each, "__nextPatched") === true)) init.next = { revalidate: 0 };
  if (request.body === "") return { init };
  if (!isNodesOwn(fetch) || dispatcherMocks()) {
    init.body = runtimeBody(request.body);
    return { init };
  }
  const oneTimeBody = new OneTimeBody(request.body);
  headers["content-length"] = `${oneTimeBody.length}`; // or it would be sent in chunks
  init.body = oneTimeBody.stream;
  init.duplex = "half";
  return { init, oneTimeBody };
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
