import type { Json } from "../lib/document.ts";

/** The pattern of the names that `propertyNames` allows beside the documented ones. */
export function patternOf(propertyNames: Json): string {
  const pattern = (propertyNames["anyOf"] as Json[] | undefined)?.find((option) => option["pattern"])?.["pattern"];
  if (typeof pattern !== "string")
    throw new Error("generate: propertyNames is known only as anyOf [{enum}, {pattern}].");
  return pattern;
}
