import { compareVersions, isVersion } from "./versions.ts";

/** One line of a changelog, and the heading that it stands under: Added, Fixed … */
export interface Entry {
  group: string;
  text: string;
}

/** What a changelog in the form of Keep a Changelog says about the time since `released`. */
export function entriesSince(released: string, changelog: string): Entry[] {
  const sections = changelog.split(/^## /m).slice(1);
  return sections.filter((section) => isSince(released, section)).flatMap(entriesOf);
}

function isSince(released: string, section: string): boolean {
  const [, name = ""] = /^\[?([^\]\s]+)/.exec(section) ?? [];
  return /^unreleased$/i.test(name) || (isVersion(name) && compareVersions(name, released) > 0);
}

function entriesOf(section: string): Entry[] {
  const entries: Entry[] = [];
  let group = "";
  for (const line of section.split("\n")) {
    group = /^### (\w+)/.exec(line)?.[1] ?? group;
    const text = /^[-*] (.+)/.exec(line)?.[1];
    if (text !== undefined) entries.push({ group, text });
  }
  return entries;
}
