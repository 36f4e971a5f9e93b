import { GROUPS, type SitePage } from "./pages.ts";

/** A page's Markdown for machines: the elements that only place its parts are left out, their text isn't. */
export const plainMarkdown = ({ markdown }: SitePage): string =>
  `${markdown
    .replaceAll(/^<(?:ExampleChooser|TryIt|script) .*$/gm, "")
    .replaceAll(/^<\/?div[^>]*>$/gm, "")
    .replaceAll(/^<p .*$/gm, (line) => line.replaceAll(/<\/?code>/g, "`").replaceAll(/<[^>]*>/g, ""))
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim()}\n`;

/** The files that machines read: each page's text, all of them in one, and a table of contents as llmstxt.org has it. */
export function machineFiles(pages: SitePage[]): Record<string, string> {
  const texts = pages.map((page) => [`${page.name}.md`, plainMarkdown(page)] as const);
  return {
    ...Object.fromEntries(texts),
    "llms.txt": contents(pages),
    "llms-full.txt": texts.map(([, text]) => text).join("\n---\n\n"),
  };
}

function contents(pages: SitePage[]): string {
  const groups = GROUPS.map((group) => {
    const lines = pages
      .filter((page) => page.group === group)
      .map(({ name, title, description }) => `- [${title}](${name}.md): ${description}`);
    return `## ${group}\n\n${lines.join("\n")}\n`;
  });
  return `# heffl-client

> Create and read tasks in Heffl, the CRM, from TypeScript or from any language by its OpenAPI document. Independent of Heffl.

**Never send a create again whose outcome is "unknown": look for its task first.** A create has no idempotency key, so sending one
twice makes two tasks. Every error of the client has an \`outcome\`: "not_created" (no task was made; correct a refused request before
sending it again), "created" (don't repeat) or "unknown" (the task may exist). \`heffl mcp\` gives an agent tools that keep to this rule.
All of these pages in one file: [llms-full.txt](llms-full.txt).

${groups.join("\n")}
## The OpenAPI document

- [openapi.yaml](openapi.yaml): OpenAPI 3.1, with code samples; also [openapi.json](openapi.json)
- [openapi-3.0.yaml](openapi-3.0.yaml): the same in OpenAPI 3.0, for tools that don't know 3.1; also [openapi-3.0.json](openapi-3.0.json)
`;
}
