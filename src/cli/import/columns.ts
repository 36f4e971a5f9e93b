import { CliError } from "../exit.ts";
import { ACCEPTED, FIELDS, isCustomField, isField, parseTarget, type Target } from "../values/kinds.ts";
import { didYouMean } from "../values/suggest.ts";

/** Where each column of the input goes. */
export interface Columns {
  /** In the order of the columns; undefined for one that is left out. */
  targets: readonly (Target | undefined)[];
  /** The place of the column that has the rows' keys; undefined where there is none. */
  key: number | undefined;
}

export interface ColumnRules {
  /** What was given with --map, by column; undefined for a column that is left out. */
  map: ReadonlyMap<string, Target | undefined>;
  keyColumn: string | undefined;
}

/** Reads `Due date=dueDate`, `Score=cf_score:number` or `Notes=`. Throws a {@link CliError}. */
export function parseMap(given: readonly string[]): Map<string, Target | undefined> {
  const map = new Map<string, Target | undefined>();
  for (const each of given) {
    const [, column, target] = /^(.+)=([^=]*)$/s.exec(each) ?? [];
    if (column === undefined || target === undefined)
      throw new CliError(
        `--map must be a column and a field, such as --map "Due date=dueDate", and not ${JSON.stringify(each)}.`,
      );
    if (map.has(column)) throw new CliError(`--map is given twice for the column ${JSON.stringify(column)}.`);
    map.set(column, target === "" ? undefined : parseTarget(target));
  }
  return map;
}

/** Decides for each column where it goes. Throws a {@link CliError} that names everything that is wrong. */
export function resolveColumns(names: readonly string[], { map, keyColumn }: ColumnRules): Columns {
  const wrong: string[] = [];
  for (const name of [...map.keys(), ...(keyColumn === undefined ? [] : [keyColumn])])
    if (!names.includes(name))
      wrong.push(`There is no column ${JSON.stringify(name)}.${didYouMean(name, names)} Columns: ${names.join(", ")}.`);
  const targets = names.map((name) => {
    if (map.has(name)) return map.get(name);
    if (isField(name)) return { field: name, kind: FIELDS[name] };
    if (isCustomField(name)) return { field: name, kind: "text" as const };
    if (name !== keyColumn) wrong.push(unknownColumn(name));
    return undefined;
  });
  const taken = new Map<string, string>();
  for (const [index, target] of targets.entries()) {
    if (target === undefined) continue;
    const other = taken.get(target.field);
    if (other !== undefined)
      wrong.push(
        `The columns ${JSON.stringify(other)} and ${JSON.stringify(names[index])} both go to ${target.field}.`,
      );
    taken.set(target.field, `${names[index]}`);
  }
  if (!taken.has("title")) wrong.push('No column goes to title, which every task needs. Name it: --map "Task=title".');
  if (wrong.length > 0) throw new CliError([...wrong, ACCEPTED, "Nothing was sent."].join("\n"));
  return { targets, key: keyColumn === undefined ? undefined : names.indexOf(keyColumn) };
}

function unknownColumn(name: string): string {
  const column = JSON.stringify(name);
  return `The column ${column} isn't a field.${didYouMean(name, Object.keys(FIELDS))} Say where it goes with --map ${JSON.stringify(`${name}=FIELD`)}, or leave it out with --map ${JSON.stringify(`${name}=`)}.`;
}
