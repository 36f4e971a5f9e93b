import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { bundles } from "../../scripts/bundle/bundles.ts";
import { DOCUMENT_PATH } from "../../scripts/lib/document.ts";

const FILES: Record<string, string> = {
  ...Object.fromEntries(Object.entries(bundles()).filter(([name]) => name.endsWith(".yaml"))),
  "the handwritten document": readFileSync(DOCUMENT_PATH, "utf8"),
};
/** Programs that read YAML 1.1 as most of their users do, and write what they read as JSON. */
const READERS: Record<string, [command: string, program: string]> = {
  "Python's PyYAML": ["python3", "import json, sys, yaml\nprint(json.dumps(yaml.safe_load(sys.stdin.buffer.read())))"],
  "Ruby's Psych": ["ruby", 'require "yaml"; require "json"; puts JSON.generate(YAML.safe_load($stdin.read))'],
};

function read([command, program]: [string, string], text: string): unknown {
  const flag = command === "ruby" ? "-e" : "-c";
  const { status, stdout, stderr } = spawnSync(command, [flag, program], {
    input: text,
    encoding: "utf8",
    env: { ...process.env, LANG: "C.UTF-8" },
  });
  if (status !== 0) throw new Error(`${command} can't read it: ${stderr}`);
  return JSON.parse(stdout);
}

/** Whether a reader can't be had here. In CI there is no excuse. */
function missing([command]: [string, string]): boolean {
  const module = command === "ruby" ? 'require "yaml"' : "import yaml";
  const isThere = spawnSync(command, [command === "ruby" ? "-e" : "-c", module]).status === 0;
  if (isThere || process.env["CI"]) return false;
  console.warn(`NOT RUN: ${command} with its YAML library isn't installed.`);
  return true;
}

describe.each(Object.keys(READERS))("%s", (name) => {
  const reader = READERS[name] as [string, string];

  it.skipIf(missing(reader)).each(Object.keys(FILES))("reads the same values as a YAML 1.2 reader: %s", (file) => {
    expect(read(reader, FILES[file] ?? "")).toEqual(parse(FILES[file] ?? ""));
  });

  it.skipIf(missing(reader))("would read other values, or none, without the quotes", () => {
    const unquoted = (FILES["openapi-3.0.yaml"] ?? "").replace(/"(2026-12-01T[^"]*)"/g, "$1");
    expect(() => expect(read(reader, unquoted)).toEqual(parse(unquoted))).toThrow();
  });
});
