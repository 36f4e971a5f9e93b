import createClient, { type Client, createQuerySerializer, type Middleware, type ParamsOption } from "openapi-fetch";
import type { RequestOptions } from "../config/options.ts";
import type { Settings } from "../config/settings.ts";
import { type ApiRequest, apiMethods } from "./api.ts";
import { type CallResult, resolveRequestOptions, send } from "./call.ts";
import type { Context } from "./context.ts";
import { asHefflError } from "./failure.ts";
import type { Operation } from "./operation.ts";
import { serializePath } from "./path.ts";
import { Proof } from "./proof.ts";
import { Stop } from "./stop.ts";

/** The parameters and the body of a request, with the document's types. */
export type Input<DocumentedOperation> = ParamsOption<DocumentedOperation> & {
  /** JSON, as the text that is sent. */
  body?: string;
};

/** Calls one API through openapi-fetch. `Paths` are the types of its OpenAPI document. */
export class Http<Paths extends {}> {
  readonly settings: Settings;
  /** The openapi-fetch client, which sends with the same retries and deadlines as {@link Http.call}. */
  readonly api: Client<Paths>;
  readonly #request: ApiRequest;
  /** Kept here, because openapi-fetch doesn't show which middleware is registered. */
  readonly middleware: Middleware[] = [];

  /** @param operations the operations that change something, for requests that are made through `api` */
  constructor(settings: Settings, operations: readonly Operation<unknown>[]) {
    this.settings = settings;
    const { baseUrl, headers } = settings;
    // Each option is set, because openapi-fetch would otherwise read those that were added to Object.prototype.
    const options: object = {
      baseUrl,
      bodySerializer: undefined,
      headers,
      pathSerializer: serializePath,
      querySerializer: createQuerySerializer(), // otherwise one is made for each call, which takes 2 microseconds (Node 20)
      Request: undefined,
    };
    const client = createClient<Paths>(options);
    this.#request = client.request as ApiRequest;
    this.api = {
      ...client,
      ...apiMethods(this.#request, settings, operations, () => this.#isPlain),
      use: (...middleware) => {
        this.middleware.push(...middleware);
        client.use(...middleware);
      },
    };
  }

  get #isPlain(): boolean {
    return this.middleware.length === 0;
  }

  /** Calls an operation. Rejects with a HefflError when there is no result. */
  call<Path extends keyof Paths & string, Method extends keyof Paths[Path] & string, Result>(
    operation: Operation<Result, Method, Path>,
    input: Input<Paths[Path][Method]>,
    options: RequestOptions,
  ): Promise<CallResult<Result>> {
    return this.during(operation, options, (context) => this.send(operation, input, context));
  }

  /**
   * Runs a call that may take several requests.
   *
   * @param operation the operation that the call is for; errors describe its change
   * @throws HefflError when there is no result; its outcome is what all requests of the call have proved
   */
  async during<Result>(
    operation: Operation<unknown>,
    options: RequestOptions,
    run: (context: Context) => Promise<Result>,
  ): Promise<Result> {
    const { settings } = this;
    const proof = new Proof(operation.change);
    const keys = [...settings.keys];
    try {
      const { limits, headers, signal } = resolveRequestOptions(settings, options);
      const stop = new Stop(signal, limits.totalTimeoutMs);
      try {
        return await run({ settings, operation, limits, headers, stop, proof, keys });
      } finally {
        stop.release();
      }
    } catch (error) {
      throw asHefflError(error, proof, keys);
    }
  }

  /** Sends one request of a call. */
  send<Path extends keyof Paths & string, Method extends keyof Paths[Path] & string, Result>(
    operation: Operation<Result, Method, Path>,
    input: Input<Paths[Path][Method]>,
    context: Context,
  ): Promise<CallResult<Result>> {
    return send(this.#request, this.#isPlain, context, operation, input);
  }
}
