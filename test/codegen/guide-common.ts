import type { Tool } from "./tool.ts";
import { READ_VECTORS, VECTORS } from "./vectors.ts";

/** What holds for every language, and before it what would hurt without a word. */
export function commonWords(tools: Tool[]): string {
  const silent = tools.flatMap(({ language, generator, silently = [] }) =>
    silently.slice(0, 1).map((what) => `| ${language} | ${generator} | ${what.replaceAll("|", "\\|")} |`),
  );
  return `<!-- Written by \`npm run test:codegen\`. -->

# Other languages

What generators and readers in other languages make of the document. Each tool with a number is run: what it generates is
built from clean and tried with the same ${VECTORS.length} creates, and where its number is of ${VECTORS.length + READ_VECTORS.length} with the same ${READ_VECTORS.length} reads, while a
recorder sees what was really sent. A reader that validates gets the bodies of the same creates, and what an importer made is looked
through.

## What goes wrong without an error

Read the row of your tool before you use it.

| Language | Tool | What happens |
| --- | --- | --- |
${silent.join("\n")}

**In every generated client.** A 200 can be an error: before you take a task for created, look for its \`id\`, and for no \`error\`,
\`errors\` or \`success: false\` beside it. Many HTTP libraries follow a redirect with the \`x-api-key\` header in it, to any
host: switch redirects off. None of these clients waits after a 429, and none may repeat a create by itself: switch the
library's own retries off.

## For all of them

**The file.** The package has the document as \`heffl-client/openapi.yaml\` (OpenAPI 3.1) and \`heffl-client/openapi-3.0.yaml\`, and both as
\`.json\`. Take the one that your tool's row names. Each YAML reads the same under YAML 1.1.

**Was the task created?** Each response to a create has \`x-outcome\`: \`created\`, \`not_created\` or \`unknown\`. It is what the
response proves when its body is as documented; the description of the tag Tasks has the whole rule, "Did my task get created?".
No answer at all is \`unknown\`, unless you know that the request never left. After \`unknown\` look for the task before you create it again.

**429.** Nothing was created. \`RateLimit-Reset\` is text and its unit isn't published: a number up to a few thousand is most likely
seconds from now, one from 10⁹ up Unix time. Wait for it, then send the same request again.

**Test your own client.** \`heffl-client/vectors.json\` has these \`creates\` and \`reads\`. A create has a \`name\`, the \`body\` to send, and the
\`outcome\` that has to be told. Where there is \`refused\`, Heffl refuses the body, and the text says why. Where there is \`answer\`, your
test's server answers with its \`status\`, \`headers\` and \`body\`; elsewhere any mock of the document will do, such as Prism. A read has
an \`operation\`, its \`parameters\`, an \`answer\`, and what the answer \`holds\`: the \`result\` that was asked for, an \`error\`, or \`neither\`.

**The words of a verdict.** "Works": all that a user writes arrives and comes back. "Works with care": it does so with the
settings and detours told here. "Don't use": something that Heffl has can't be sent or read, or is lost without an error.`;
}
