import type { HeadersLike } from "../config/transport.ts";
import { copyHeaders } from "../errors/redact.ts";
import { type Answer, isSuccess } from "./answer.ts";

/**
 * Used instead of a Request, which has its own stream and signal, so that creating one takes half as long as the `fetch` itself.
 * Only for calls without middleware, because a middleware could clone the Request or make another from it.
 */
export class PlainRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;

  constructor(url: string, init: { method: string; headers: Headers; body?: string | undefined }) {
    this.url = url;
    this.method = init.method;
    this.headers = init.headers;
    this.body = init.body ?? "";
  }
}

/** The part of a Response that openapi-fetch reads. Only for calls without middleware. */
export class PlainResponse {
  readonly status: number;
  readonly ok: boolean;
  readonly headers: HeadersLike;
  readonly #text: string;

  constructor(answer: Answer) {
    this.status = answer.status;
    this.ok = isSuccess(answer);
    this.headers = answer.headers;
    this.#text = answer.text;
  }

  async text(): Promise<string> {
    return this.#text;
  }
}

/** The answer as a Response whose body hasn't been read. */
export function toResponse({ status, headers: fields, text }: Answer): Response {
  const headers = copyHeaders(fields);
  const constructible = status >= 200 && status <= 599;
  const body = status === 204 || status === 205 || status === 304 ? null : text;
  const response = new Response(body, { status: constructible ? status : 200, headers });
  // A redirect that a browser hides has status 0, and a server can send 999. The constructor of Response accepts neither.
  if (!constructible) Object.defineProperties(response, { status: { value: status }, ok: { value: false } });
  return response;
}
