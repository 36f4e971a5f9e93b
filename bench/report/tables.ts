import { heapGrowthMB } from "../growth.ts";
import { median, spread } from "../statistics.ts";
import type { MeasuredPeer, Run } from "./run.ts";
import { targetsOf } from "./targets.ts";

type Cell = string | number;

/** A Markdown table. Columns of figures are aligned to the right. */
function table(head: string[], rows: Cell[][]): string {
  const line = (cells: Cell[]) => `| ${cells.join(" | ")} |`;
  const isFigure = (column: number) => /^-?\d/.test(`${rows[0]?.[column] ?? ""}`);
  return [line(head), line(head.map((_, column) => (isFigure(column) ? "--:" : "---"))), ...rows.map(line)].join("\n");
}

const whole = (value: number): string => Math.round(value).toLocaleString("en");

/** Our own clients in bold. */
const bold = (name: string): string => (name.startsWith("heffl-client") ? `**${name}**` : name);

export const targetsTable = (run: Run): string =>
  table(
    ["Target", "Limit", "Measured", "Least to most", "Holds"],
    targetsOf(run).map(({ what, limit, measured, range, holds }) => [
      what,
      limit,
      measured,
      range,
      holds ? "yes" : "**no**",
    ]),
  );

export function requestsTable({ requests = [] }: Run, inFlight: number): string {
  const rows = requests
    .filter((series) => series.inFlight === inFlight)
    .sort((a, b) => median(b.perSecond) - median(a.perSecond))
    .map(({ peer, perSecond, cpuMicros, p99Ms }): Cell[] => [
      bold(peer),
      whole(median(perSecond)),
      spread(perSecond, 0),
      whole(median(cpuMicros)),
      spread(cpuMicros, 0),
      median(p99Ms).toFixed(2),
    ]);
  const head = ["Client", "Requests/s", "Least to most", "CPU per call, µs", "Least to most", "p99 latency, ms"];
  return table(head, rows);
}

export const growthTable = ({ growth = [] }: Run): string =>
  table(
    ["Client", "Calls", "Heap growth, MB", "Resident memory afterwards, MB"],
    growth.map((one) => [
      bold(one.peer),
      whole(one.calls),
      heapGrowthMB(one).toFixed(2),
      whole(one.residentAtEnd / 1e6),
    ]),
  );

export const importsTable = ({ imports }: Run): string =>
  table(
    ["Client", "Bundle, kB", "Import, CPU ms", "Least to most"],
    (imports?.imported ?? []).map(({ name, version, bytes, processMs }) => {
      const ms = processMs.map((own, round) => own - (imports?.emptyProcessMs[round] ?? Number.NaN));
      return [`${bold(name)} ${version}`, (bytes / 1000).toFixed(1), median(ms).toFixed(1), spread(ms)];
    }),
  );

export const peersTable = (peers: MeasuredPeer[]): string =>
  table(
    ["Client", "Version", "Kind", "Over", "Set up with"],
    peers.map(({ name, version, kind, over, setup }) => [bold(name), version, kind, over, setup]),
  );
