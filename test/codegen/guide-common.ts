import type { Tool } from "./tool.ts";
import { READ_VECTORS, VECTORS } from "./vectors.ts";

/** What goes wrong without an error, and what holds for every language. */
export function commonWords(tools: Tool[]): string {
  const silent = tools.flatMap(({ language, generator, silently = [] }) =>
    silently.slice(0, 1).map((what) => `| ${language} | ${generator} | ${what.replaceAll("|", "\\|")} |`),
  );
  return `<!-- Written by \`npm run test:codegen\`. -->

# Other languages

How code generators and other tools handle the document, by language. The tools with a number under "Passed" are tested. Each generated
client is built and makes the same ${VECTORS.length} creates and ${READ_VECTORS.length} reads, and the test records what it really sends. Each validator checks the
bodies of these creates. The output of each importer is searched for what is missing.

## What goes wrong without an error

Before you use a tool, read its row.

| Language | Tool | What happens |
| --- | --- | --- |
${silent.join("\n")}

**With every generated client.** A 200 can be an error: a task was created only if the answer has an \`id\` and no \`error\`,
\`errors\` or \`success: false\`. Many HTTP libraries follow redirects to any host, and send the \`x-api-key\` header there: turn
redirects off. None of these clients waits after a 429. None may repeat a create by itself, so turn the library's own retries off.

## With any tool

**The file.** The package contains the document as \`heffl-client/openapi.yaml\` (OpenAPI 3.1) and \`heffl-client/openapi-3.0.yaml\`, and
both as \`.json\`. Use the one in your tool's row. Readers of YAML 1.1 and of YAML 1.2 read the same values from each.

**Was the task created?** Each response to a create has \`x-outcome\`: \`created\`, \`not_created\` or \`unknown\`. It says what the
response proves if its body is as documented; the description of the tag Tasks has the whole rule, under "Did my task get
created?". If you get no answer at all, the outcome is \`unknown\`, unless you know that the request was never sent. If the outcome is
\`unknown\`, look for the task before you create it again.

**429.** Nothing was created. \`RateLimit-Reset\` is a string, and its unit isn't published: a value up to a few thousand is most
likely seconds from now, and a value from 10⁹ up most likely Unix time. Wait until then, and send the same request again.

**Test your own client.** \`heffl-client/vectors.json\` has these \`creates\` and \`reads\`. A create has a \`name\`, the \`body\` to send, and the
\`outcome\` that your client has to report. If it has \`refused\`, Heffl refuses the body, and the text says why. If it has \`answer\`,
your test's server must answer with the \`status\`, \`headers\` and \`body\` in it; otherwise use any mock of the document, such as
Prism. A read has an \`operation\`, its \`parameters\`, an \`answer\`, and what the answer \`holds\`: the \`result\` that was asked for, an
\`error\`, or \`neither\`.

**The verdicts.** "Works": everything in a task can be sent and read. "Works with care": it can with the settings and workarounds
given here. "Don't use": something in a task can't be sent or read, or is lost without an error.`;
}
