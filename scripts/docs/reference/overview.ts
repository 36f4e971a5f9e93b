import type { Json } from "../../lib/document.ts";
import { operationsOf, pageName } from "./operations.ts";
import { code, codes, entries, only, paragraphs, sections, text } from "./say.ts";
import { limits, typeOf } from "./schema.ts";

/** What holds for all operations: the document's own words, its facts, and the names of its types. */
export function overview(document: Json): string {
  const known = ["openapi", "jsonSchemaDialect", "info", "externalDocs", "servers", "security", "tags", "paths"];
  only(document, "the document", ...known, "components");
  const { components, info } = document as { components: Json; info: Json };
  only(components, "components", "securitySchemes", "schemas", "headers", "responses", "parameters", "examples");
  return paragraphs(
    "# API reference",
    text(info["summary"]),
    text(info["description"]),
    ...(document["tags"] as Json[]).map((tag) => tagPart(document, tag)),
    `## Facts\n\n${facts(document, info).join("\n")}`,
    ...entries(components["securitySchemes"]).map(([name, scheme]) => securityPart(name, scheme)),
    "## Types",
    "The document's own names for its types, which are also those of generated clients. Their fields stand at the operations.",
    ...entries(components["schemas"]).map(([name, schema]) => typePart(document, name, schema)),
  );
}

function tagPart(document: Json, tag: Json): string {
  only(tag, "a tag", "name", "description");
  const operations = operationsOf(document).filter(({ operation }) =>
    (operation["tags"] as string[]).includes(text(tag["name"])),
  );
  const rows = operations.map((place) => {
    const address = `${place.method.toUpperCase()} ${place.path}`;
    return `| [${text(place.operation["summary"])}](${pageName(place)}.md) | ${code(address)} | ${code(place.operation["operationId"])} |`;
  });
  const [introduction, ...more] = sections(tag["description"]);
  return paragraphs(
    `## ${text(tag["name"])}`,
    introduction,
    ["| Operation | Request | `operationId` |", "| --- | --- | --- |", ...rows].join("\n"),
    ...more,
  );
}

function facts(document: Json, info: Json): string[] {
  only(info, "info", "title", "version", "summary", "description", "contact", "license");
  const { contact, license } = info as { contact: Json; license: Json };
  const outside = document["externalDocs"] as Json;
  return [
    `- ${text(info["title"])}, version ${text(info["version"])} of the document`,
    ...(document["servers"] as Json[]).map(({ url, description }) => `- Server: ${code(url)} (${text(description)})`),
    `- OpenAPI ${text(document["openapi"])}, schemas in ${code(document["jsonSchemaDialect"])}`,
    `- [${text(outside["description"])}](${text(outside["url"])})`,
    `- Contact: [${text(contact["name"])}](${text(contact["url"])})`,
    `- License of the document: ${text(license["name"])} (${code(license["identifier"])})`,
    "- Files: [openapi.yaml](openapi.yaml), [openapi.json](openapi.json), and in OpenAPI 3.0 [openapi-3.0.yaml](openapi-3.0.yaml), [openapi-3.0.json](openapi-3.0.json)",
  ];
}

function securityPart(name: string, scheme: Json): string {
  only(scheme, `the security scheme ${name}`, "type", "in", "name", "description");
  const where = `${code(scheme["type"])}, in the ${text(scheme["in"])} ${code(scheme["name"])}.`;
  return paragraphs(`## Security: ${name}`, where, text(scheme["description"]));
}

function typePart(document: Json, name: string, schema: Json): string {
  const required = schema["required"] as string[] | undefined;
  return paragraphs(
    `### ${name}`,
    `*${text(schema["title"])}*, ${typeOf(document, schema)}. ${text(schema["description"])}`,
    schema["enum"] !== undefined && limits(document, schema).join(" "),
    required && `Always there: ${codes(required)}.`,
  );
}
