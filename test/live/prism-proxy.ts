import type { IHttpRequest, IHttpResponse, PrismHttpComponents } from "@stoplight/prism-http";
import { CHECKS, serve } from "../../scripts/lib/prism.ts";
import type { Fetch } from "../../src/index.ts";

export interface PrismProxy {
  url: string;
  /** A transport that goes through the proxy, one request at a time. It fails as a connection to the upstream itself would. */
  fetch: Fetch;
  /** Where answers departed from the document since this was last asked, in Prism's words. */
  takeDrift(): string[];
  /** Ends what is under way too. */
  close(): Promise<void>;
}

/**
 * Starts Prism as a proxy in front of `upstream`, so that it compares the answers with the document.
 *
 * Prism's own forwarding isn't used. It follows redirects, and the key goes along to wherever they lead; it answers in
 * the upstream's place when that says 501, with an example, which looks like a created task; and a body that isn't
 * JSON, though it says so, it doesn't report at all.
 */
export async function startProxy(upstream: string): Promise<PrismProxy> {
  const closing = new AbortController();
  let last: { answer?: IHttpResponse; failure?: unknown } = {};
  const drift: string[] = [];

  const forward: PrismHttpComponents["forward"] =
    ({ data }) =>
    () =>
    async () => {
      try {
        last.answer = await pass(data, upstream, closing.signal);
        return { _tag: "Right", right: last.answer };
      } catch (error) {
        last.failure = error;
        return { _tag: "Left", left: error as Error };
      }
    };
  const config = { ...CHECKS, isProxy: true as const, upstream: new URL(upstream), mock: { dynamic: false } };
  const server = await serve(config, 0, { forward });

  return {
    url: server.url,
    async fetch(url, init) {
      last = {};
      const response = await fetch(url, init);
      if (last.failure !== undefined) throw last.failure;
      if (last.answer === undefined) throw new Error(`Prism didn't pass the request on: ${await response.text()}`);
      drift.push(...readViolations(response.headers.get("sl-violations")));
      // When Prism itself fails over an answer, it says 500.
      if (response.status !== last.answer.statusCode) drift.push("Prism couldn't make anything of the answer.");
      return response;
    },
    takeDrift: () => drift.splice(0),
    close() {
      closing.abort();
      return server.close();
    },
  };
}

async function pass(request: IHttpRequest, upstream: string, signal: AbortSignal): Promise<IHttpResponse> {
  const { method, url, headers = {}, body } = request;
  const response = await fetch(upstream + url.path, {
    method,
    headers: Object.entries(headers).filter(([name]) => !OF_ONE_CONNECTION.has(name)),
    ...(body != null && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    redirect: "manual",
    signal,
  });
  const kept = Object.fromEntries([...response.headers].filter(([name]) => !OF_ONE_CONNECTION.has(name)));
  // Prism dies of a media type that it can't parse. Of one that is missing it tells.
  const type = kept["content-type"]?.match(/^\s*([\w.+-]+\/[\w.+-]+)\s*(?:;|$)/)?.[1];
  if (type) kept["content-type"] = type;
  else delete kept["content-type"];
  const text = await response.text();
  return { statusCode: response.status, headers: kept, body: type && /[/+]json$/i.test(type) ? parse(text) : text };
}

/** Text that isn't JSON stays text, which no schema of the document allows. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Headers that tell of one connection, or that are worked out anew for the next. */
const OF_ONE_CONNECTION = new Set([
  "accept-encoding",
  "connection",
  "content-encoding",
  "content-length",
  "expect",
  "host",
  "keep-alive",
  "transfer-encoding",
  "upgrade",
]);

function readViolations(header: string | null): string[] {
  if (header === null) return [];
  try {
    const violations = JSON.parse(header) as { location: string[]; message: string }[];
    return violations.filter(({ location }) => location[0] === "response").map(({ message }) => message);
  } catch {
    // Prism cuts off a list that is too long for a header, in the middle of its JSON.
    return [`${header.slice(0, 300)} …`];
  }
}
