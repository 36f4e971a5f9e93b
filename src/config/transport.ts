/** The shape of `fetch` that this client calls: always with the URL as a string. */
export type Fetch = (url: string, init: RequestInit) => Promise<ResponseLike>;

/** What is read of a transport's answer. A Response has it all. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: HeadersLike;
  readonly body?: BodyLike | null | undefined;
  /** Asked for where there is no `body` that can be read piece by piece. */
  text?(): Promise<string>;
}

/** What is read of Headers; in TypeScript's `dom` they can't be iterated without `dom.iterable`. */
export interface HeadersLike {
  get(name: string): string | null;
  forEach(callback: (value: string, name: string) => void): void;
}

/** A ReadableStream, as far as it is used. */
export interface BodyLike {
  getReader(): {
    read(): Promise<{ done?: boolean; value?: Uint8Array | undefined }>;
    /** Lets go of the connection. */
    cancel(): Promise<void>;
  };
}
