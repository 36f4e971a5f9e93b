import { type Json, resolve } from "../lib/document.ts";
import { patternOf } from "./custom-fields.ts";

const HEADER = "// Written by `npm run generate` from openapi/openapi.yaml. Do not edit.\n";

/** `src/generated/mcp.ts`: the parts of the document of which `heffl mcp` makes its tools' schemas. */
export function generateMcp(document: Json): string {
  const newTask = resolve(document, "#/components/schemas/NewTask");
  const task = resolve(document, "#/components/schemas/HefflTask");
  const parts = {
    NEW_TASK: forInput(document, newTask),
    TASK_FIELDS: Object.keys(task["properties"] as Json),
    LIST_QUERY: parametersOf(document, "#/paths/~1tasks/get"),
    TASK_PATH: parametersOf(document, "#/paths/~1tasks~1{id}/get"),
  };
  const constants = Object.entries(parts).map(
    ([name, part]) =>
      `/** ${ABOUT[name as keyof typeof parts]} */\nexport const ${name} = ${JSON.stringify(part, null, 2)};\n`,
  );
  return `${HEADER}\n${constants.join("\n")}`;
}

const ABOUT = {
  NEW_TASK: "A task to create.",
  TASK_FIELDS: "The names of the fields of a task as Heffl answers with it.",
  LIST_QUERY: "The parameters of the list of tasks.",
  TASK_PATH: "The parameters of one task's address.",
};

/** The parameters of an operation as one object. */
function parametersOf(document: Json, pointer: string): Json {
  const parameters = resolve(document, pointer)["parameters"] as Json[];
  const required = parameters.filter((parameter) => parameter["required"]).map(({ name }) => name);
  const properties = parameters.map(({ name, schema, description }) => [
    name,
    forInput(document, { ...(schema as Json), description }),
  ]);
  return {
    type: "object",
    ...(required.length > 0 && { required }),
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

/**
 * A schema as agents and their hosts read it best: references inlined, one type at a place, custom fields as `patternProperties`, and
 * without what only documentation and code generators use.
 */
function forInput(document: Json, schema: Json): Json {
  const { $ref, ...own } = schema;
  const whole = typeof $ref === "string" ? { ...resolve(document, $ref), ...own } : own;
  const out: Json = {};
  for (const [key, value] of Object.entries(whole)) {
    if (key === "title" || key === "examples" || key.startsWith("x-") || value === "double") continue;
    else if (key === "description") out[key] = oneLine(value);
    else if (key === "properties") out[key] = mapValues(value as Json, (child) => forInput(document, child));
    else if (key === "items") out[key] = withoutDescription(forInput(document, value as Json));
    else if (key === "anyOf")
      out[key] = (value as Json[]).map((option) => withoutDescription(forInput(document, option)));
    else if (key === "type" && Array.isArray(value)) out["anyOf"] = value.map((type) => ({ type }));
    else if (key === "propertyNames") out["patternProperties"] = { [patternOf(value as Json)]: CUSTOM_FIELD };
    else if (key === "additionalProperties") out[key] = "propertyNames" in whole ? false : value;
    else out[key] = value;
  }
  return out;
}

const CUSTOM_FIELD = { description: "A custom field of the workspace, with a value of the field's own type." };

const withoutDescription = ({ description: _, ...schema }: Json): Json => schema;

const oneLine = (text: unknown): string => `${text}`.trim().replaceAll(/\s+/g, " ");

function mapValues(object: Json, map: (value: Json) => unknown): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value as Json)]));
}
