import type { Body } from "../body.ts";
import type { Growth } from "../growth.ts";
import type { Level, Series } from "../harness/rounds.ts";
import type { Imports } from "../imports.ts";
import type { Peer } from "../peers/peer.ts";

/** All that one run measured: the content of docs/performance.json. A part that wasn't measured is missing. */
export interface Run {
  /** For example 2026-12-01. */
  date: string;
  machine: { node: string; cpu: string; cores: number; loadAverage: number };
  peers: MeasuredPeer[];
  levels: Level[];
  requests?: Series[];
  body?: Body;
  growth?: Growth[];
  imports?: Imports;
}

export type MeasuredPeer = Pick<Peer, "name" | "kind" | "over" | "setup"> & { version: string };

/** Six digits are more than any figure is good for. A list of figures takes one line. */
export function runToJson(run: Run): string {
  const rounded = (_: string, value: unknown) => (typeof value === "number" ? Number(value.toPrecision(6)) : value);
  const json = JSON.stringify(run, rounded, 2);
  return `${json.replace(/\[[^[\]{}"]+\]/g, (list) => list.replace(/\s+/g, " "))}\n`;
}

export const runFromJson = (json: string): Run => JSON.parse(json);

export const seriesOf = ({ requests }: Run, peer: string, inFlight: number): Series | undefined =>
  requests?.find((series) => series.peer === peer && series.inFlight === inFlight);
