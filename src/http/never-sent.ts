import { own } from "../config/own.ts";
import { dispatcherMayRepeat } from "./global-dispatcher.ts";

/**
 * Whether a transport's error proves that the request was never sent. An unrecognized error proves nothing, because a create
 * that was sent must not be repeated. docs/architecture.md lists what each runtime reports when a connection is refused, cut or
 * stalled; test/faults/ and test/runtimes/ check it.
 */
export function provesNeverSent(error: unknown): boolean {
  try {
    const proved = isNodeProof(own(error, "cause")) || isBunProof(error) || isDenoProof(error);
    return proved && !dispatcherMayRepeat();
  } catch {
    return false; // a getter or proxy threw, or the errors form a cycle
  }
}

/** Node's `fetch` puts the system's error into `cause`, or an AggregateError if it tried several addresses. */
function isNodeProof(cause: unknown): boolean {
  const errors = own(cause, "errors");
  // `every` would skip the holes of a sparse array.
  if (Array.isArray(errors) && errors.length > 0) return errors.findIndex((error) => !isNodeProof(error)) < 0;
  const code = own(cause, "code");
  if (typeof code !== "string") return false;
  if (code === "UND_ERR_CONNECT_TIMEOUT" || CERTIFICATE_CODES.test(code)) return true;
  // The code alone isn't enough: ETIMEDOUT and ECONNRESET can occur after the request was written.
  const syscall = own(cause, "syscall");
  return syscall === "connect" || syscall === "getaddrinfo";
}

/** A certificate is refused before the request is written. Other TLS errors can occur after it. */
const CERTIFICATE_CODES =
  /^(?:CERT_\w+|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT(?:_IN_CHAIN)?|UNABLE_TO_(?:GET_ISSUER_CERT(?:_LOCALLY)?|VERIFY_LEAF_SIGNATURE)|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/;

/** Bun puts the code on the error itself, without the system call. These codes only occur before a connection is made. */
function isBunProof(error: unknown): boolean {
  if (!("Bun" in globalThis)) return false;
  const code = own(error, "code");
  if (typeof code !== "string") return false;
  return /^(?:ECONNREFUSED|ConnectionRefused|ENOTFOUND)$/.test(code) || CERTIFICATE_CODES.test(code);
}

/** Deno has it only in the message of the error or of its cause: `client error (Connect)`, which includes the TLS handshake. */
function isDenoProof(error: unknown): boolean {
  if (!("Deno" in globalThis) || !(error instanceof TypeError)) return false;
  return [own(error, "message"), own(own(error, "cause"), "message")].some(
    (text) => typeof text === "string" && text.includes("client error (Connect)"),
  );
}
