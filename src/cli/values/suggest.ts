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

/** How many characters must be added, left out or replaced to make one text of the other. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      line.push(Math.min(replaced, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}
