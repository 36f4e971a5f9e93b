import type { Json } from "../../lib/document.ts";
import { mediaOf, type Operation } from "./operations.ts";
import { sendInstead } from "./samples.ts";
import { block, entries, follow, jsonBlock, paragraphs, text } from "./say.ts";
import { plain } from "./schema.ts";

export interface Sample {
  lang: string;
  label: string;
  source: string;
}

/**
 * What stands beside an operation's fields: samples in every language for each example of the request, and what is answered.
 * All of it is text of the page; a script only hides what wasn't chosen.
 */
export function beside(document: Json, { path, method, operation }: Operation, canBeTried: boolean): string {
  const samples = (operation["x-codeSamples"] ?? []) as Sample[];
  const requests = examplesOf(document, operation["requestBody"] as Json | undefined);
  const [status, success] = entries(operation["responses"]).find(([name]) => name.startsWith("2")) ?? [];
  const answers = examplesOf(document, success);
  const first = (requests[0]?.["value"] ?? {}) as Json;
  // The nth answer is that to the nth request. Without a body, any answer can come.
  const arePaired = requests.length === 0 || requests.length === answers.length;
  const sent = (requests.length > 0 ? requests : [undefined]).flatMap((request, example) => [
    request?.["description"] ? choice({ example }, example === 0, "", text(request["description"])) : "",
    ...samples.map((sample, at) =>
      choice(
        { ...(request && { example }), language: sample.label },
        example === 0 && at === 0,
        request ? `${sample.label}: ${request["summary"]}` : sample.label,
        block(
          sample.lang.toLowerCase(),
          request ? sendInstead(sample, first, request["value"] as Json) : sample.source,
        ),
      ),
    ),
  ]);
  const answered = answers.map(({ summary, description, value }, example) =>
    choice(
      arePaired ? { example } : {},
      example === 0 || !arePaired,
      `Answer ${status}: ${summary}`,
      paragraphs(text(description), jsonBlock(value)),
    ),
  );
  const chooser = {
    languages: samples.map(({ label }) => label),
    examples: (requests.length > 0 ? requests : answers).map(({ summary }) => summary),
  };
  const tried = {
    method,
    path,
    bodies: requests.map(({ value }) => JSON.stringify(value, null, 2)),
    parameters: parametersOf(document, operation),
  };
  return paragraphs(
    '<div class="operation-beside">',
    `<ExampleChooser ${attributes(chooser)} />`,
    ...sent,
    canBeTried && `<TryIt ${attributes(tried)} />`,
    `<p class="answer-label">Answer ${status}</p>`,
    ...answered,
    "</div>",
  );
}

/** The named examples of a body, of a request or an answer. */
export function examplesOf(document: Json, written: Json | undefined): Json[] {
  const media = written && mediaOf(follow(document, written));
  return entries(media?.["examples"]).map(([, example]) => example);
}

/** Something that is shown when its example and its language are chosen, and always where no script runs. */
function choice(of: { example?: number; language?: string }, isFirst: boolean, label: string, content: string): string {
  const data = Object.entries(of).map(([name, value]) => ` data-${name}="${value}"`);
  const title = label && `<p class="choice-label">${label}</p>`;
  return paragraphs(`<div class="choice${isFirst ? " chosen" : ""}"${data.join("")}>`, title, content, "</div>");
}

/** What a person who tries the operation fills in. */
function parametersOf(document: Json, operation: Json): { name: string; in: unknown; value: string }[] {
  return ((operation["parameters"] ?? []) as Json[]).map((written) => {
    const parameter = follow(document, written);
    const schema = plain(document, parameter["schema"] as Json);
    const [example] = "example" in parameter ? [parameter["example"]] : ((schema["examples"] ?? []) as unknown[]);
    // What may be left out is left to the reader.
    return {
      name: text(parameter["name"]),
      in: parameter["in"],
      value: parameter["required"] ? `${example ?? ""}` : "",
    };
  });
}

const attributes = (props: Record<string, unknown>): string =>
  Object.entries(props)
    .map(([name, value]) => `:${name}='${JSON.stringify(value).replaceAll("&", "&amp;").replaceAll("'", "&#39;")}'`)
    .join(" ");
