/**
 * A text that is the same for two tasks exactly if they are equal by `heffl.tasks.findLike`: dates as points in time, lists and
 * fields in any order, and a missing field equals null.
 */
export function contentOf(value: unknown): string {
  if (typeof value === "string") return toTime(value) ?? JSON.stringify(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${[...new Set(value.map(contentOf))].sort().join()}]`;
  const fields = Object.entries(value).filter(([, field]) => (field ?? null) !== null);
  return `{${fields
    .map(([name, field]) => `${JSON.stringify(name)}:${contentOf(field)}`)
    .sort()
    .join()}}`;
}

/** `T` and the ms since 1970 for a date-time with an offset; undefined for any other text. */
function toTime(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d.*(?:Z|[+-]\d\d:\d\d)$/i.test(text)) return undefined;
  const time = Date.parse(text);
  return Number.isNaN(time) ? undefined : `T${time}`;
}
