import { STATUS_CODES } from "node:http";
import type { Json } from "../../lib/document.ts";
import { beside } from "./beside.ts";
import { field, fields, schemaOf } from "./fields.ts";
import { mediaOf, type Operation } from "./operations.ts";
import { code, codes, entries, follow, jsonBlock, only, paragraphs, sections, text } from "./say.ts";
import { plain } from "./schema.ts";

/** An operation as a page: what it does, samples, what it takes, and what each answer means. */
export function operationPage(document: Json, place: Operation, canBeTried: boolean): string {
  const { path, method, operation } = place;
  const known = ["operationId", "tags", "summary", "description", "parameters", "requestBody", "responses"];
  only(operation, `${method} ${path}`, ...known, "x-codeSamples", "security", "deprecated");
  const [server] = document["servers"] as { url: string }[];
  return paragraphs(
    // Of these pages alone, so that the published site doesn't have it.
    canBeTried && '<script setup>import TryIt from "@theme/TryIt.vue";</script>',
    '<div class="operation-columns">\n<div class="operation-about">',
    `# ${text(operation["summary"])}`,
    `<p class="address"><span class="method">${method.toUpperCase()}</span> <code>${server?.url}${path}</code></p>`,
    operation["deprecated"] === true && "**Deprecated.**",
    text(operation["description"]),
    security(document, operation),
    "</div>",
    beside(document, place, canBeTried),
    '<div class="operation-parts">',
    parameters(document, operation["parameters"] as Json[] | undefined),
    operation["requestBody"] !== undefined && request(document, operation["requestBody"] as Json),
    answers(document, operation["responses"] as Json),
    method === "post" && doubts(document),
    "</div>\n</div>",
  );
}

function security(document: Json, operation: Json): string {
  const schemes = (document["components"] as Json)["securitySchemes"] as Record<string, Json>;
  const ways = ((operation["security"] ?? document["security"]) as Json[]).map((way) =>
    Object.keys(way)
      .map((name) => `${code(schemes[name]?.["name"])} in the ${schemes[name]?.["in"]}`)
      .join(" and "),
  );
  return ways.length > 0 ? `Key: ${ways.join(", or ")} ([Authentication](../reference.md#authentication)).` : "";
}

function parameters(document: Json, list: Json[] = []): string {
  const parts = list.map((written) => {
    const parameter = follow(document, written);
    const schema = schemaOf(document, parameter, "a parameter");
    const described = { ...schema, description: `In the ${parameter["in"]}. ${schema["description"]}` };
    const required = parameter["required"] === true;
    return field(document, { name: text(parameter["name"]), required, schema: described }, { level: 3, id: "" });
  });
  return parts.length > 0 ? paragraphs("## Parameters", ...parts) : "";
}

function request(document: Json, written: Json): string {
  const body = follow(document, written);
  only(body, "a request body", "required", "description", "content");
  const schema = plain(document, mediaOf(body)?.["schema"] as Json);
  return paragraphs(
    "## Request body {#request}",
    `${text(body["description"])} ${codes(Object.keys(body["content"] as Json))}, ${body["required"] === true ? "required" : "optional"}.`,
    text(schema["description"]),
    fields(document, schema, { level: 3, id: "" }),
  );
}

function answers(document: Json, responses: Json): string {
  const all = entries(responses).map(([status, written]) => ({ status, response: follow(document, written) }));
  const refs = all.map(({ response }) => refOf(response));
  // A body that several answers have, like that of the errors, has a part of its own after them.
  const shared = [...new Set(refs.filter((ref, at) => ref !== "" && refs.indexOf(ref) !== at))];
  return paragraphs(
    "## Answers",
    ...all.map(({ status, response }, at) => answer(document, status, response, shared.includes(refs[at] ?? ""))),
    ...shared.map((ref) => {
      const schema = plain(document, { $ref: ref });
      const title = text(schema["title"]);
      return paragraphs(
        `## ${title} {#${idOf(title)}}`,
        text(schema["description"]),
        fields(document, schema, { level: 3, id: "" }),
      );
    }),
  );
}

function answer(document: Json, status: string, response: Json, isShared: boolean): string {
  only(response, `the response ${status}`, "description", "headers", "content", "x-outcome");
  const media = mediaOf(response);
  const examples = entries(media?.["examples"]);
  const errors = [...new Set(examples.map(([, { value }]) => (value as { error?: { code?: string } }).error?.code))];
  const headers = entries(response["headers"]).map(([name, written]) => {
    const header = follow(document, written);
    const place = { level: 4, id: `${status}-` };
    const schema = schemaOf(document, header, `the header ${name}`);
    return field(document, { name, required: header["required"] === true, schema }, place);
  });
  const schema = media && plain(document, media["schema"] as Json);
  const title = text(schema?.["title"]);
  return paragraphs(
    `### ${status} ${errors[0] ? codes(errors) : STATUS_CODES[status]} {#${status}}`,
    text(response["description"]),
    response["x-outcome"] !== undefined && `Outcome: ${code(response["x-outcome"])}.`,
    ...headers,
    isShared && `Body: [${title}](#${idOf(title)}).`,
    schema && !isShared && text(schema["description"]),
    schema && !isShared && fields(document, schema, { level: 4, id: `${status}-` }),
    // Those of a success stand beside the samples.
    ...(errors[0] ? examples.map(([, { summary, value }]) => paragraphs(`${text(summary)}:`, jsonBlock(value))) : []),
  );
}

const refOf = (response: Json): string => text((mediaOf(response)?.["schema"] as Json | undefined)?.["$ref"]);

const idOf = (title: string): string => title.toLowerCase().replaceAll(/\W+/g, "-");

/** What the document says of creates that may have arrived: a reader of a create has to come by it. */
function doubts(document: Json): string {
  const parts = (document["tags"] as Json[]).flatMap((tag) => sections(tag["description"]));
  return parts.find((part) => part.startsWith("## Did my task get created?")) ?? "";
}
