import { Agent, fetch as undiciFetch } from "undici";
import { describe, expectTypeOf, test, vi } from "vitest";
import { Heffl } from "../../src/index.ts";
import { createMock } from "../../src/testing.ts";
import { undiciTransport } from "../../src/undici.ts";

describe("transports that run compile", () => {
  test("undici's own fetch", () => {
    new Heffl({ fetch: undiciFetch });
  });

  test("a wrapper with a dispatcher", () => {
    const dispatcher = new Agent();
    new Heffl({ fetch: (url, init) => undiciFetch(url, { ...init, dispatcher }) });
    new Heffl({ fetch: (url, init) => fetch(url, { ...init, dispatcher } as RequestInit) });
  });

  test("the global, and a wrapper of it", () => {
    new Heffl({ fetch });
    new Heffl({ fetch: globalThis.fetch });
    new Heffl({ fetch: (url, init) => fetch(url, init) });
    new Heffl({ fetch: async (url: string | URL | Request, init?: RequestInit) => fetch(url, init) });
  });

  test("one that is declared with the platform's own types", () => {
    new Heffl({ fetch: async (_url: string, _init: RequestInit) => new Response() });
    new Heffl({ fetch: async (_input: string | URL | Request, _init: RequestInit = {}) => new Response() });
    new Heffl({ fetch: async (_input: RequestInfo | URL, _init?: RequestInit) => new Response() });
    new Heffl({ fetch: async () => new Response() });
    new Heffl({ fetch: vi.fn<typeof fetch>() });
    const base: typeof fetch = fetch;
    new Heffl({ fetch: (...args) => base(...args) });
    new Heffl({ fetch: (url, init) => base(url, { ...init, headers: { ...init.headers, "x-trace": "7" } }) });
    new Heffl({ fetch: (url, init) => base(new Request(url, init)) });
    new Heffl({ fetch: createMock().fetch });
  });

  test("the transport of this package, and a wrapper of it", () => {
    const own = undiciTransport();
    new Heffl({ fetch: own });
    new Heffl({ fetch: (url, init) => own(url, init) });
    new Heffl({ fetch: (url: string, init: RequestInit) => own(url, init) });
  });

  test("but not what gives no answer", () => {
    // @ts-expect-error: no Response
    new Heffl({ fetch: async () => ({}) });
    // @ts-expect-error: it is given the URL as a string
    new Heffl({ fetch: async (_request: Request) => new Response() });
  });

  test("Bun's, which has a property of its own, and takes the mock's too", () => {
    interface BunFetch {
      (input: string | URL | Request, init?: RequestInit & { tls?: object }): Promise<Response>;
      preconnect(url: string | URL): void;
    }
    const bun = {} as BunFetch;
    new Heffl({ fetch: bun });
    const mock: BunFetch = createMock().fetch;
    new Heffl({ fetch: mock });
    expectTypeOf(createMock().fetch).toExtend<typeof fetch>();
  });
});
