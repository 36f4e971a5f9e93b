import { describe, expect, it } from "vitest";
import type { Impact } from "../../scripts/change-gate/change.ts";
import { shortfalls } from "../../scripts/change-gate/promise.ts";
import { leastVersion } from "../../scripts/change-gate/versions.ts";

describe("the version that a change asks for", () => {
  it.each<[released: string, Impact, least: string]>([
    ["0.1.0", "patch", "0.1.1"],
    ["0.1.9", "minor", "0.1.10"],
    ["0.9.3", "major", "0.10.0"],
    ["1.2.3", "patch", "1.2.4"],
    ["1.2.3", "minor", "1.3.0"],
    ["1.2.3", "major", "2.0.0"],
  ])("after %s and a %s change is %s", (released, impact, least) => {
    expect(leastVersion(released, impact).version).toBe(least);
  });
});

const log = (heading: string, group: string, entry: string, older = "0.1.0") =>
  `# Changelog\n\n## ${heading}\n\n### ${group}\n\n- ${entry}\n\n## ${older} - 2026-01-01\n\n### Changed\n\n- **Breaking:** once.\n`;

describe("the promise is kept", () => {
  it.each<[what: string, released: string, Impact, version: string, changelog: string]>([
    ["by an entry, between releases", "0.1.0", "patch", "0.1.0", log("Unreleased", "Fixed", "A typo.")],
    ["by an entry in brackets", "0.1.0", "patch", "0.1.0", log("[Unreleased]", "Fixed", "A typo.")],
    ["by any entry for an addition below 1.0.0", "0.1.0", "minor", "0.1.0", log("Unreleased", "Fixed", "A field.")],
    [
      "by an entry that says what breaks",
      "0.1.0",
      "major",
      "0.1.0",
      log("Unreleased", "Changed", "**Breaking:** a field."),
    ],
    ["by the next version and its entry", "0.1.0", "major", "0.2.0", log("0.2.0", "Changed", "**Breaking**: a field.")],
    ["by its entry with a date", "0.1.0", "patch", "0.1.1", log("[0.1.1] - 2026-02-01", "Fixed", "A typo.")],
    ["by a version that is higher than it has to be", "0.1.0", "patch", "1.0.0", log("1.0.0", "Fixed", "A typo.")],
    ["by a pre-release", "0.1.0", "patch", "0.2.0-beta.1", log("0.2.0-beta.1", "Fixed", "A typo.")],
    [
      "by the next version with the entry still unreleased",
      "0.1.0",
      "patch",
      "0.1.1",
      log("Unreleased", "Fixed", "A typo."),
    ],
    ["from 1.0.0 by an addition", "1.0.0", "minor", "1.0.0", log("Unreleased", "Added", "A field.", "1.0.0")],
    [
      "from 1.0.0 by something that breaks",
      "1.0.0",
      "minor",
      "2.0.0",
      log("2.0.0", "Fixed", "**Breaking:** a field.", "1.0.0"),
    ],
  ])("%s", (_, released, impact, version, changelog) => {
    expect(shortfalls(released, impact, { version, changelog })).toEqual([]);
  });
});

describe("the promise falls short", () => {
  it.each<[what: string, released: string, Impact, version: string, changelog: string, RegExp[]]>([
    [
      "without an entry",
      "0.1.0",
      "patch",
      "0.1.0",
      "# Changelog\n\n## Unreleased\n\n## 0.1.0\n\n- First.\n",
      [/^CHANGELOG\.md says nothing since 0\.1\.0\. Say under "## Unreleased"/],
    ],
    ["without a changelog", "0.1.0", "patch", "0.1.1", "", [/Say under "## 0\.1\.1"/]],
    [
      "with an entry that doesn't say that something breaks",
      "0.1.0",
      "major",
      "0.1.0",
      log("Unreleased", "Changed", "A field."),
      [/"\*\*Breaking:\*\*"/],
    ],
    [
      "with a breaking entry of a release before",
      "0.1.0",
      "major",
      "0.2.0",
      log("0.2.0", "Changed", "A field."),
      [/under "## 0\.2\.0"/],
    ],
    [
      "with a version that isn't raised enough",
      "0.1.0",
      "major",
      "0.1.1",
      log("0.1.1", "Changed", "**Breaking:** a field."),
      [/^package\.json has 0\.1\.1, but the changes ask for 0\.2\.0\..* src\/version\.ts/],
    ],
    [
      "with a pre-release of too small a version",
      "1.0.0",
      "major",
      "1.1.0-rc.1",
      log("1.1.0-rc.1", "Changed", "**Breaking:** a field.", "1.0.0"),
      [/ask for 2\.0\.0/],
    ],
    [
      "with a version that goes back",
      "0.2.0",
      "patch",
      "0.1.9",
      log("Unreleased", "Fixed", "A typo."),
      [/0\.2\.0 is released already\. Raise it to 0\.2\.1/],
    ],
    [
      "from 1.0.0 with fixes for an addition",
      "1.0.0",
      "minor",
      "1.0.0",
      log("Unreleased", "Fixed", "A typo.", "1.0.0"),
      [/"### Added"/],
    ],
    [
      "in both places at once",
      "0.1.0",
      "major",
      "0.1.1",
      log("0.1.1", "Fixed", "A typo."),
      [/package\.json/, /CHANGELOG\.md/],
    ],
  ])("%s", (_, released, impact, version, changelog, messages) => {
    expect(shortfalls(released, impact, { version, changelog })).toEqual(
      messages.map((message) => expect.stringMatching(message)),
    );
  });

  it("can't be told from what is no version", () => {
    expect(() => leastVersion("next", "patch")).toThrow('"next" isn\'t a version like 1.2.3.');
  });
});
