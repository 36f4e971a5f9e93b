import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Json } from "../lib/document.ts";
import { inWords } from "./change.ts";
import { compare } from "./compare.ts";
import { DOCUMENT, lastRelease, named } from "./released-document.ts";
import { compareVersions, leastVersion } from "./versions.ts";

export interface Verdict {
  /** What was compared and which version it asks for, for a person. */
  report: string;
  /** Why the version can't stay as it is; undefined when the gate is open. */
  problem?: string;
}

export interface GateOptions {
  /** A file or a commit to compare with, instead of the last release. */
  base?: string | undefined;
  /** The version of the next release, when it isn't in package.json yet. */
  next?: string | undefined;
}

/** Compares the document of the checkout at `root` with the last released one. */
export async function gate(root: string, { base, next }: GateOptions = {}): Promise<Verdict> {
  const release = base === undefined ? lastRelease(root) : named(root, base);
  if (!release) return { report: "Nothing has been released yet: there is no tag like v1.2.3. So nothing can break." };

  const read = (file: string) => readFileSync(join(root, file), "utf8");
  const older = parse(release.text) as Json;
  const released = String((older["info"] as Json)["version"]);
  const version: string = next ?? JSON.parse(read("package.json")).version;
  const raised = compareVersions(version, released);
  const backwards = `The version ${version} doesn't come after ${released}, which is released already.`;

  const [greatest, ...others] = await compare(older, parse(read(DOCUMENT)) as Json);
  if (!greatest) {
    const report = `The document says the same as that of ${release.name}.`;
    return raised < 0 ? { report, problem: backwards } : { report };
  }
  const least = leastVersion(released, greatest.impact);
  const report = [
    `Since ${release.name} the document changed:\n`,
    ...[greatest, ...others].map(inWords),
    `\nThe release after ${released} has to be ${least.version} or later: ${least.rule}.`,
  ].join("\n");
  // Between releases package.json has the last one's version. Once it is raised, it has to be raised far enough.
  if (raised < 0) return { report, problem: backwards };
  if (raised > 0 && compareVersions(version, least.version) < 0)
    return { report, problem: `The version ${version} is too low: the changes ask for ${least.version} or later.` };
  return { report };
}
