import { type Metric, metrics } from "./metrics.ts";
import type { Peer } from "./peer.ts";
import type { Results } from "./results.ts";

const OURS = "heffl-client";
type Value = Metric["values"][number];

/** A line for each column in which a client library or an SDK is ahead of the defaults. Bare calls are no clients. */
export function remarks(results: Results, peers: Peer[]): string[] {
  return metrics(results).flatMap((metric) => remark(metric, peers) ?? []);
}

function remark({ name, about, better, values }: Metric, peers: Peer[]): string | undefined {
  const own = values.find((value) => value.name === OURS)?.value;
  if (own === undefined) return undefined;
  const ahead = (value: number, of: number) => (better === "more" ? value > of : value < of);
  const rivals = new Map<string, Value[]>();
  for (const rival of values) {
    const peer = peers.find(({ name }) => name === rival.name);
    if ((peer?.kind !== "library" && peer?.kind !== "SDK") || !ahead(rival.value, own)) continue;
    const why = reason(peer, about, Math.abs(rival.value / own - 1) < NEAR);
    rivals.set(why, [...(rivals.get(why) ?? []), rival]);
  }
  if (rivals.size === 0) return undefined;
  const parts = [...rivals].map(([why, some]) => `${some.map((rival) => share(rival, own)).join(", ")}: ${why}`);
  return `**${name}**, behind ${parts.join("; behind ")}.${rescue(values, [...rivals.values()].flat(), ahead)}`;
}

/** The gate's ratio of one build went from 1.01 to 1.16 in twelve runs. */
const NEAR = 0.08;

const share = ({ name, value }: Value, own: number): string =>
  own === 0 ? name : `${name} (${(value / own).toFixed(2)} x)`;

/** Whether the other transport is ahead of those whom the default isn't. */
function rescue(values: Value[], rivals: Value[], ahead: (value: number, of: number) => boolean): string {
  const undici = values.find(({ name }) => name === `${OURS}/undici`);
  const beaten = rivals.filter(({ value }) => undici && ahead(undici.value, value));
  if (beaten.length === 0) return "";
  const whom = beaten.length === rivals.length ? "all of these" : beaten.map(({ name }) => name).join(", ");
  return ` \`heffl-client/undici\` is ahead of ${whom}.`;
}

function reason({ name, over }: Peer, about: Metric["about"], near: boolean): string {
  if (near) return `by less than ${NEAR * 100} %, as much as runs of one build differ by`;
  switch (about) {
    case "speed":
      if (over === "node:http") return "over node:http, which costs less than `fetch` and is Node's alone";
      if (name.endsWith("without a deadline")) return "no abort signal to pay for, and no end when a server stalls";
      return "over `fetch` too, without validation, a bound for the body, and proof of what became of the task";
    case "memory":
      return "less code, without validators and errors that tell what is proved";
    case "growth":
      return "why wasn't looked into";
    case "size":
      return "less code, without validators, retries by proof and errors that tell what is proved";
    case "types":
      return "a generic method, to which any body is right, so that next to nothing is checked";
  }
}
