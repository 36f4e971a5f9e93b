import type { PathSerializer } from "openapi-fetch";
import { HefflConfigurationError } from "../errors/request-errors.ts";

/**
 * Puts path parameters into their places in a path. openapi-fetch's own encoding keeps `..`, which a URL takes for the
 * folder above, and leaves a place as it is where there is no value. A value that could leave its place is refused here:
 * an empty one, a dot segment, one that holds a slash, and one that is percent-encoded already, since servers and proxies
 * differ in when and how often they decode it.
 */
export const serializePath: PathSerializer = (path, params) =>
  path.includes("{")
    ? path.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(checkParameter(name, params[name])))
    : path;

// Half a character can't be encoded, and a control character has no place in an ID: some servers end the path there.
const UNSAFE = /^\s*\.{0,2}\s*(?:;|$)|[/\\\p{Cc}\p{Surrogate}]|%[0-9a-f]{2}/iu;

function checkParameter(name: string, value: unknown): string {
  if ((typeof value === "string" || Number.isFinite(value)) && !UNSAFE.test(`${value}`)) return `${value}`;
  // Of which operation isn't known here, so there is no outcome.
  throw new HefflConfigurationError(
    `Nothing was sent: the path parameter ${name} must be a text that isn't empty, a dot segment or percent-encoded, and holds no slash.`,
    { outcome: undefined },
  );
}
