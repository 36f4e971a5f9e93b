import { median, spread } from "../statistics.ts";
import type { Length, Slice } from "./load.ts";
import type { Peer } from "./peer.ts";
import type { Client } from "./processes.ts";
import { progress } from "./progress.ts";

/** So many calls at once, in so many rounds of slices of this length. */
export interface Level {
  inFlight: number;
  rounds: number;
  slice: Length;
}

export interface Plan {
  levels: Level[];
  /** Calls before the first round, so that what is measured is compiled. */
  warmUp: number;
}

/** A peer's slices at one number of calls in flight, one a round. The n-th of every peer were made side by side. */
export interface Series {
  peer: Peer;
  inFlight: number;
  slices: Slice[];
}

/** Measures the peers in turn, round by round, so that a busy moment of the machine falls on all of them. `between` runs before each round. */
export async function measureRounds(
  clients: Client[],
  { levels, warmUp }: Plan,
  between = () => {},
): Promise<Series[]> {
  for (const [index, client] of clients.entries()) {
    progress(`Warming up, ${index + 1} of ${clients.length}: ${client.peer.name}`);
    await client.repeat(50, warmUp);
  }
  const series: Series[] = [];
  for (const { inFlight, rounds, slice } of levels) {
    const level = clients.map(({ peer }): Series => ({ peer, inFlight, slices: [] }));
    for (let round = 0; round < rounds; round++) {
      between();
      // Forth and back: whoever is always first after the garbage of another would pay for it.
      const turn = [...clients.keys()];
      for (const index of round % 2 ? turn.reverse() : turn) {
        const client = clients[index] as Client;
        progress(`${inFlight} in flight, round ${round + 1} of ${rounds}: ${client.peer.name}`);
        level[index]?.slices.push(await client.drive(inFlight, slice));
      }
    }
    series.push(...level);
  }
  return series;
}

export type Figure = Exclude<keyof Slice, "calls">;

export const middle = ({ slices }: Series, figure: Figure): number => median(slices.map((slice) => slice[figure]));

export const range = ({ slices }: Series, figure: Figure, digits = 0): string =>
  spread(
    slices.map((slice) => slice[figure]),
    digits,
  );

/** The median of the rounds' own ratios, and their range: what disturbs a round disturbs both that were measured in it. */
export function ratio(over: Series, under: Series, figure: Figure): { ratio: number; range: string } {
  const each = over.slices.map((slice, round) => slice[figure] / (under.slices[round]?.[figure] ?? Number.NaN));
  return { ratio: median(each), range: spread(each, 2) };
}
