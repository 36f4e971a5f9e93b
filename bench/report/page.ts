import type { Level } from "../harness/rounds.ts";
import type { Run } from "./run.ts";
import { growthTable, importsTable, peersTable, requestsTable, targetsTable } from "./tables.ts";
import { targetsOf } from "./targets.ts";

/** docs/performance.md. A part that wasn't measured is left out. */
export function page(run: Run): string {
  const { date, machine, requests, growth, imports, peers } = run;
  const sections = [
    `<!-- Written by \`npm run bench\` from docs/performance.json. -->

# Performance

Measured on ${date}: Node ${machine.node}, ${machine.cpu}, ${machine.cores} cores, load average ${machine.loadAverage.toFixed(2)} when the run began. One run on
one machine, over loopback: compare the clients, since the figures themselves differ between machines. At a load average above
0.5 other programs disturbed the run. \`docs/performance.json\` has the figures of every round.`,
    targetsOf(run).length > 0 &&
      `## Targets

A ratio is the median of the ratios of all rounds; "least to most" are those of single rounds. Requests/s and CPU time are at
50 calls in flight. No growth means at most 1 byte per call, or 0.5 MB where that is more, since garbage collections differ by
that much.

${targetsTable(run)}`,
    requests &&
      `## Requests

Each client creates the same full task and receives the same answer, over and over. Each runs in a process of its own, the
server in another. In each round all clients are measured in turn. The figures are medians of the rounds. CPU time is that of
the client's whole process. Above 20,000 requests/s the server may be the limit, which doesn't affect CPU time.

${run.levels.map((level) => requestsAt(run, level)).join("\n\n")}`,
    growth &&
      `## Memory

Growth of the heap, after garbage collection, from a tenth of the calls to all of them, 50 in flight.
\`AbortSignal.timeout\` keeps its timer until it fires, so a client that uses it releases that part of its growth 30 s later.

${growthTable(run)}`,
    imports &&
      `## Size and import time

The bundle that esbuild makes of a program that imports one client, minified and gzipped, and the CPU time of the import: that
of a new process, less that of a process that imports nothing. The SDKs cover whole APIs. \`heffl-client/undici\` is measured
without undici, which its first call loads.

${importsTable(run)}`,
    peers.length > 0 &&
      `## Clients

Unless the last column says otherwise, a client's own timeout option is 30 s.

${peersTable(peers)}`,
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

function requestsAt(run: Run, { inFlight, rounds, slice }: Level): string {
  const length = "ms" in slice ? `${slice.ms} ms` : `${slice.calls} calls`;
  return `### ${inFlight} in flight\n\n${rounds} rounds, ${length} for each client.\n\n${requestsTable(run, inFlight)}`;
}
