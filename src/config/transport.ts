/** The part of `fetch` that this client uses: it always passes the URL as a string. */
export type Fetch = (url: string, init: FetchInit) => Promise<ResponseLike>;

/**
 * What a transport gets besides the URL. The runtimes and undici each have their own `RequestInit`, and these aren't assignable
 * to each other; this type is assignable to all of them.
 */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  /** Missing if there is no body. On Deno it is a Blob that contains this text. */
  body?: string;
  redirect: "manual";
  signal: AbortSignal;
}

/** The part of a `Response` that this client reads. */
export interface ResponseLike {
  readonly status: number;
  readonly headers: HeadersLike;
  readonly body?: BodyLike | null | undefined;
  /** Called if there is no `body` that can be read piece by piece. */
  text?(): Promise<string>;
}

/** The part of `Headers` that this client reads. It isn't iterable, since TypeScript's `Headers` isn't without `dom.iterable`. */
export interface HeadersLike {
  get(name: string): string | null;
  forEach(callback: (value: string, name: string) => void): void;
}

/** The part of a `ReadableStream` that this client uses. */
export interface BodyLike {
  getReader(): {
    read(): Promise<{ done?: boolean; value?: Uint8Array | undefined }>;
    /** Called when the rest of the body isn't needed: releases the connection. */
    cancel(): Promise<void>;
  };
}
