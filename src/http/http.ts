import createClient, { type Client, type ParamsOption } from "openapi-fetch";
import type { RequestOptions, Settings } from "../config/options.ts";
import { type ApiRequest, type CallResult, call, withOutcomeOf } from "./call.ts";
import type { Operation } from "./operation.ts";
import { serializePath } from "./path.ts";
import { Proof } from "./proof.ts";
import { Sender } from "./sender.ts";
import { Stop } from "./stop.ts";

/** What a call of an operation sends, as the document types it. */
export type Input<DocumentedOperation> = ParamsOption<DocumentedOperation> & {
  /** JSON as text. It is sent as it is. */
  body?: string;
};

/** Calls of one API through openapi-fetch. `Paths` are the types of its document. */
export class Http<Paths extends {}> {
  readonly settings: Settings;
  /** The openapi-fetch client, over the same attempts as {@link Http.call}. */
  readonly api: Client<Paths>;
  readonly #operations: readonly Operation<unknown>[];
  #plain = true;

  /** @param operations what is known of the requests that are made through `api` */
  constructor(settings: Settings, operations: readonly Operation<unknown>[]) {
    this.settings = settings;
    this.#operations = operations;
    const { baseUrl, headers } = settings;
    const fetch = (request: Request) => this.#send(request);
    this.api = createClient<Paths>({ baseUrl, headers, fetch, pathSerializer: serializePath });
    // openapi-fetch doesn't tell whether it has middleware.
    const { use } = this.api;
    this.api.use = (...middleware) => {
      this.#plain = false;
      use(...middleware);
    };
  }

  /** Calls an operation. Rejects with a HefflError when the answer doesn't hold the operation's result. */
  call<Path extends keyof Paths & string, Method extends keyof Paths[Path] & string, Result>(
    operation: Operation<Result, Method, Path>,
    input: Input<Paths[Path][Method]>,
    options: RequestOptions,
  ): Promise<CallResult<Result>> {
    return call(this.api.request as ApiRequest, this.#plain, this.settings, operation, input, options);
  }

  /** A request that was made through `api`. Every answer comes back, whatever its status. */
  async #send(request: Request): Promise<Response> {
    const { settings } = this;
    const operation = this.#operationOf(request);
    const proof = new Proof(operation.change);
    const stop = new Stop(request.signal, settings.totalTimeoutMs);
    try {
      return await new Sender({ settings, operation, limits: settings, stop, proof }).send(request);
    } catch (error) {
      throw withOutcomeOf(proof, error);
    } finally {
      stop.release();
    }
  }

  #operationOf({ method, url }: Request): Operation<unknown> {
    const { pathname } = new URL(url);
    const known = this.#operations.find(
      (operation) => operation.method.toUpperCase() === method && toPattern(operation.path).test(pathname),
    );
    return (
      known ?? { method, path: pathname, repeatable: SAFE.test(method), result: "an answer", read: (answer) => answer }
    );
  }
}

/** The methods that by HTTP's own definition only read. */
const SAFE = /^(?:GET|HEAD|OPTIONS)$/;

const toPattern = (path: string): RegExp => new RegExp(`${path.replace(/\{[^{}]+\}/g, "[^/]+")}$`);
