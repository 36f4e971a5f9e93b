import type { Impact } from "./change.ts";

/** The least version that may follow `released` after a change of this impact, and the rule that says so. */
export function leastVersion(released: string, impact: Impact): { version: string; rule: string } {
  const [major, minor, patch] = numbers(released);
  const raised = {
    major: `${major + 1}.0.0`,
    minor: `${major}.${minor + 1}.0`,
    patch: `${major}.${minor}.${patch + 1}`,
  };
  if (isUnstable(released))
    return {
      version: impact === "major" ? raised.minor : raised.patch,
      rule: "below 1.0.0 a breaking change raises the minor version, any other the patch version",
    };
  return {
    version: raised[impact],
    rule: "a breaking change raises the major version, an addition the minor, any other the patch version",
  };
}

/** Below 1.0.0 anything may break, with a new minor version. */
const isUnstable = (version: string): boolean => numbers(version)[0] === 0;

/** Negative when `a` is the older one. A pre-release counts as the version that it comes before. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbers(a), numbers(b)];
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

const VERSION = /^v?(\d+)\.(\d+)\.(\d+)(?![\d.])/;

function numbers(version: string): [number, number, number] {
  const [, ...parts] = VERSION.exec(version) ?? [];
  if (parts.length !== 3) throw new Error(`${JSON.stringify(version)} isn't a version like 1.2.3.`);
  return parts.map(Number) as [number, number, number];
}
