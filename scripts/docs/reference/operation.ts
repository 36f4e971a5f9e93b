import { type Json, resolve } from "../../lib/document.ts";
import { cell, code, entries, jsonBlock, only, paragraphs, table, text } from "./say.ts";
import { example, refLink, typeOf } from "./schema.ts";

/** One operation as a part of the page: what it takes, what it answers, and how it is called. */
export function operationPart(document: Json, path: string, method: string, operation: Json): string {
  const known = ["operationId", "tags", "summary", "description", "parameters", "requestBody", "responses"];
  only(operation, `${method} ${path}`, ...known, "x-codeSamples", "security", "deprecated");
  const body = operation["requestBody"] as Json | undefined;
  return paragraphs(
    `### ${text(operation["summary"])}`,
    `\`${method.toUpperCase()} ${path}\` (\`operationId\`: ${code(operation["operationId"])})`,
    operation["deprecated"] === true && "**Deprecated.**",
    operation["security"] !== undefined && `Security instead of the document's: ${code(operation["security"])}`,
    text(operation["description"]),
    parameters(document, operation["parameters"] as Json[] | undefined),
    body && requestPart(body),
    ...samples(operation["x-codeSamples"] as Sample[] | undefined),
    ...entries(operation["responses"]).map(([status, response]) => responsePart(document, status, response)),
  );
}

function parameters(document: Json, list: Json[] | undefined): string {
  if (!list || list.length === 0) return "";
  const rows = list.map((written) => {
    const parameter = follow(document, written);
    only(parameter, "a parameter", "name", "in", "required", "description", "schema", "example");
    const schema = parameter["schema"] as Json;
    const shown = example("example" in parameter ? { examples: [parameter["example"]] } : schema);
    const required = parameter["required"] === true ? "yes" : "no";
    return [
      code(parameter["name"]),
      text(parameter["in"]),
      typeOf(schema),
      required,
      cell(parameter["description"]),
      shown,
    ];
  });
  return `#### Parameters\n\n${table(["Name", "In", "Type", "Required", "Description", "Example"], rows)}`;
}

function requestPart(body: Json): string {
  only(body, "a request body", "required", "description", "content");
  const required = body["required"] === true ? "Required. " : "";
  return paragraphs("#### Request body", `${required}${text(body["description"])}`, content(body["content"]));
}

function responsePart(document: Json, status: string, written: Json): string {
  const response = follow(document, written);
  only(response, `the response ${status}`, "description", "headers", "content");
  const headers = entries(response["headers"]).map(([name, header]) => headerLine(name, follow(document, header)));
  return paragraphs(
    `#### Response ${status}`,
    text(response["description"]),
    headers.length > 0 && table(["Header", "Type", "Description", "Example"], headers),
    content(response["content"]),
  );
}

function headerLine(name: string, header: Json): string[] {
  only(header, `the header ${name}`, "description", "required", "schema", "example");
  const schema = header["schema"] as Json;
  const description = `${cell(header["description"])} ${cell(schema["description"])}`;
  const shown = example("example" in header ? { examples: [header["example"]] } : schema);
  return [code(name), `${typeOf(schema)}${header["required"] === true ? ", always there" : ""}`, description, shown];
}

function content(types: unknown): string {
  return paragraphs(
    ...entries(types).map(([type, media]) => {
      only(media, type, "schema", "examples");
      const { $ref } = media["schema"] as { $ref: string };
      return paragraphs(`${code(type)}: ${refLink($ref)}`, ...entries(media["examples"]).map(examplePart));
    }),
  );
}

function examplePart([name, { summary, description, value, ...rest }]: [string, Json]): string {
  only(rest, `the example ${name}`);
  return paragraphs(`Example ${code(name)}: ${text(summary)}. ${text(description)}`.trim(), jsonBlock(value));
}

interface Sample {
  lang: string;
  label: string;
  source: string;
}

const samples = (list: Sample[] = []): string[] =>
  list.length === 0
    ? []
    : [
        "#### Samples",
        ...list.map(({ lang, label, source }) => `${label}:\n\n\`\`\`${lang.toLowerCase()}\n${source.trim()}\n\`\`\``),
      ];

const follow = (document: Json, node: Json): Json => {
  const { $ref } = node as { $ref?: string };
  return $ref ? resolve(document, $ref) : node;
};
