/** What a change asks of the version, as if it were 1.0.0 or later. */
export type Impact = "patch" | "minor" | "major";

/** Something that differs between two documents. */
export interface Change {
  impact: Impact;
  /** JSON pointer into the newer document, or into the older where it is gone. */
  pointer: string;
  what: string;
}

const ORDER: Impact[] = ["patch", "minor", "major"];

/** Sorts the greatest first. */
export const byImpact = (a: Change, b: Change): number => ORDER.indexOf(b.impact) - ORDER.indexOf(a.impact);

const WORDS: Record<Impact, string> = { major: "breaking", minor: "addition", patch: "other" };

export const inWords = ({ impact, pointer, what }: Change): string =>
  `  ${WORDS[impact].padEnd(8)}  ${pointer}\n            ${what}`;
