import { type Bar, chart } from "./chart.ts";
import type { Results } from "./results.ts";
import { type Figure, middle, type Series } from "./rounds.ts";

const IN_FLIGHT = 50;

/** The charts of the page, by file name. */
export function charts({ series, machine }: Results): Record<string, string> {
  const level = series.filter(({ inFlight }) => inFlight === IN_FLIGHT);
  if (level.length === 0) return {};
  const where = `${IN_FLIGHT} in flight, Node ${machine.node}. Bars are medians of the rounds, lines least to most.`;
  const bars = (figure: Figure): Bar[] => level.map((one) => bar(one, figure)).sort((a, b) => b.value - a.value);
  return {
    "performance-requests.svg": chart("Requests per second (more is better)", where, bars("perSecond")),
    "performance-cpu.svg": chart("CPU time of a call, µs (less is better)", where, bars("cpu").reverse()),
  };
}

function bar(one: Series, figure: Figure): Bar {
  const values = one.slices.map((slice) => slice[figure]);
  const { name, kind } = one.peer;
  return { name, kind, value: middle(one, figure), least: Math.min(...values), most: Math.max(...values) };
}
