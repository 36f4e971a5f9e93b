import type { Sandbox } from "./sandbox.ts";

const VITEST = ["vitest/vitest.mjs", "run", "--bail=1", "--typecheck.enabled=false"];

/** What runs as a check of its own, what needs dist/ or a browser, and what never reads the document. */
const ELSEWHERE = [
  ...["document*.test.ts", "lint/**", "contract/**"],
  ...["package.test.ts", "runtimes/**", "bundle/**", "size/**", "docs/**", "recipes/**", "site/**"],
  ...["faults/**", "undici/**", "bench/**", "scripts/release.test.ts"],
];

/** What can notice that the document is wrong, fast ones first. Each is a package's script and its arguments. */
export const CHECKS: Record<string, string[]> = {
  facts: ["vitest/vitest.mjs", "run", "--config=facts.config.ts", "--bail=1"],
  redocly: ["@redocly/cli/bin/cli.js", "lint"],
  spectral: ["@stoplight/spectral-cli/dist/index.js", "lint", "--fail-severity=hint", "openapi/openapi.yaml"],
  // Not a check by itself, but it refuses what it can't compile. From here on the mutant is in the generated code too,
  // so that no check fails only because that differs from the document.
  generate: ["tsx/dist/cli.mjs", "scripts/generate.ts"],
  // The types' tests are among what it compiles, so the runs below need not compile them again.
  tsc: ["typescript/bin/tsc"],
  contract: [...VITEST, "test/contract", "test/generated"],
  rest: [...VITEST, ...ELSEWHERE.map((files) => `--exclude=test/${files}`)],
};

/** The first check that fails, or undefined when none does. */
export async function firstToFail(
  sandbox: Sandbox,
  names: string[],
): Promise<{ name: string; output: string } | undefined> {
  for (const name of names) {
    const { ok, output } = await sandbox.run(CHECKS[name] as string[]);
    if (!ok) return { name, output };
  }
  return undefined;
}
