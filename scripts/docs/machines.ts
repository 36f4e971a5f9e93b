import { type Entry, GROUPS } from "./pages.ts";

const DOCUMENTS = [
  ["openapi.yaml", "OpenAPI 3.1, with code samples; also openapi.json"],
  ["openapi-3.0.yaml", "the same in OpenAPI 3.0, for tools that don't know 3.1; also openapi-3.0.json"],
];

/** The site's table of contents for language models, as llmstxt.org has it. */
export function llms(entries: readonly Entry[]): string {
  const groups = GROUPS.map((group) => {
    const lines = entries
      .filter((entry) => entry.group === group)
      .map(({ name, title, description }) => `- [${title}](${name}.md): ${description}`);
    return `## ${group}\n\n${lines.join("\n")}\n`;
  });
  const documents = DOCUMENTS.map(([file, description]) => `- [${file}](${file}): ${description}`);
  return `# heffl-client

> Create tasks in Heffl, the CRM, from TypeScript or from any language by its OpenAPI document. Independent of Heffl.

A create has no idempotency key, so sending one twice makes two tasks. Every error of the client has an \`outcome\`:
"not_created" (no task was made; mend a refused request before sending it again), "created" (don't repeat) or "unknown" (look
for the task first). All of these pages in one
file: [llms-full.txt](llms-full.txt).

${groups.join("\n")}
## The OpenAPI document

${documents.join("\n")}
`;
}
