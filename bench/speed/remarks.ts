import { type Metric, metrics } from "./metrics.ts";
import type { Peer } from "./peer.ts";
import type { Results } from "./results.ts";
import { table } from "./table.ts";

const OURS = "heffl-client";
type Value = Metric["values"][number];

/** Why a client is ahead, under the sign that the table has for it. */
const REASONS = {
  n: "`node:http` costs less than `fetch`, and is Node's alone.",
  f: "Over `fetch` too, without validation, a bound for the body, and proof of what became of the task.",
  d: "No abort signal to pay for, and no end when a server stalls.",
  c: "Less code, without validators, retries by proof and errors that tell what is proved.",
  m: "Over `node:http`, and so without loading `fetch`.",
  t: "A generic method, to which any body is right, so that next to nothing is checked.",
  r: "By less than 8 %, as much as runs of one build differ by, or not in nine rounds of ten.",
  "?": "Why wasn't looked into.",
};
type Sign = keyof typeof REASONS;

/** The gate's ratio of one build went from 1.01 to 1.16 in twelve runs: 7 % to either side. */
const NEAR = 0.08;
/** On a shared machine medians differ by more than that. A lead is taken for one where it stands in this share of the rounds. */
const STEADY = 0.9;

/** Every column in which a client library or an SDK is ahead of the defaults, and why. Bare calls are no clients. */
export function remarks(results: Results, peers: Peer[]): string {
  const rows = metrics(results).flatMap((metric) => row(metric, peers) ?? []);
  if (rows.length === 0) return "Of the client libraries and SDKs, none is ahead of it.";
  const used = Object.entries(REASONS).filter(([sign]) => rows.some(({ signs }) => signs.includes(sign as Sign)));
  return `Behind each name: its figure in times that of heffl-client, and why.

${table(
  ["", "ahead of heffl-client", "of these ahead of `heffl-client/undici` too"],
  rows.map(({ cells }) => cells),
)}

${used.map(([sign, why]) => `- **${sign}**: ${why}`).join("\n")}`;
}

function row({ name, about, better, values }: Metric, peers: Peer[]): { cells: string[]; signs: Sign[] } | undefined {
  const own = values.find((value) => value.name === OURS);
  if (own === undefined) return undefined;
  const ahead = (value: number, of: number) => (better === "more" ? value > of : value < of);
  const isChance = (rival: Value): boolean => {
    const rounds = rival.rounds ?? [];
    const won = rounds.filter((value, round) => ahead(value, own.rounds?.[round] ?? Number.NaN));
    return won.length < STEADY * rounds.length || Math.abs(rival.value / own.value - 1) < NEAR;
  };
  const rivals = values.flatMap((rival) => {
    const peer = peers.find(({ name }) => name === rival.name);
    const isClient = peer?.kind === "library" || peer?.kind === "SDK";
    return isClient && ahead(rival.value, own.value) ? [{ ...rival, sign: signOf(peer, about, isChance(rival)) }] : [];
  });
  if (rivals.length === 0) return undefined;
  const undici = values.find((value) => value.name === `${OURS}/undici`);
  const still = undici ? listed(rivals.filter(({ value }) => ahead(value, undici.value))) : "";
  const cells = [
    name,
    rivals.map((rival) => `${rival.name} ${share(rival, own.value)} **${rival.sign}**`).join(", "),
    still,
  ];
  return { cells, signs: rivals.map(({ sign }) => sign) };
}

const listed = (rivals: Value[]): string => rivals.map(({ name }) => name).join(", ") || "none";

const share = ({ value }: Value, own: number): string => (own === 0 ? "" : (value / own).toFixed(2));

function signOf({ name, over }: Peer, about: Metric["about"], isChance: boolean): Sign {
  const differs = about === "speed" || about === "memory"; // the others come out the same each time, or are given their reason
  if (differs && isChance) return "r";
  switch (about) {
    case "speed":
      if (over === "node:http") return "n";
      return name.endsWith("without a deadline") ? "d" : "f";
    case "memory":
      return over === "node:http" ? "m" : "?";
    case "size":
      return "c";
    case "growth":
      return "?";
    case "types":
      return "t";
  }
}
