import type { Result } from "./run-client.ts";
import { VECTORS } from "./vectors.ts";

/** The guide for other languages, from what was run. */
export function guide(results: Result[]): string {
  const sorted = [...results].sort((a, b) =>
    `${a.client.language}${a.client.name}`.localeCompare(`${b.client.language}${b.client.name}`),
  );
  const rows = sorted.map(({ client, passed }) =>
    row(
      client.language,
      `${client.generator} ${client.version}`,
      `\`${client.document}\``,
      `${passed} of ${VECTORS.length}`,
    ),
  );
  return `<!-- Written by \`npm run test:codegen\`. -->

# Other languages

The document is fed to these generators on every change; each client is built from clean and driven through the same
${VECTORS.length} vectors, with a recorder that sees what was really sent. Take the file named here from the package
(\`heffl-client/openapi.yaml\`, \`heffl-client/openapi-3.0.yaml\`, or the same as \`.json\`).

None of these clients looks for an error in a 200, though many models read one as a task. Before you take a task for created,
look for its \`id\`, and for no \`error\`, \`errors\` or \`success: false\` beside it: see "Did my task get created?" in the document.

| Language | Generator | Document | Vectors passed |
| --- | --- | --- | --- |
${rows.join("\n")}

${sorted.map(section).join("\n")}`;
}

function section({ client }: Result): string {
  const gaps = client.expected.map(({ vectors, why, upstream }) => `- ${why} (${vectors.join(", ")}). ${upstream}`);
  return `## ${client.language}: ${client.generator}

- Flags: ${client.flags}
- To send null: ${client.sendNull}
- Custom fields: ${client.customFields}

${gaps.length === 0 ? "Everything works." : `What doesn't work:\n\n${gaps.join("\n")}`}
`;
}

const row = (...cells: string[]): string => `| ${cells.join(" | ")} |`;
