/** One request of a create, as the server saw it. */
export interface Attempt {
  readonly fault: string;
  readonly connection: number;
  /** Whether it came over a connection that had served a request before. */
  readonly warm: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly apiKey: string | undefined;
  /** Undefined while, or if, the body never arrived whole. */
  readonly body: string | undefined;
  /** The id of the task that this request created. */
  readonly createdId: string | undefined;
}

/** What became of one key. */
export interface Entry {
  readonly attempts: readonly Attempt[];
  /** How many requests arrived with their whole body. */
  readonly received: number;
  /** Ids of the tasks that exist. More than one: created twice. */
  readonly created: readonly string[];
  readonly bodies: readonly string[];
  readonly apiKeys: readonly (string | undefined)[];
}

/** A request at the foreign origin, where none should come. */
export interface ForeignRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly apiKey: string | undefined;
  readonly body: string | undefined;
}

/** What the server tells its ledger, always before it answers: who has an answer finds it written down. */
export type LedgerEvent =
  | {
      readonly kind: "attempt";
      readonly number: number;
      readonly key: string;
      /** When its head was read, in ms. */
      readonly at: number;
      readonly attempt: Attempt;
    }
  | {
      readonly kind: "arrived";
      readonly number: number;
      readonly body: string;
      readonly createdId: string | undefined;
    }
  | { readonly kind: "foreign"; readonly request: ForeignRequest }
  | { readonly kind: "stray" }
  | { readonly kind: "read"; readonly at: number };

/** What really happened, whatever the callers were told. */
export class Ledger {
  readonly #next: () => LedgerEvent | undefined;
  readonly #byKey = new Map<string, Map<number, Attempt>>();
  readonly #keys = new Map<number, string>();
  readonly #foreign: ForeignRequest[] = [];
  readonly #times: number[] = [];
  #strays = 0;
  #reads = 0;

  constructor(next: () => LedgerEvent | undefined) {
    this.#next = next;
  }

  /** An empty entry if no request named `key`. */
  of(key: string): Entry {
    this.catchUp();
    const attempts = [...(this.#byKey.get(key)?.values() ?? [])];
    const bodies = attempts.flatMap(({ body }) => body ?? []);
    const created = attempts.flatMap(({ createdId }) => createdId ?? []);
    return { attempts, bodies, created, received: bodies.length, apiKeys: attempts.map(({ apiKey }) => apiKey) };
  }

  keys(): string[] {
    this.catchUp();
    return [...this.#byKey.keys()];
  }

  get foreign(): readonly ForeignRequest[] {
    this.catchUp();
    return this.#foreign;
  }

  /** Requests at the foreign origin that carried an API key. */
  get leaks(): ForeignRequest[] {
    return this.foreign.filter(({ apiKey }) => apiKey !== undefined);
  }

  /** Whole requests that named no key: a test that has some is wired wrongly. */
  get strays(): number {
    this.catchUp();
    return this.#strays;
  }

  /** Requests that read tasks. */
  get reads(): number {
    this.catchUp();
    return this.#reads;
  }

  /** When requests came, creates and reads, in ms. */
  get times(): readonly number[] {
    this.catchUp();
    return this.#times;
  }

  /** Reads what the server told since the last time. Every question does it first. */
  catchUp(): void {
    for (let event = this.#next(); event !== undefined; event = this.#next()) this.#enter(event);
  }

  #enter(event: LedgerEvent): void {
    if ("at" in event) this.#times.push(event.at);
    if (event.kind === "foreign") this.#foreign.push(event.request);
    else if (event.kind === "stray") this.#strays++;
    else if (event.kind === "read") this.#reads++;
    else if (event.kind === "attempt") {
      this.#keys.set(event.number, event.key);
      const attempts = this.#byKey.get(event.key) ?? new Map<number, Attempt>();
      this.#byKey.set(event.key, attempts.set(event.number, event.attempt));
    } else {
      const { number, body, createdId } = event;
      const attempts = this.#byKey.get(this.#keys.get(number) ?? "");
      const attempt = attempts?.get(number);
      if (attempts && attempt) attempts.set(number, { ...attempt, body, createdId });
    }
  }
}
