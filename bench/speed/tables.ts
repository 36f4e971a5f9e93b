import { median, spread } from "../statistics.ts";
import { grown } from "./memory.ts";
import type { Peer } from "./peer.ts";
import type { Results } from "./results.ts";
import { middle, range } from "./rounds.ts";
import { type Cell, table, whole } from "./table.ts";

const named = ({ name, kind }: Peer): string => (kind === "ours" ? `**${name}**` : name);

export function speedTable({ series }: Results, inFlight: number): string {
  const rows = series
    .filter((one) => one.inFlight === inFlight)
    .sort((a, b) => middle(b, "perSecond") - middle(a, "perSecond"))
    .map((one): Cell[] => [
      named(one.peer),
      whole(middle(one, "perSecond")),
      range(one, "perSecond"),
      whole(middle(one, "cpu")),
      range(one, "cpu"),
      middle(one, "p50Ms").toFixed(2),
      middle(one, "p99Ms").toFixed(2),
    ]);
  return table(["", "requests/s", "least to most", "CPU a call, µs", "least to most", "p50, ms", "p99, ms"], rows);
}

export const peersTable = (peers: Peer[]): string =>
  table(
    ["", "what", "over", "set up with"],
    peers.map((peer) => [named(peer), peer.kind, peer.over, peer.note || "defaults"]),
  );

export const memoryTable = ({ growth }: Results): string =>
  table(
    ["", "resident at rest, MB", "heap at rest, MB", "calls", "heap grown, MB", "resident after, MB"],
    growth.map((one) => [
      named(one.peer),
      (one.atRest.resident / 1e6).toFixed(0),
      (one.atRest.heap / 1e6).toFixed(1),
      whole(one.calls),
      grown(one).toFixed(2),
      (one.end.resident / 1e6).toFixed(0),
    ]),
  );

export const importTable = ({ imported }: Results): string =>
  table(
    ["", "bundle, kB", "import, CPU ms", "least to most"],
    imported.map(({ name, version, kB, ms, range }) => [`${name} ${version}`, kB.toFixed(1), ms.toFixed(1), range]),
  );

export const typesTable = ({ types }: Results): string =>
  table(
    ["", "types", "instantiations", "check, ms", "whole run, ms", "memory, MB"],
    types.map(({ name, types, instantiations, checkMs, totalMs, memoryMB }) => [
      name,
      whole(types),
      whole(instantiations),
      whole(checkMs),
      whole(totalMs),
      memoryMB.toFixed(1),
    ]),
  );

export const codegenTable = ({ codegen }: Results): string =>
  table(
    ["", "seconds", "least to most", "what it writes"],
    codegen.map(({ name, seconds, note }) => [name, median(seconds).toFixed(1), spread(seconds), note]),
  );

export const bodyTable = ({ body }: Results): string =>
  table(
    ["", "µs", "least to most"],
    body
      ? [
          ["**serialise, check and validate**", median(body.ours).toFixed(2), spread(body.ours, 2)],
          ["`JSON.stringify` alone", median(body.stringify).toFixed(2), spread(body.stringify, 2)],
        ]
      : [],
  );
