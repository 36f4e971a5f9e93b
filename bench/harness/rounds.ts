import type { Length, Slice } from "./load.ts";
import type { Client } from "./processes.ts";
import { progress } from "./progress.ts";

/** So many calls at once, measured in so many rounds of slices of this length. */
export interface Level {
  inFlight: number;
  rounds: number;
  slice: Length;
}

/** What a peer did at one number of calls in flight: a figure for each round. All peers have been measured in each round. */
export interface Series extends Record<keyof Slice, number[]> {
  peer: string;
  inFlight: number;
}

/**
 * Measures the clients in turn, round by round, so that a disturbance of the machine affects all of them.
 *
 * @param warmUpCalls calls by each client before the first round, so that its code is compiled
 * @param beforeRound runs before each round
 */
export async function measureRounds(
  clients: Client[],
  levels: Level[],
  warmUpCalls: number,
  beforeRound = () => {},
): Promise<Series[]> {
  for (const [index, client] of clients.entries()) {
    progress(`Warming up, ${index + 1} of ${clients.length}: ${client.name}`);
    await client.repeat(50, warmUpCalls);
  }
  const all: Series[] = [];
  for (const { inFlight, rounds, slice } of levels) {
    const level = clients.map(
      ({ name }): Series => ({ peer: name, inFlight, perSecond: [], cpuMicros: [], p99Ms: [] }),
    );
    for (let round = 0; round < rounds; round++) {
      beforeRound();
      // Every second round runs backwards, so that no client always follows the same other one.
      const turn = clients.map((client, index) => ({ client, series: level[index] }));
      for (const { client, series } of round % 2 ? turn.reverse() : turn) {
        progress(`${inFlight} in flight, round ${round + 1} of ${rounds}: ${client.name}`);
        const measured = await client.drive(inFlight, slice);
        series?.perSecond.push(measured.perSecond);
        series?.cpuMicros.push(measured.cpuMicros);
        series?.p99Ms.push(measured.p99Ms);
      }
    }
    all.push(...level);
  }
  return all;
}
