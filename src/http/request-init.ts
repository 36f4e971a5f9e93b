import { own } from "../config/own.ts";
import type { Fetch } from "../config/transport.ts";
import type { Outgoing } from "./context.ts";
import { dispatcherMocks } from "./global-dispatcher.ts";
import { OneTimeBody } from "./one-time-body.ts";

/** What `fetch` is given for one attempt. */
export interface AttemptInit {
  init: RequestInit & { duplex?: "half"; next?: { revalidate: number } };
  /** The body, if it is one that remembers whether it was read. */
  oneTimeBody?: OneTimeBody;
}

export function attemptInit(request: Outgoing, key: string, fetch: Fetch): AttemptInit {
  // The key's place is made first, because V8 takes a microsecond to add a property to a copy (Node 20).
  const headers: Record<string, string> = { "x-api-key": "", ...request.headers };
  headers["x-api-key"] = key;
  const init: AttemptInit["init"] = { method: request.method, headers, redirect: "manual" };
  // Next's `fetch` answers a request that it has seen before from its cache, even a create. A wrapper calls it in the end.
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
 * Deno sends a POST again when a reused connection dies, unless its body is a Blob or a stream. That also happens with a custom
 * `fetch`, which in the end calls Deno's. On other runtimes the body is text, because stubs and mocks compare it.
 */
const runtimeBody = (text: string): string | Blob => ("Deno" in globalThis ? new Blob([text]) : text);

let seen: { fetch: Fetch; isNodesOwn: boolean } | undefined;

/** The source of Node's own `fetch` names the module that it loads. That of a stub, a wrapper or a proxy doesn't. */
function isNodesOwn(fetch: Fetch): boolean {
  if (seen?.fetch !== fetch)
    seen = { fetch, isNodesOwn: Function.prototype.toString.call(fetch).includes("internal/deps/undici/undici") };
  return seen.isNodesOwn;
}
