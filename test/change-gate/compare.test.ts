import { beforeAll, describe, expect, it } from "vitest";
import type { Change } from "../../scripts/change-gate/change.ts";
import { compare } from "../../scripts/change-gate/compare.ts";
import { redoclyDiff } from "../../scripts/change-gate/redocly-diff.ts";
import { type Json, readDocument } from "../../scripts/lib/document.ts";
import { INSIDE, OUTSIDE, type Row } from "./changes.ts";
import { indexOf, sideBySide } from "./side-by-side.ts";

function documents({ edit, before }: Row): { base: Json; revision: Json } {
  const base = readDocument();
  before?.(base);
  const revision = structuredClone(base);
  edit(revision);
  return { base, revision };
}

/** `compare` puts the greatest first, Redocly doesn't. */
const impactOf = (changes: Change[]) =>
  (["major", "minor", "patch"] as const).find((impact) => changes.some((change) => change.impact === impact));

describe("the change gate rates", () => {
  let compared: Change[];
  let byRedocly: Change[];
  beforeAll(async () => {
    const pairs = INSIDE.map(documents);
    const base = sideBySide(pairs.map((pair) => pair.base));
    const revision = sideBySide(pairs.map((pair) => pair.revision));
    [compared, byRedocly] = await Promise.all([compare(base, revision), redoclyDiff(base, revision)]);
  }, 60_000);

  const of = (changes: Change[], index: number) => changes.filter(({ pointer }) => indexOf(pointer) === index);

  it.each(INSIDE.map((row, index) => ({ ...row, index })))("as $impact: $what", ({ impact, index, own }) => {
    expect(impactOf(of(compared, index))).toBe(impact);
    // An own check that Redocly has made superfluous can go.
    if (own) expect(impactOf(of(byRedocly, index))).not.toBe(impact);
    else expect(impactOf(of(byRedocly, index))).toBe(impact);
  });

  it("no change that it can't place", () => {
    expect(compared.filter(({ pointer }) => Number.isNaN(indexOf(pointer)))).toEqual([]);
  });

  it.concurrent.each(OUTSIDE)("as $impact: $what", async (row) => {
    const { base, revision } = documents(row);
    const changes = await compare(base, revision);
    expect(impactOf(changes)).toBe(row.impact);
    expect(changes[0]?.impact).toBe(row.impact);
    if (row.own) expect(impactOf(await redoclyDiff(base, revision))).not.toBe(row.impact);
  });
});
