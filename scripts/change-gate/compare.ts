import { isDeepStrictEqual } from "node:util";
import type { Json } from "../lib/document.ts";
import { byImpact, type Change } from "./change.ts";
import { ownChecks } from "./own-checks.ts";
import { redoclyDiff } from "./redocly-diff.ts";

/** Everything that differs between two documents, the greatest first. Empty when it is their version alone. */
export async function compare(base: Json, revision: Json): Promise<Change[]> {
  if (isDeepStrictEqual(unversioned(base), unversioned(revision))) return [];
  const reported = await redoclyDiff(base, revision);
  const own = ownChecks(base, revision).filter((change) => !reported.some((other) => covers(other, change)));
  const changes = [...reported, ...own];
  // Redocly doesn't look into examples.
  if (changes.length === 0) changes.push({ impact: "patch", pointer: "#", what: "Examples changed." });
  return changes.sort(byImpact);
}

/** Whether it says the same of the same place, or of one below. */
const covers = (other: Change, { impact, pointer }: Change): boolean =>
  other.impact === impact && `${other.pointer}/`.startsWith(`${pointer}/`);

function unversioned(document: Json): Json {
  const { version, ...info } = document["info"] as Json;
  return { ...document, info };
}
