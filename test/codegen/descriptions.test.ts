import { describe, expect, it } from "vitest";
import { findTools, VERDICTS } from "./tool.ts";
import { READ_VECTORS, VECTORS } from "./vectors.ts";

const tools = findTools([]);
const vectors = [...VECTORS, ...READ_VECTORS].map(({ name }) => name);

describe.each(tools)("$name", ({ kind, verdict, because, command, customFields, checks = [], expected, ...tool }) => {
  it("says what a reader of the guide has to know", () => {
    expect(VERDICTS).toContain(verdict);
    expect(because).not.toBe("");
    expect(command).not.toBe("");
    if (kind === "client")
      expect([tool.sendNull, customFields, tool.tooManyRequests].filter((words) => !words)).toEqual([]);
  });

  it("expects gaps in what it is tried with alone, each with an address or the word that none was found", () => {
    const known = new Set(kind === "importer" ? checks : vectors);
    const named = expected.flatMap((gap) => gap.vectors);
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    expect(new Set(named).size).toBe(named.length);
    for (const { upstream } of expected) expect(upstream).toMatch(/https:\/\/|No upstream issue|By design/);
  });

  it("isn't called good where something is lost that Heffl has", () => {
    if (verdict === "works") expect(expected).toEqual([]);
  });
});
