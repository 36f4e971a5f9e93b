import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { Heffl, type HefflError } from "../../src/index.ts";
import { createMock } from "../../src/testing.ts";
import { checkoutFiles } from "../support/files.ts";
import { rejection } from "../support/server.ts";
import { blocksOf } from "./blocks.ts";

test("the README's first failure has the outcome and the message that it shows", async () => {
  const mock = createMock();
  mock.next({ status: 502, body: "" });
  const heffl = new Heffl({ apiKey: "test-key", fetch: mock.fetch });
  const error = await rejection<HefflError>(heffl.tasks.create({ title: "Call Acme" }));
  expect(blocksOf("README.md", "text")).toEqual([`${error.outcome}: ${error.message}\n`]);
});

test("every npm script that the README names is run by CI or by a test", () => {
  const named = scriptsIn(read("README.md"));
  expect(named.size).toBeGreaterThan(15);
  const ran = new Set([...scriptsOfCi(), ...scriptsOfTests()]);
  expect([...named].filter((name) => !ran.has(name))).toEqual([]);
});

const scripts: Record<string, string> = packageJson.scripts;

const read = (...patterns: string[]): string =>
  checkoutFiles(...patterns)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");

/** The scripts of package.json that a text runs by `npm`, or by `run-p`, which runs several at once. */
function scriptsIn(text: string): Set<string> {
  const byNpm = text.matchAll(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test))\b/g);
  const atOnce = text.matchAll(/\brun-p --(?:aggregate-output|print-label) ([\w: -]+)/g);
  return new Set([
    ...Array.from(byNpm, ([, run, own]) => run ?? own ?? ""),
    ...Array.from(atOnce, ([, names = ""]) => names.trim().split(" ")).flat(),
  ]);
}

/** What CI runs, and what these scripts run in turn. */
function scriptsOfCi(): Set<string> {
  const found = scriptsIn(read(".ci/*", ".github/workflows/*"));
  for (const name of found) for (const inner of scriptsIn(scripts[name] ?? "")) found.add(inner);
  return found;
}

/** A test starts a script by its name with the functions of test/support/script.ts. */
const scriptsOfTests = (): string[] =>
  Array.from(read("test/*/*.test.ts").matchAll(/\bstart(?:InTerminal)?\("([\w:-]+)"/g), ([, name]) => name ?? "");
