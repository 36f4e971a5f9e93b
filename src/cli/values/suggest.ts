/** The name that is most likely meant, as a sentence with a space before it; empty when none is close. */
export function didYouMean(name: string, accepted: Iterable<string>): string {
  const plain = simplify(name);
  const [best] = [...accepted]
    .map((candidate) => ({ candidate, distance: distance(plain, simplify(candidate)) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return best ? ` Did you mean ${best.candidate}?` : "";
}

/** People write `Due date`, `due_date` and `dueDate` for the same. */
const simplify = (name: string): string => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

/** How many characters must be added, left out, replaced or swapped with the next to make one text of the other. */
function distance(a: string, b: string): number {
  const lines = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => lines[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    lines.push(line);
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      line.push(
        Math.min(
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          isSwapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(a.length, b.length);
}
