import type { Consumer } from "./consumer.ts";
import { SENT } from "./resending.ts";

export interface Passed {
  consumer: Consumer;
  version: string;
}

/** The tables for people who want to know whether it runs at theirs. Only a run without a failure is reported. */
export function report(passed: Passed[]): string {
  return `<!-- Written by \`npm run test:consumers -- --all\`. -->

# Where it runs

Each ✓ is a small project that installed the packed package from its tarball, as its users do, and created a task against
the mock.

## Runtimes

${table("runtimes", passed)}

The Worker for workerd is bundled by esbuild, the page for Chromium by Vite. The undici transport is for Node.

## TypeScript

With \`strict\`, \`exactOptionalPropertyTypes\` and, from 5.4 on, \`skipLibCheck: false\`; before that openapi-fetch's own
declarations have errors. Except under \`bundler\` the program is compiled twice, as an ES module and as CommonJS. What was
compiled is then run.

${table("compilers", passed)}

## In projects of many kinds

Each installs the package with what is named, and creates its tasks there:

${list("projects", passed)}

## A task that Chromium sends again by itself

Below the page, where nothing in it can tell: over a connection that was used before, once the server has the task and

| | it is sent |
| --- | --- |
${Object.values(SENT)
  .map(({ does, times }) => cells(does, times === 1 ? "once" : "twice"))
  .join("\n")}

## Tools

These report nothing:

${list("tools", passed)}
`;
}

function table(name: Consumer["table"], all: Passed[]): string {
  const passed = all.filter(({ consumer }) => consumer.table === name);
  const columns = [...new Set(passed.map(({ consumer }) => consumer.column))];
  const rows = new Map<string, Set<string>>();
  for (const { consumer, version } of passed) {
    const row = `${consumer.row} ${version}`;
    rows.set(row, (rows.get(row) ?? new Set()).add(consumer.column));
  }
  return [
    cells(" ", ...columns),
    cells("---", ...columns.map(() => "---")),
    ...[...rows].map(([row, ran]) => cells(row, ...columns.map((column) => (ran.has(column) ? "✓" : "—")))),
  ].join("\n");
}

function list(name: Consumer["table"], passed: Passed[]): string {
  return passed
    .filter(({ consumer }) => consumer.table === name)
    .map(({ consumer, version }) => `- ${consumer.row} ${version}, ${consumer.column}`)
    .join("\n");
}

const cells = (...texts: string[]): string => `| ${texts.join(" | ")} |`;
