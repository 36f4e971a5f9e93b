// cspell:ignore connectx ENOTFOUNDX XECONNREFUSED TLSV
import { createServer } from "node:net";
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { provesNeverSent } from "../../src/http/never-sent.ts";

interface Shape {
  code?: unknown;
  syscall?: unknown;
  message?: string;
  errors?: unknown;
}

const system = ({ message = "", ...shape }: Shape): Error => Object.assign(new Error(message), shape);
/** As Node's fetch throws it. */
const failed = (cause: unknown): TypeError => new TypeError("fetch failed", { cause });
const several = (...errors: unknown[]): TypeError =>
  failed(Object.assign(new AggregateError(errors, ""), { code: (errors[0] as Shape | undefined)?.code }));

const CERTIFICATE_CODES = [
  "CERT_HAS_EXPIRED",
  "CERT_NOT_YET_VALID",
  "CERT_REVOKED",
  "CERT_UNTRUSTED",
  "CERT_REJECTED",
  "CERT_SIGNATURE_FAILURE",
  "CERT_CHAIN_TOO_LONG",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "HOSTNAME_MISMATCH",
];

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("Node's fetch proves that nothing was sent", () => {
  it.each([
    "ECONNREFUSED",
    "ETIMEDOUT",
    "EHOSTUNREACH",
    "ENETUNREACH",
    "ECONNRESET",
    "EADDRNOTAVAIL",
    "EACCES",
    "EPERM",
  ])("by %s from connect", (code) => {
    expect(provesNeverSent(failed(system({ code, syscall: "connect" })))).toBe(true);
  });

  it.each(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL"])("by %s from getaddrinfo", (code) => {
    expect(provesNeverSent(failed(system({ code, syscall: "getaddrinfo" })))).toBe(true);
  });

  it.each(CERTIFICATE_CODES)("by the certificate code %s", (code) => {
    expect(provesNeverSent(failed(system({ code })))).toBe(true);
  });

  it("by several addresses that each refused", () => {
    const refused = system({ code: "ECONNREFUSED", syscall: "connect" });
    const timedOut = system({ code: "ETIMEDOUT", syscall: "connect" });
    expect(provesNeverSent(several(refused))).toBe(true);
    expect(provesNeverSent(several(refused, timedOut, refused))).toBe(true);
  });

  it("by a real connection to a port where nothing listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const error = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: "{}" }).catch((error) => error);
    expect(provesNeverSent(error)).toBe(true);
  });
});

