import type { Json } from "../document.ts";
import { mediaTypes } from "./examples.ts";
import type { Mutant } from "./fields.ts";

/** Ways to get an enum wrong: each value gone, each in the other letter case, and one too many. */
export function enumMutants(document: Json): Mutant[] {
  return Object.entries(enums(document)).flatMap(([component, { enum: values }]) => [
    { name: `${component} has a value more`, change: (copy) => void enums(copy)[component]?.enum.push("ANOTHER") },
    ...values.flatMap((value) => [
      {
        name: `${component} has no ${value}`,
        change: (copy: Json) => replace(copy, component, value, values.find((other) => other !== value) as string),
      },
      {
        name: `${component} has ${value} in the other case`,
        change: (copy: Json) => replace(copy, component, value, otherCase(value)),
      },
    ]),
  ]);
}

function enums(document: Json): Record<string, { enum: string[]; examples: string[] }> {
  const { schemas } = (document as { components: { schemas: Record<string, Json> } } & Json).components;
  return Object.fromEntries(Object.entries(schemas).filter(([, schema]) => "enum" in schema)) as never;
}

/** In the enum and in every example, so that these still fit. */
function replace(document: Json, component: string, from: string, to: string): void {
  const schema = enums(document)[component];
  if (!schema) return;
  schema.enum = [...new Set(schema.enum.map((value) => (value === from ? to : value)))];
  schema.examples = [schema.enum[0] as string];
  const walk = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node))
      if (value === from) (node as Json)[key] = to;
      else walk(value);
  };
  for (const { examples } of mediaTypes(document)) for (const { value } of Object.values(examples)) walk(value);
}

const otherCase = (value: string) => (value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase());
