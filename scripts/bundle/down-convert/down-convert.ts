import { below, isObject, type Json, type Place, whole } from "../../lib/document.ts";
import { type Field, fieldOf, isExtension, kindIn } from "../../lib/openapi-objects.ts";
import { CHOICES, type Choices, type Context } from "./choices.ts";
import { advice, DownConvertError, type Problem } from "./problems.ts";
import { REWRITES } from "./rewrites.ts";

/**
 * An OpenAPI 3.1 document as OpenAPI 3.0. What 3.0 can't say is said in descriptions; what this script doesn't know
 * isn't passed on in the hope that nobody looks, but throws a DownConvertError that names all of it.
 */
export function downConvert(document: Json, choices: Choices = CHOICES): Json {
  const problems: Problem[] = [];
  const converted = convert(whole(document), { document, choices, report: (problem) => void problems.push(problem) });
  if (problems.length > 0) throw new DownConvertError(problems);
  return converted;
}

function convert(place: Place, context: Context): Json {
  const { kind, pointer } = place;
  const node = REWRITES[kind]?.(place, context) ?? place.node;
  const isReference = "$ref" in node;

  const out: Json = {};
  for (const [key, value] of Object.entries(node)) {
    const field = isExtension(key) ? "data" : fieldOf(kind, key);
    if (isReference && key === "$ref") out[key] = value;
    else if (isReference || field === undefined) context.report({ pointer, keyword: key, advice: advice(key) });
    // The one boolean that 3.0 allows in a schema's place.
    else if (key === "additionalProperties" && typeof value === "boolean") out[key] = value;
    else out[key] = convertField(field, value, below(pointer, key), context);
  }
  return out;
}

function convertField(field: Field, value: unknown, pointer: string, context: Context): unknown {
  if (field === "data") return value;
  const kind = kindIn(field);
  const one = (node: unknown, at: string) => {
    if (isObject(node)) return convert({ kind, node, pointer: at }, context);
    context.report({ pointer: at, keyword: String(node), advice: advice(String(node)) });
    return undefined;
  };
  if (field === kind) return one(value, pointer);
  if (Array.isArray(value)) return value.map((item, index) => one(item, below(pointer, index)));
  return Object.fromEntries(
    Object.entries(value as Json).map(([name, item]) => [name, one(item, below(pointer, name))]),
  );
}
