import { inputError } from "./input-error.ts";

export const NO_HEADER = "The file has no header. Its first line must name the columns.";

export interface Header {
  columns: string[];
  /** The place of each column in a record. Columns without a name are left out. */
  places: number[];
  /** How many cells a row has: up to the last column with a name. */
  width: number;
}

/** Reads the header. Throws an InputError if it has no names, or one name twice. */
export function readHeader(file: string, line: number, cells: readonly string[]): Header {
  const placeOf = new Map<string, number>();
  for (const [place, cell] of cells.entries()) {
    const name = cell.trim();
    if (name === "") continue;
    const before = placeOf.get(name);
    if (before !== undefined)
      throw inputError(
        file,
        `Two columns are named ${JSON.stringify(name)}: the ${ordinal(before)} and the ${ordinal(place)}. Rename or remove one of them.`,
        { line },
      );
    placeOf.set(name, place);
  }
  const places = [...placeOf.values()];
  if (places.length === 0) throw inputError(file, NO_HEADER, { line });
  return { columns: [...placeOf.keys()], places, width: (places.at(-1) ?? 0) + 1 };
}

function ordinal(place: number): string {
  const number = place + 1;
  const ending = [11, 12, 13].includes(number % 100) ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th");
  return `${number}${ending}`;
}
