import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Json } from "../document.ts";
import { inWords } from "./change.ts";
import { compare } from "./compare.ts";
import { shortfalls } from "./promise.ts";
import { DOCUMENT, lastRelease, named } from "./release.ts";
import { leastVersion } from "./versions.ts";

export interface Verdict {
  /** What was compared and what it asks for, for a person. */
  report: string;
  /** What the announcement lacks; empty when the gate is open. */
  missing: string[];
}

/** Compares the document of the checkout at `root` with the last released one, or with what `base` names. */
export async function gate(root: string, base?: string): Promise<Verdict> {
  const release = base === undefined ? lastRelease(root) : named(root, base);
  if (!release)
    return { report: "Nothing has been released yet: there is no tag like v1.2.3. So nothing can break.", missing: [] };

  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const older = parse(release.text) as Json;
  const changes = await compare(older, parse(read(DOCUMENT)) as Json);
  const [greatest] = changes;
  if (!greatest) return { report: `The document says the same as that of ${release.name}.`, missing: [] };

  const released = String((older["info"] as Json)["version"]);
  const { version, rule } = leastVersion(released, greatest.impact);
  const promised = { version: JSON.parse(read("package.json")).version, changelog: read("CHANGELOG.md") };
  return {
    report: [
      `Since ${release.name} the document changed:\n`,
      ...changes.map(inWords),
      `\nThe release after ${released} has to be ${version} or later: ${rule}.`,
    ].join("\n"),
    missing: shortfalls(released, greatest.impact, promised),
  };
}
