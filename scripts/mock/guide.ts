import { type Json, resolve } from "../lib/document.ts";
import { block, heading, rows } from "../lib/terminal.ts";

/** What a person needs to know who wants every answer of the document from a mock of it. */
export function guide(document: Json, url: string): string {
  const key = keyHeader(document);
  return operations(document)
    .flatMap(({ method, path, operation }) => [
      heading(`${method} ${path}`),
      block(`${curl(document, operation, method, url + filled(path, operation), key)}\n`),
      block("To choose an answer, add one of these headers:"),
      rows(answers(document, operation)),
    ])
    .join("\n");
}

/** Every documented answer: the header that asks for it, and what it is. */
function answers(document: Json, operation: Json): [header: string, summary: string][] {
  return Object.entries(operation["responses"] as Json).flatMap(([status, response]) => {
    const { examples, description } = content(document, response as Json);
    const named = Object.entries(examples).map(([name, example], index): [string, string] => [
      // The first one is what Prism gives unasked.
      `Prefer: code=${status}${index === 0 ? "" : `, example=${name}`}`,
      (example as { summary?: string }).summary ?? name,
    ]);
    return named.length > 0 ? named : [[`Prefer: code=${status}`, firstLine(description)]];
  });
}

function operations(document: Json): { method: string; path: string; operation: Json }[] {
  return Object.entries(document["paths"] as Json).flatMap(([path, item]) =>
    Object.entries(item as Json)
      .filter(([method]) => METHODS.has(method))
      .map(([method, operation]) => ({ method: method.toUpperCase(), path, operation: operation as Json })),
  );
}

const METHODS = new Set(["get", "put", "post", "delete", "options", "head", "patch", "trace"]);

function curl(document: Json, operation: Json, method: string, url: string, key: string): string {
  const { examples } = content(document, (operation["requestBody"] ?? {}) as Json);
  const bodies = Object.values(examples).map((example) => JSON.stringify((example as Json)["value"]));
  // The shortest is the one to start from.
  const body = bodies.sort((a, b) => a.length - b.length)[0];
  return [
    `curl --include --request ${method} ${url}`,
    `--header '${key}: any-key'`,
    ...(body === undefined
      ? []
      : ["--header 'content-type: application/json'", `--data '${body.replaceAll("'", "'\\''")}'`]),
  ].join(" \\\n  ");
}

/** A path with an example in the place of each parameter. */
const filled = (path: string, operation: Json): string =>
  ((operation["parameters"] ?? []) as Parameter[])
    .filter((parameter) => parameter.in === "path")
    .reduce((text, { name, schema }) => text.replace(`{${name}}`, `${schema.examples[0]}`), path);

interface Parameter {
  name: string;
  in: string;
  schema: { examples: unknown[] };
}

function keyHeader(document: Json): string {
  const { securitySchemes } = document["components"] as { securitySchemes: Json };
  const scheme = Object.values(securitySchemes).find((each) => (each as Json)["type"] === "apiKey");
  return (scheme as { name: string }).name;
}

/** The JSON of a request or a response, which may stand elsewhere in the document. */
function content(document: Json, at: Json): { examples: Json; description: string } {
  const whole = typeof at["$ref"] === "string" ? resolve(document, at["$ref"]) : at;
  const { examples = {} } = ((whole["content"] as Json | undefined)?.["application/json"] ?? {}) as { examples?: Json };
  return { examples, description: String(whole["description"] ?? "") };
}

const firstLine = (text: string): string => text.split("\n")[0] ?? "";
