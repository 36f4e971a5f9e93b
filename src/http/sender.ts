import { HefflConfigurationError } from "../errors/request-errors.ts";
import type { Context, Outgoing } from "./context.ts";
import { type Exchange, exchange, stopped } from "./exchange.ts";
import { failure } from "./failure.ts";
import { PlainRequest, PlainResponse, toResponse } from "./plain.ts";

/**
 * The `fetch` that openapi-fetch calls for one request. It returns every complete answer, whatever its status, and throws if
 * there is none. It can be called several times, because a middleware may send a request again.
 */
export class Sender {
  readonly #context: Context;
  readonly #sendings: Promise<unknown>[] = [];
  /** By the response or the error that each ended in. */
  readonly #exchanges = new Map<unknown, Exchange | undefined>();

  constructor(context: Context) {
    this.#context = context;
  }

  /** Whether it was called; a middleware can answer instead. */
  get used(): boolean {
    return this.#sendings.length > 0;
  }

  /** Whether `error` was thrown here, and not by a middleware. */
  threw(error: unknown): boolean {
    return this.#exchanges.has(error);
  }

  /** The exchange that ended in this response or error; undefined for any other, and for a request that couldn't be sent. */
  exchangeOf(responseOrError: unknown): Exchange | undefined {
    return this.#exchanges.get(responseOrError);
  }

  /** Resolves when no request is in progress. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#sendings);
  }

  readonly send = (request: Request | PlainRequest): Promise<Response> => {
    const sending = this.#send(request);
    sending.catch(() => {}); // a middleware may ignore it
    this.#sendings.push(sending);
    return sending;
  };

  async #send(request: Request | PlainRequest): Promise<Response> {
    const { proof, stop } = this.#context;
    let ended: Exchange;
    proof.begin();
    try {
      const outgoing = request instanceof PlainRequest ? withHeaders(request) : await stop.until(toOutgoing(request));
      ended = outgoing ? await exchange(outgoing, this.#context) : stopped(stop);
    } catch (error) {
      this.#exchanges.set(error, undefined);
      throw error;
    } finally {
      proof.end();
    }
    if (ended.answer === undefined || ended.trouble) {
      const error = failure(ended, this.#context);
      this.#exchanges.set(error, ended);
      throw error;
    }
    // openapi-fetch reads only what a PlainResponse has.
    const response =
      request instanceof PlainRequest
        ? (new PlainResponse(ended.answer) as unknown as Response)
        : toResponse(ended.answer);
    this.#exchanges.set(response, ended);
    return response;
  }
}

async function toOutgoing(request: Request): Promise<Outgoing> {
  try {
    const { url, method, headers } = request;
    return withHeaders({ url, method, headers, body: await request.text() });
  } catch (cause) {
    throw new HefflConfigurationError(
      "A middleware returned no Request, or one whose body it had read. Let it read a clone.",
      { cause },
    );
  }
}

function withHeaders({ url, method, headers, body }: PlainRequest): Outgoing {
  const fields: Record<string, string> = {};
  // Not every Headers gives its names in lower case: happy-dom's doesn't.
  for (const [name, value] of headers) fields[name.toLowerCase()] = value;
  return { url, method, headers: fields, body };
}
