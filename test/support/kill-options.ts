import { parseArgs } from "node:util";

/** The options of a command that kills a process again and again, as numbers. Shows the help, and ends for what isn't a whole number. */
export function readKillOptions<Name extends string>(
  help: string,
  defaults: Readonly<Record<Name, number>>,
): Record<Name | "seed", number> {
  const numbers = { ...defaults, seed: Date.now() % 2 ** 31 };
  const options = Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, { type: "string" as const, default: `${value}` }]),
  );
  const parsed = parseArgs({ options: { ...options, help: { type: "boolean", default: false } } });
  const values: Readonly<Record<string, unknown>> = parsed.values;
  if (values["help"]) {
    console.log(help);
    process.exit();
  }
  process.on("SIGINT", () => process.exit(130));
  const read = Object.keys(numbers).map((name) => [name, Number(values[name])] as const);
  if (read.every(([, value]) => Number.isInteger(value) && value >= 0))
    return Object.fromEntries(read) as Record<Name | "seed", number>;
  console.error(`The options must be whole numbers.\n\n${help}`);
  process.exit(2);
}

/** Prints what went wrong, by kind. Gives whether anything did. */
export function tellFaults(faults: Readonly<Record<string, readonly string[]>>): boolean {
  for (const [name, cases] of Object.entries(faults)) {
    console.log(`  ${name.padEnd(33)} ${cases.length}`);
    for (const story of cases.slice(0, 10)) console.log(`    ${story}`);
  }
  return Object.values(faults).some((cases) => cases.length > 0);
}
