import { median, spread } from "../statistics.ts";
import { grown } from "./memory.ts";
import { type Results, seriesOf } from "./results.ts";
import { type Figure, ratio } from "./rounds.ts";
import { table, whole } from "./table.ts";

interface Target {
  what: string;
  /** What is asked; none where the figure is only reported. */
  asked: string;
  measured: string;
  range: string;
  holds?: boolean;
}

const IN_FLIGHT = 50;

/** What this client is held to, beside what was measured. A part that wasn't measured has no row. */
export function targets(results: Results): Target[] {
  const times = (what: string, over: string, under: string, figure: Figure, at?: { least?: number; most?: number }) => {
    const [a, b] = [seriesOf(results, over, IN_FLIGHT), seriesOf(results, under, IN_FLIGHT)];
    if (!a || !b) return [];
    const { ratio: measured, range } = ratio(a, b, figure);
    const holds = at && measured >= (at.least ?? 0) && measured <= (at.most ?? Number.POSITIVE_INFINITY);
    const asked = at?.least ? `at least ${at.least}` : at?.most ? `at most ${at.most}` : "";
    const row: Target = { what, asked, measured: measured.toFixed(2), range, ...(at && { holds: holds === true }) };
    return [row];
  };
  return [
    ...times("CPU, defaults / `fetch` with a deadline", "heffl-client", "fetch with a deadline", "cpu", { most: 1.1 }),
    ...times("CPU, defaults / `fetch` without one", "heffl-client", "fetch", "cpu"),
    ...times("requests/s, undici transport / `fetch`", "heffl-client/undici", "fetch", "perSecond", { least: 4 }),
    ...times("requests/s, undici transport / `undici.request`", "heffl-client/undici", "undici.request", "perSecond", {
      least: 0.85,
    }),
    ...bodyTarget(results),
    ...growthTargets(results),
  ];
}

function bodyTarget({ body }: Results): Target[] {
  if (!body) return [];
  const measured = median(body.ours);
  const what = "serialise, check and validate a full body, µs";
  return [
    { what, asked: "at most 3", measured: measured.toFixed(2), range: spread(body.ours, 2), holds: measured <= 3 },
  ];
}

/** None is a figure: a collection leaves or takes some tenths of a MB. A byte a call would be a leak. */
function growthTargets({ growth }: Results): Target[] {
  return growth
    .filter(({ peer }) => peer.kind === "ours")
    .map((one) => {
      const what = `growth of ${one.peer.name} over ${whole(one.calls)} calls, MB`;
      const most = Math.max(one.calls / 1e6, 0.5);
      return {
        what,
        asked: `none (under ${most})`,
        measured: grown(one).toFixed(2),
        range: "",
        holds: grown(one) < most,
      };
    });
}

export const targetsTable = (results: Results): string =>
  table(
    ["", "asked", "measured", "least to most", "holds"],
    targets(results).map(({ what, asked, measured, range, holds }) => [
      what,
      asked || "(reported)",
      measured,
      range,
      holds === undefined ? "" : holds ? "yes" : "**no**",
    ]),
  );
