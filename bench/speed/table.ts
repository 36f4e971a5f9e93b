export type Cell = string | number;

/** A table of Markdown. Columns of figures are on the right. */
export function table(head: string[], rows: Cell[][]): string {
  const line = (cells: Cell[]) => `| ${cells.join(" | ")} |`;
  const figures = (column: number) => /^-?\d/.test(`${rows[0]?.[column] ?? ""}`);
  return [line(head), line(head.map((_, column) => (figures(column) ? "--:" : "---"))), ...rows.map(line)].join("\n");
}

/** With thousands apart. */
export const whole = (value: number): string => Math.round(value).toLocaleString("en");