describe("nothing is proved", () => {
  it("by a real connection that is cut after the request was read", async () => {
    const server = createServer((socket) => socket.once("data", () => socket.destroy())).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const error = await fetch(`http://127.0.0.1:${port}/`, { method: "POST", body: "{}" }).catch((error) => error);
    server.close();
    expect(error).toBeInstanceOf(TypeError);
    expect(provesNeverSent(error)).toBe(false);
  });

  it.each<[string, unknown]>([
    ["ETIMEDOUT from read", system({ code: "ETIMEDOUT", syscall: "read" })],
    ["ETIMEDOUT from write", system({ code: "ETIMEDOUT", syscall: "write" })],
    ["ETIMEDOUT alone", system({ code: "ETIMEDOUT" })],
    ["ECONNRESET from read", system({ code: "ECONNRESET", syscall: "read" })],
    ["ECONNRESET alone", system({ code: "ECONNRESET", message: "socket hang up" })],
    ["ECONNREFUSED alone", system({ code: "ECONNREFUSED" })],
    ["ECONNREFUSED from read", system({ code: "ECONNREFUSED", syscall: "read" })],
    ["ENOTFOUND alone", system({ code: "ENOTFOUND" })],
    ["EPIPE from write", system({ code: "EPIPE", syscall: "write" })],
    ["a system call without a code", system({ syscall: "connect" })],
    ["a code that isn't a text", system({ code: -111, syscall: "connect" })],
    ["another system call", system({ code: "ECONNREFUSED", syscall: "connectx" })],
    ["UND_ERR_SOCKET", system({ code: "UND_ERR_SOCKET", message: "other side closed" })],
    ["UND_ERR_HEADERS_TIMEOUT", system({ code: "UND_ERR_HEADERS_TIMEOUT" })],
    ["UND_ERR_BODY_TIMEOUT", system({ code: "UND_ERR_BODY_TIMEOUT" })],
    ["UND_ERR_DESTROYED", system({ code: "UND_ERR_DESTROYED" })],
    ["HPE_INVALID_CONSTANT", system({ code: "HPE_INVALID_CONSTANT" })],
    ["EPROTO from write", system({ code: "EPROTO", syscall: "write" })],
    ["a TLS alert", system({ code: "ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR" })],
    ["a TLS alert about our certificate", system({ code: "ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED" })],
    ["another one", system({ code: "ERR_SSL_SSLV3_ALERT_CERTIFICATE_EXPIRED" })],
    ["a broken TLS record", system({ code: "ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC" })],
    ["a TLS version", system({ code: "ERR_SSL_WRONG_VERSION_NUMBER" })],
    ["a certificate's code in a longer one", system({ code: "X_CERT_HAS_EXPIRED" })],
    ["a certificate's code with more behind", system({ code: "HOSTNAME_MISMATCH_X" })],
    ["a certificate's code in another case", system({ code: "cert_has_expired" })],
    [
      "a cause of the cause",
      Object.assign(new Error("a"), { cause: system({ code: "ECONNREFUSED", syscall: "connect" }) }),
    ],
    ["a text", "connect ECONNREFUSED"],
    ["no cause", undefined],
    ["null", null],
  ])("by %s", (_, cause) => {
    expect(provesNeverSent(failed(cause))).toBe(false);
  });

  it("by an error that isn't fetch's, though it has the code and the system call", () => {
    expect(provesNeverSent(system({ code: "ECONNREFUSED", syscall: "connect" }))).toBe(false);
  });

  it("by several errors of which one proves nothing", () => {
    const refused = system({ code: "ECONNREFUSED", syscall: "connect" });
    expect(provesNeverSent(several(refused, system({ code: "ECONNRESET", syscall: "read" })))).toBe(false);
    expect(provesNeverSent(several(system({ code: "ETIMEDOUT" }), refused))).toBe(false);
    expect(provesNeverSent(several(refused, new Error("what")))).toBe(false);
    expect(provesNeverSent(several(refused, null))).toBe(false);
    expect(provesNeverSent(several())).toBe(false);
    expect(provesNeverSent(failed(Object.assign(new AggregateError([]), { code: "ECONNREFUSED" })))).toBe(false);
  });

  it.each([undefined, null, 0, "ECONNREFUSED", Symbol("s"), {}, [], () => 1])("by %s, thrown", (thrown) => {
    expect(provesNeverSent(thrown)).toBe(false);
  });

  it("by an abort or a deadline", () => {
    expect(provesNeverSent(new DOMException("This operation was aborted", "AbortError"))).toBe(false);
    expect(provesNeverSent(new DOMException("The operation timed out", "TimeoutError"))).toBe(false);
  });

  it("by any thrown value, and provesNeverSent never throws", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (thrown, cause) => {
        provesNeverSent(thrown);
        expect(provesNeverSent(failed(cause))).toBe(false);
      }),
    );
  });

  it("by an unreadable or circular error, and provesNeverSent never throws", () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const no = () => {
      throw new Error("hostile");
    };
    const itself = new AggregateError([]);
    itself.errors.push(itself);
    for (const hostile of [
      proxy,
      Object.defineProperty({}, "code", { get: no }),
      Object.defineProperty({}, "cause", { get: no }),
      itself,
    ]) {
      expect(provesNeverSent(hostile)).toBe(false);
      expect(provesNeverSent(failed(hostile))).toBe(false);
    }
  });
});

describe("the signs of another runtime", () => {
  const bun = (code: string): Error => Object.assign(new Error("Unable to connect."), { code });
  const deno = new TypeError(
    "error sending request for url (http://127.0.0.1:1/): client error (Connect): tcp connect error",
  );

  it("are proof in that runtime", () => {
    vi.stubGlobal("Bun", {});
    expect(provesNeverSent(bun("ConnectionRefused"))).toBe(true);
    expect(provesNeverSent(bun("DEPTH_ZERO_SELF_SIGNED_CERT"))).toBe(true);
    for (const code of ["ECONNREFUSED", "ENOTFOUND"]) expect(provesNeverSent(bun(code))).toBe(true);
    vi.unstubAllGlobals();
    vi.stubGlobal("Deno", {});
    expect(provesNeverSent(deno)).toBe(true);
    expect(provesNeverSent(new TypeError("error sending request", { cause: new Error(deno.message) }))).toBe(true);
    expect(provesNeverSent(new TypeError("error sending request", { cause: { message: 5 } }))).toBe(false);
  });

  it("are no proof in Node", () => {
    expect(provesNeverSent(bun("ConnectionRefused"))).toBe(false);
    expect(provesNeverSent(bun("DEPTH_ZERO_SELF_SIGNED_CERT"))).toBe(false);
    expect(provesNeverSent(deno)).toBe(false);
  });

  it("are no proof if they can occur after the request was written", () => {
    vi.stubGlobal("Bun", {});
    for (const code of [
      "ECONNRESET",
      "ConnectionClosed",
      "ETIMEDOUT",
      "TimeoutError",
      "XECONNREFUSED",
      "ENOTFOUNDX",
      "",
    ])
      expect(provesNeverSent(bun(code))).toBe(false);
    vi.unstubAllGlobals();
    vi.stubGlobal("Deno", {});
    expect(provesNeverSent(new TypeError("error sending request: client error (SendRequest): connection closed"))).toBe(
      false,
    );
    expect(provesNeverSent(new Error(deno.message))).toBe(false);
  });
});
