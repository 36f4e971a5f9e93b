import { own } from "../config/own.ts";
import type { Fetch } from "../config/transport.ts";
import type { Outgoing } from "./context.ts";
import { dispatcherMocks } from "./global-dispatcher.ts";
import { OneTimeBody } from "./one-time-body.ts";

/** The `init` for `fetch` in one attempt. */
export interface AttemptInit {
  init: RequestInit & { duplex?: "half"; next?: { revalidate: number } };
  /** Set if this kind of body is used: it remembers whether it was read. */
  oneTimeBody?: OneTimeBody;
}

export function attemptInit(request: Outgoing, key: string, fetch: Fetch): AttemptInit {
  // `x-api-key` is in the literal, because adding a property to the copy later takes V8 a microsecond (Node 20).
  const headers: Record<string, string> = { "x-api-key": "", ...request.headers };
  headers["x-api-key"] = key;
  const init: AttemptInit["init"] = { method: request.method, headers, redirect: "manual" };
  const nodesOwn = isNodesOwn(fetch);
  // Next's `fetch` answers a repeated request from its cache, even a create. A wrapper around it calls it too.
  if (!nodesOwn && (isFromNext(fetch) || isFromNext(globalThis.fetch))) init.next = { revalidate: 0 };
  if (request.body === "") return { init };
  if (!nodesOwn || dispatcherMocks()) {
    init.body = runtimeBody(request.body);
    return { init };
  }
  const oneTimeBody = new OneTimeBody(request.body);
  headers["content-length"] = `${oneTimeBody.length}`; // or it would be sent in chunks
  init.body = oneTimeBody.stream;
  init.duplex = "half";
  return { init, oneTimeBody };
}

const isFromNext = (fetch: Fetch): boolean => own(fetch, "__nextPatched") === true;

/**
 * Deno sends a POST again when a reused connection is lost, unless its body is a Blob or a stream. A custom `fetch` usually calls
 * Deno's, so it gets a Blob too. On other runtimes the body is text, because stubs and mocks compare it.
 */
const runtimeBody = (text: string): string | Blob => ("Deno" in globalThis ? new Blob([text]) : text);

let lastChecked: { fetch: Fetch; isNodesOwn: boolean } | undefined;

/** The source of Node's own `fetch` contains the name of the module that it loads. The source of a stub or wrapper doesn't. */
function isNodesOwn(fetch: Fetch): boolean {
  if (lastChecked?.fetch !== fetch)
    lastChecked = {
      fetch,
      isNodesOwn: Function.prototype.toString.call(fetch).includes("internal/deps/undici/undici"),
    };
  return lastChecked.isNodesOwn;
}
