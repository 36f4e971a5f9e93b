import type { HeadersLike } from "../config/transport.ts";
import { type Answer, isSuccess } from "./answer.ts";

/**
 * Stands in for the Request that openapi-fetch makes. A real one has streams and signals of its own, and costs half as
 * much as the `fetch` that it is for. Only where no middleware sees it, which may clone it or make another from it.
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

/** As much of a Response as openapi-fetch reads. Only where no middleware sees it. */
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

/** The answer as a Response, with its body whole and unread. */
export function toResponse({ status, headers: fields, text }: Answer): Response {
  const headers = new Headers();
  fields.forEach((value, name) => {
    headers.append(name, value);
  });
  const constructible = status >= 200 && status <= 599;
  const body = status === 204 || status === 205 || status === 304 ? null : text;
  const response = new Response(body, { status: constructible ? status : 200, headers });
  // A redirect that a browser hides has status 0, and servers can say 999. A Response can be read with these, not made.
  if (!constructible) Object.defineProperties(response, { status: { value: status }, ok: { value: false } });
  return response;
}
