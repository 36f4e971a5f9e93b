import { type Json, resolve } from "../document.ts";
import type { Field } from "./fields.ts";

/** One way to get a field wrong, and the examples with it. */
interface Operator {
  what: string;
  /** Whether it can be done to this field. Left out: to any. */
  fits?(field: Field): boolean;
  apply(field: Field): void;
}

export const OPERATORS: Operator[] = [
  {
    what: "is gone",
    apply({ owner, name, examples }) {
      delete owner.properties[name];
      if (owner.required) owner.required = owner.required.filter((other) => other !== name);
      if (owner.propertyNames) remove(owner.propertyNames.anyOf[0].enum, name);
      if (JSON.stringify(owner.dependentRequired)?.includes(`"${name}"`)) delete owner.dependentRequired;
      examples((example) => delete example[name]);
    },
  },
  {
    what: "is a string",
    fits: ({ schema }) => !types(schema).includes("string"),
    apply: (field) => retype(field, "string", "some text"),
  },
  {
    what: "is an integer",
    fits: ({ schema }) => !types(schema).includes("number"),
    apply: (field) => retype(field, "integer", 7),
  },
  {
    what: "is a whole number",
    fits: ({ schema }) => types(schema).includes("number"),
    apply({ schema }) {
      schema["type"] = types(schema).map((type) => (type === "number" ? "integer" : type));
    },
  },
  {
    what: "is a list of numbers",
    fits: ({ schema }) => types(schema).includes("array"),
    apply({ schema, name, examples }) {
      schema["items"] = { type: "integer", description: "A number.", examples: [7] };
      examples((example) => {
        if (name in example) example[name] = [7];
      });
    },
  },
  {
    what: "may be null",
    fits: ({ schema }) => !isNullable(schema),
    apply({ owner, name, schema }) {
      const { $ref, description = "Or null." } = schema;
      owner.properties[name] = $ref
        ? { anyOf: [{ $ref }, { type: "null" }], description }
        : { ...schema, type: [...types(schema), "null"] };
    },
  },
  {
    what: "can't be null",
    fits: ({ schema }) => isNullable(schema),
    apply({ document, owner, name, schema, examples }) {
      const { anyOf, description } = schema;
      owner.properties[name] = anyOf
        ? { ...(anyOf as Json[])[0], description }
        : { ...schema, type: types(schema).find((type) => type !== "null"), examples: [sample(document, schema)] };
      examples((example) => {
        if (example[name] === null) example[name] = sample(document, schema);
      });
    },
  },
  {
    what: "is required",
    fits: ({ required }) => !required,
    apply({ document, owner, name, schema, examples }) {
      owner.required = [...(owner.required ?? []), name];
      examples((example) => {
        if (!(name in example)) example[name] = sample(document, schema);
      });
    },
  },
  {
    what: "is optional",
    fits: ({ required }) => required,
    apply({ owner, name }) {
      remove(owner.required ?? [], name);
      if (owner.required?.length === 0) delete owner.required;
    },
  },
  {
    what: "has another enum",
    fits: ({ document, schema }) => enumOf(document, schema) !== undefined,
    apply(field) {
      const component = "OtherEnum";
      const other = { title: "Other", description: "Another enum.", type: "string", enum: ["one"], examples: ["one"] };
      (field.document["components"] as { schemas: Json }).schemas[component] = other;
      retype(field, undefined, "one", `#/components/schemas/${component}`);
    },
  },
  {
    what: "has no format",
    fits: ({ schema }) => schema["format"] !== undefined,
    apply: ({ schema }) => void delete schema["format"],
  },
  {
    what: "has an invented format",
    fits: ({ schema }) => types(schema).includes("string") && schema["format"] === undefined,
    apply({ schema, name, examples }) {
      schema["format"] = "date-time";
      schema["examples"] = [DATE];
      examples((example) => {
        if (typeof example[name] === "string") example[name] = DATE;
      });
    },
  },
  {
    what: "has an invented length",
    fits: ({ schema }) => types(schema).includes("string"),
    apply({ schema }) {
      schema["maxLength"] = 255;
    },
  },
  {
    what: "has no minimum",
    fits: ({ schema }) => schema["minimum"] !== undefined,
    apply: ({ schema }) => void delete schema["minimum"],
  },
  {
    what: "has another minimum",
    fits: ({ schema }) => types(schema).includes("number"),
    apply({ schema }) {
      schema["minimum"] = 1;
    },
  },
];

const DATE = "2026-12-01T09:00:00Z";

function types(schema: Json): string[] {
  return [schema["type"] ?? []].flat() as string[];
}

function isNullable(schema: Json): boolean {
  return types(schema).includes("null") || schema["anyOf"] !== undefined;
}

function enumOf(document: Json, schema: Json): unknown[] | undefined {
  const { $ref } = ((schema["anyOf"] as Json[] | undefined)?.[0] ?? schema) as { $ref?: string };
  return ($ref ? resolve(document, $ref) : schema)["enum"] as unknown[] | undefined;
}

/** A value that fits. */
function sample(document: Json, schema: Json): unknown {
  const [value] = (enumOf(document, schema) ?? schema["examples"] ?? []) as unknown[];
  if (value !== undefined && value !== null) return value;
  return types(schema).includes("array") ? [] : types(schema).includes("string") ? "some text" : {};
}

/** Gives a field another type, nullable as before, and each example of it the one value. */
function retype(
  { owner, name, schema, examples }: Field,
  type: string | undefined,
  value: unknown,
  $ref?: string,
): void {
  const description = schema["description"] ?? "Of another type.";
  if ($ref && isNullable(schema)) owner.properties[name] = { anyOf: [{ $ref }, { type: "null" }], description };
  else if ($ref) owner.properties[name] = { $ref, description };
  else owner.properties[name] = { type: isNullable(schema) ? [type, "null"] : type, description, examples: [value] };
  examples((example) => {
    if (example[name] !== undefined && example[name] !== null) example[name] = value;
  });
}

function remove(list: string[], item: string): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}
