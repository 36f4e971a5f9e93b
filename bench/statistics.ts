export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = low] = sorted.length % 2 ? [sorted[middle]] : sorted.slice(middle - 1, middle + 1);
  return (low + high) / 2;
}

/** The least and the greatest, for a table. */
export function spread(values: number[], digits = 1): string {
  const text = (value: number) =>
    value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${text(Math.min(...values))} to ${text(Math.max(...values))}`;
}

/**
 * The ratio of each round. Compare clients by the median of these: a disturbance of the machine during one round affects
 * both clients that were measured in it.
 */
export const ratios = (over: number[], under: number[]): number[] =>
  over.map((value, round) => value / (under[round] ?? Number.NaN));
