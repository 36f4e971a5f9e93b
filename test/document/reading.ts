import { type Json, readDocument, resolve } from "../../scripts/lib/document.ts";

/** The handwritten document, and ways into it that are short enough for a test to be read as a sentence. */
export const document = readDocument();

export function at(...path: string[]): Json {
  return path.reduce<Json>((node, key) => node[key] as Json, document);
}

export const createTask = at("paths", "/tasks", "post");
export const listTasks = at("paths", "/tasks", "get");
export const getTask = at("paths", "/tasks/{id}", "get");
export const request = at("paths", "/tasks", "post", "requestBody");

/** An answer to a create, or to another operation. */
export function answer(status: string | number, operation = createTask): Json {
  return follow((operation["responses"] as Record<string, Json>)[status] as Json);
}

/** Where a request's or an answer's schema is. */
export function bodyRef(body: Json): string {
  return json(body).schema.$ref;
}

export function schemaOf(body: Json): Json {
  return resolve(document, bodyRef(body));
}

export function examplesOf(body: Json): [name: string, value: Json][] {
  return Object.entries(json(body).examples).map(([name, { value }]) => [name, value]);
}

/** The schema of a property; of its items, where it is a list. */
export function property(schema: Json, name: string): Json {
  const found = follow((schema["properties"] as Json)[name] as Json);
  return found["type"] === "array" ? follow(found["items"] as Json) : found;
}

/** The keywords of a schema that say something about values. */
export function keywords(schema: Json): string[] {
  const says = (key: string) => !["title", "description"].includes(key) && !key.startsWith("x-");
  return Object.keys(schema).filter(says).sort();
}

/** Prose without its line breaks. */
export function prose(text: unknown): string {
  return String(text).replaceAll(/\s+/g, " ");
}

function follow(node: Json): Json {
  return typeof node["$ref"] === "string" ? resolve(document, node["$ref"]) : node;
}

function json(body: Json) {
  return (body as unknown as Body).content["application/json"];
}

interface Body {
  content: { "application/json": { schema: { $ref: string }; examples: Record<string, { value: Json }> } };
}
