import { type ClientOptions, type RequestOptions, resolveOptions } from "../../../src/config/options.ts";
import { Http } from "../../../src/http/http.ts";
import { getThing, type Thing } from "./get-thing.ts";
import type { paths } from "./schema.ts";

/** A client of the small document in this folder. */
export class ThingsClient {
  readonly #http: Http<paths>;
  readonly api: Http<paths>["api"];

  constructor(options: ClientOptions) {
    this.#http = new Http<paths>(resolveOptions(options), []);
    this.api = this.#http.api;
  }

  async get(id: string, options: RequestOptions = {}): Promise<Thing> {
    return (await this.#http.call(getThing, { params: { path: { id } } }, options)).result;
  }
}
