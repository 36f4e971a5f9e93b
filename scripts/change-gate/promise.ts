import type { Impact } from "./change.ts";
import { type Entry, entriesSince } from "./changelog.ts";
import { compareVersions, isUnstable, leastVersion } from "./versions.ts";

/** What the next release is announced as. */
export interface Promised {
  /** Of package.json. */
  version: string;
  /** The text of CHANGELOG.md. */
  changelog: string;
}

/**
 * What the announcement lacks, each with what to do about it. Between releases package.json still has the last one's
 * version, and the changelog alone promises; once it is raised for the next, it has to be raised far enough.
 */
export function shortfalls(released: string, impact: Impact, { version, changelog }: Promised): string[] {
  const least = leastVersion(released, impact).version;
  const isRaised = compareVersions(version, released) > 0;
  const place = `under "## ${isRaised ? version : "Unreleased"}"`;
  const entries = entriesSince(released, changelog);

  const missing: string[] = [];
  if (compareVersions(version, released) < 0)
    missing.push(`package.json has ${version}, but ${released} is released already. Raise it to ${least}.`);
  if (isRaised && compareVersions(version, least) < 0)
    missing.push(`package.json has ${version}, but the changes ask for ${least}. ${RAISE}`);
  if (entries.length === 0) missing.push(`CHANGELOG.md says nothing since ${released}. Say ${place} what changed.`);
  else if (impact === "major" && !entries.some(breaks))
    missing.push(`CHANGELOG.md doesn't say what breaks. Begin an entry ${place} with "**Breaking:**".`);
  else if (impact === "minor" && !isUnstable(released) && !entries.some(adds))
    missing.push(`CHANGELOG.md tells of fixes alone. Say ${place}, in "### Added" or "### Changed", what is new.`);
  return missing;
}

const RAISE = "Raise it there, in openapi/openapi.yaml and in src/config/version.ts.";

const breaks = ({ text }: Entry): boolean => /^\*\*breaking\b/i.test(text);

const adds = ({ group, text }: Entry): boolean =>
  /^(added|changed|deprecated|removed)$/i.test(group) || breaks({ group, text });
