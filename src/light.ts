import createClient, { type Client } from "openapi-fetch";
import { type Answered, assertWhole, type Called, type CallInit, type Run, readOptions, toResponse } from "./call.ts";
import type { Ended } from "./failure.ts";
import type { paths } from "./generated/schema.ts";
import { jsonHeaders, type RequestOptions, type Settings } from "./options.ts";
import { type Outgoing, send } from "./send.ts";

/**
 * Stands in for the Request that openapi-fetch makes. A real one has streams and signals of its own, and costs half as
 * much as the `fetch` that it is for. Only where nobody sees it: middleware may clone it, or make another from it.
 */
class LightRequest implements Pick<Outgoing, "url" | "method"> {
  readonly url: string;
  readonly method: string;

  constructor(url: string, { method }: { method: string }) {
    this.url = url;
    this.method = method;
  }
}

/** An openapi-fetch client with light requests. It is for {@link callLight}, which sends headers and body past it. */
export const createLightClient = ({ baseUrl }: Settings): Client<paths> =>
  createClient<paths>({ baseUrl, Request: LightRequest as unknown as typeof Request });

/** As `call`, through a light client. */
export async function callLight(settings: Settings, body: string, options: RequestOptions, run: Run): Promise<Called> {
  const { limits, headers: own } = readOptions(settings, options);
  let ended: Ended | undefined;
  // Neither body nor headers go through openapi-fetch, which would make Headers of them, twice.
  const headers = jsonHeaders(settings, own);
  const fetch = async ({ url, method }: LightRequest): Promise<Response> => {
    ended = await send({ url, method, headers, body }, settings, limits);
    assertWhole(ended);
    const { status, headers: received, text } = ended.answer;
    // As much of a Response as openapi-fetch reads.
    return { ok: status >= 200 && status <= 299, status, headers: received, text: async () => text } as Response;
  };
  await run({ fetch: fetch as unknown as CallInit["fetch"], parseAs: "text" });
  const answered = ended as unknown as Answered;
  return { ended: answered, response: () => consumed(toResponse(answered)) };
}

function consumed(response: Response): Response {
  void response.text();
  return response;
}
