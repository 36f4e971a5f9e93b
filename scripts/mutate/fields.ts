import { type Json, resolve } from "../document.ts";
import { eachExample } from "./examples.ts";
import { OPERATORS } from "./operators.ts";

/** The document with one thing wrong. */
export interface Mutant {
  name: string;
  change(document: Json): void;
}

export interface Component {
  properties: Record<string, Json>;
  required?: string[];
  dependentRequired?: Record<string, string[]>;
  propertyNames?: { anyOf: [{ enum: string[] }, { pattern: string }] };
}

/** A field in a document that may be changed. */
export interface Field {
  document: Json;
  component: string;
  owner: Component;
  name: string;
  schema: Json;
  required: boolean;
  /** Calls `change` with every example of the component. */
  examples(change: (example: Json) => void): void;
}

const COMPONENTS = ["NewTask", "Task", "ErrorResponse", "ErrorInfo", "ErrorDetails", "ErrorIssue"];

/** Every way to get a field wrong, for every field of request, answer and error. */
export function fieldMutants(document: Json): Mutant[] {
  return COMPONENTS.flatMap((component) =>
    Object.keys(fieldsOf(document, component)).flatMap((name) =>
      OPERATORS.filter(({ fits }) => fits?.(field(document, component, name)) ?? true).map(({ what, apply }) => ({
        name: `${component}.${name} ${what}`,
        change: (copy: Json) => apply(field(copy, component, name)),
      })),
    ),
  );
}

function fieldsOf(document: Json, component: string): Record<string, Json> {
  return (resolve(document, `#/components/schemas/${component}`) as unknown as Component).properties;
}

function field(document: Json, component: string, name: string): Field {
  const owner = resolve(document, `#/components/schemas/${component}`) as unknown as Component;
  return {
    document,
    component,
    owner,
    name,
    schema: owner.properties[name] as Json,
    required: owner.required?.includes(name) ?? false,
    examples: (change) => eachExample(document, component, change),
  };
}
