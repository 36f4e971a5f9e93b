import type { Json } from "../lib/document.ts";
import { operationPart } from "./reference/operation.ts";
import { code, entries, only, paragraphs, text } from "./reference/say.ts";
import { schemaPart } from "./reference/schema.ts";

/** The whole reference as Markdown: every field, type, rule, example and error, for machines and for reading without scripts. */
export function reference(document: Json): string {
  const known = ["openapi", "jsonSchemaDialect", "info", "externalDocs", "servers", "security", "tags", "paths"];
  only(document, "the document", ...known, "components");
  const { components, paths, info } = document as { components: Json; paths: Json; info: Json };
  only(components, "components", "securitySchemes", "schemas", "headers", "responses", "parameters");
  return `${paragraphs(
    `# ${text(info["title"])} ${text(info["version"])}`,
    text(info["summary"]),
    text(info["description"]),
    `## Facts\n\n${facts(document, info).join("\n")}`,
    ...entries(components["securitySchemes"]).map(([name, scheme]) => securityPart(name, scheme)),
    ...(document["tags"] as Json[]).flatMap((tag) => tagPart(document, paths, tag)),
    "## Schemas",
    ...entries(components["schemas"]).map(([name, schema]) => schemaPart(name, schema)),
  )}\n`;
}

function facts(document: Json, info: Json): string[] {
  only(info, "info", "title", "version", "summary", "description", "contact", "license");
  const { contact, license } = info as { contact: Json; license: Json };
  const outside = document["externalDocs"] as Json;
  return [
    ...(document["servers"] as Json[]).map(({ url, description }) => `- Server: ${code(url)} (${text(description)})`),
    `- Security: ${(document["security"] as Json[]).map((schemes) => Object.keys(schemes).map(code).join(" and ")).join(" or ")}`,
    `- OpenAPI ${text(document["openapi"])}, schemas in ${code(document["jsonSchemaDialect"])}`,
    `- [${text(outside["description"])}](${text(outside["url"])})`,
    `- Contact: [${text(contact["name"])}](${text(contact["url"])})`,
    `- Licence of this document: ${text(license["name"])} (${code(license["identifier"])})`,
  ];
}

function securityPart(name: string, scheme: Json): string {
  only(scheme, `the security scheme ${name}`, "type", "in", "name", "description");
  const where = `${code(scheme["type"])}, in the ${text(scheme["in"])} ${code(scheme["name"])}.`;
  return paragraphs(`## Security: ${name}`, where, text(scheme["description"]));
}

function tagPart(document: Json, paths: Json, tag: Json): string[] {
  only(tag, "a tag", "name", "description");
  const operations = entries(paths).flatMap(([path, item]) =>
    entries(item)
      .filter(([, operation]) => (operation["tags"] as string[]).includes(text(tag["name"])))
      .map(([method, operation]) => operationPart(document, path, method, operation)),
  );
  return [`## ${text(tag["name"])}`, text(tag["description"]), ...operations];
}
