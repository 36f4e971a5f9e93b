import { expect, test } from "vitest";
import type { Impact } from "../../scripts/change-gate/change.ts";
import { compareVersions, leastVersion } from "../../scripts/change-gate/versions.ts";

test.each<[released: string, Impact, least: string]>([
  ["0.1.0", "patch", "0.1.1"],
  ["0.1.9", "minor", "0.1.10"],
  ["0.9.3", "major", "0.10.0"],
  ["1.2.3", "patch", "1.2.4"],
  ["1.2.3", "minor", "1.3.0"],
  ["1.2.3", "major", "2.0.0"],
])("after %s a %s change asks for %s", (released, impact, least) => {
  expect(leastVersion(released, impact).version).toBe(least);
});

test("versions are compared by number, and a pre-release counts as its release", () => {
  expect(compareVersions("0.10.0", "0.9.9")).toBeGreaterThan(0);
  expect(compareVersions("1.0.0-rc.1", "1.0.0")).toBe(0);
});

test("what isn't a version is refused", () => {
  expect(() => leastVersion("next", "patch")).toThrow('"next" isn\'t a version like 1.2.3.');
});
