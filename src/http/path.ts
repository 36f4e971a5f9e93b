import type { PathSerializer } from "openapi-fetch";
import { HefflConfigurationError } from "../errors/request-errors.ts";

/**
 * Replaces the parameters of a path with their values, and refuses a value that could change the rest of the path: an empty one,
 * a dot segment, one with a slash, and one that is percent-encoded already, because servers and proxies differ in when and how
 * often they decode it. openapi-fetch's own function keeps `..`, and leaves a parameter without a value in the path.
 */
export const serializePath: PathSerializer = (path, params) =>
  path.includes("{")
    ? path.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(checkParameter(name, params[name])))
    : path;

// Half of a surrogate pair can't be encoded, and some servers end the path at a control character.
const UNSAFE = /^\s*\.{0,2}\s*(?:;|$)|[/\\\p{Cc}\p{Surrogate}]|%[0-9a-f]{2}/iu;

function checkParameter(name: string, value: unknown): string {
  if ((typeof value === "string" || Number.isFinite(value)) && !UNSAFE.test(`${value}`)) return `${value}`;
  // The outcome is set by the caller: the operation isn't known here.
  throw new HefflConfigurationError(
    `Not sent: path parameter ${name} must not be empty, a dot segment or percent-encoded, or contain a slash.`,
    { outcome: undefined },
  );
}
