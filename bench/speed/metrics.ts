import { grown } from "./memory.ts";
import type { Results } from "./results.ts";
import { middle } from "./rounds.ts";

/** One column of one table: who came out how. */
export interface Metric {
  name: string;
  about: "speed" | "memory" | "growth" | "size" | "types";
  better: "more" | "less";
  /** `rounds`: the figures whose median `value` is, where the n-th of all were measured side by side. */
  values: { name: string; value: number; rounds?: number[] }[];
}

/** Every column in which clients can be compared. */
export function metrics(results: Results): Metric[] {
  const { plan, series, growth, imported, types } = results;
  const columns = [
    ["requests/s", "perSecond", "more"],
    ["CPU a call", "cpu", "less"],
    ["p50", "p50Ms", "less"],
    ["p99", "p99Ms", "less"],
  ] as const;
  const speed = plan.levels.flatMap(({ inFlight }) =>
    columns.map(([name, figure, better]): Metric => {
      const level = series.filter((one) => one.inFlight === inFlight);
      const values = level.map((one) => {
        const rounds = one.slices.map((slice) => slice[figure]);
        return { name: one.peer.name, value: middle(one, figure), rounds };
      });
      return { name: `${name} at ${inFlight} in flight`, about: "speed", better, values };
    }),
  );
  const less = (name: string, about: Metric["about"], values: Metric["values"]): Metric => ({
    name,
    about,
    better: "less",
    values,
  });
  const memory = (of: (one: (typeof growth)[number]) => number) =>
    growth.map((one) => ({ name: one.peer.name, value: of(one) }));
  return [
    ...speed,
    less(
      "Resident memory at rest",
      "memory",
      memory(({ atRest }) => atRest.resident),
    ),
    less(
      "Heap at rest",
      "memory",
      memory(({ atRest }) => atRest.heap),
    ),
    less(
      "Growth of the heap, a call",
      "growth",
      memory((one) => Math.max(0, grown(one)) / one.calls),
    ),
    less(
      "Bundle",
      "size",
      imported.map(({ name, kB }) => ({ name, value: kB })),
    ),
    less(
      "Import",
      "size",
      imported.map(({ name, ms }) => ({ name, value: ms })),
    ),
    less(
      "Types",
      "types",
      types.map(({ name, types }) => ({ name, value: types })),
    ),
    less(
      "Instantiations",
      "types",
      types.map(({ name, instantiations }) => ({ name, value: instantiations })),
    ),
    less(
      "Check time",
      "types",
      types.map(({ name, checkMs }) => ({ name, value: checkMs })),
    ),
    less(
      "Whole run of the compiler",
      "types",
      types.map(({ name, totalMs }) => ({ name, value: totalMs })),
    ),
  ];
}
