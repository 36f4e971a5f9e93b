import type { PathSerializer } from "openapi-fetch";
import { HefflConfigurationError } from "../errors/request-errors.ts";

/**
 * Puts path parameters into their places in a path. openapi-fetch's own encoding keeps `..`, which a URL takes for the
 * folder above, and leaves a place as it is where there is no value. A value that could leave its place is refused here:
 * an empty one, a dot segment, one that holds a slash, and one that is percent-encoded already, since servers and proxies
 * differ in when and how often they decode it.
 */
export const serializePath: PathSerializer = (path, params) =>
  path.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(checkParameter(name, params[name])));

const RULES: [RegExp, string][] = [
  [/^\s*$/, "must not be empty"],
  [/^\s*\.{1,2}\s*$/, "must not be a dot segment"],
  // A line break or a NUL has no place in an ID, and some servers end the path there.
  [/[/\\\p{Cc}]/u, "must not hold a slash, a backslash or a control character"],
  [/%[0-9a-f]{2}/i, "must not be percent-encoded already"],
  [/\p{Surrogate}/u, "must not hold half a character"],
];

function checkParameter(name: string, value: unknown): string {
  if (typeof value !== "string" && typeof value !== "number") refuse(name, "must be a string or a number");
  const text = `${value}`;
  for (const [pattern, rule] of RULES) if (pattern.test(text)) refuse(name, rule);
  return text;
}

function refuse(name: string, rule: string): never {
  const message = `Nothing was sent: the path parameter ${name} ${rule}.`;
  throw new HefflConfigurationError(message, { outcome: undefined }); // of which operation isn't known here
}
