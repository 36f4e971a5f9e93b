import type { Peer } from "./peer.ts";
import { remarks } from "./remarks.ts";
import type { Results } from "./results.ts";
import type { Level } from "./rounds.ts";
import { bodyTable, codegenTable, importTable, memoryTable, peersTable, speedTable, typesTable } from "./tables.ts";
import { targetsTable } from "./targets.ts";

/** docs/performance.md; parts that weren't measured are left out. */
export function page(results: Results, everyone: Peer[]): string {
  const { machine, plan, series } = results;
  const peers = [...new Set(series.map(({ peer }) => peer))];
  const part = (measured: unknown[], text: string): string => (measured.length > 0 ? text : "");
  const sections = [
    `<!-- Written by \`npm run bench\`. -->

# Performance

Node ${machine.node}, ${machine.cores} cores, load average ${machine.load.toFixed(2)} when the run began. One run, on one machine, over loopback: ratios
travel, figures don't. A load above 0.5 makes every figure worse, and the spread with it.`,
    part(series, `## Held to\n\n${targetsTable(results)}`),
    part(
      series,
      `![Requests per second at 50 in flight](performance-requests.svg)

![CPU time of a call at 50 in flight](performance-cpu.svg)

## Requests

Each client creates the same full task, and gets the same one. Each has a process of its own, and the server has one. Slices
are made in turn, round by round, and the figures are the medians of the rounds; in "Held to" a ratio is the median of the
rounds' own. CPU is that of the client's whole process. Where nothing else is said the deadline is 30 s. Above 20,000 requests/s
the server may be what is measured; CPU is not.

${plan.levels.map((level) => levelOf(results, level)).join("\n\n")}`,
    ),
    part(
      results.growth,
      `## Memory

At rest: after one call, the median of ${results.growth[0]?.starts} starts. Growth: of the heap, garbage collected, from a tenth of the calls to all of them, 50 in flight. A
timer of \`AbortSignal.timeout\` stays until it fires, so what such clients grew by is given back 30 s later.

${memoryTable(results)}`,
    ),
    part(
      results.imported,
      `## Size and start

As in [size.md](size.md): the bundle, minified and gzipped, and the CPU time of the import in a new process.

${importTable(results)}`,
    ),
    part(
      results.types,
      `## Type check

What \`tsc --extendedDiagnostics\` says of a program that makes one task and reads its ID, less what it says of an empty one;
\`skipLibCheck\` is on.

${typesTable(results)}`,
    ),
    results.body
      ? `## A full body

Rounds all over the run, each with both. On a shared machine both take twice as long for some of them.

${bodyTable(results)}`
      : "",
    part(results.codegen, `## From document to code\n\n${codegenTable(results)}`),
    `## Where heffl-client isn't ahead

${remarks(results, everyone)}`,
    part(series, `## Who was measured\n\n${peersTable(peers)}`),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function levelOf(results: Results, { inFlight, rounds, slice }: Level): string {
  const length = "ms" in slice ? `${slice.ms} ms` : `${slice.calls} calls`;
  return `### ${inFlight} in flight\n\n${rounds} rounds of slices of ${length}.\n\n${speedTable(results, inFlight)}`;
}
