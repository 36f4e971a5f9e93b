import type { Json } from "../lib/document.ts";
import { examplesOf, type Sample } from "./reference/beside.ts";
import { operationsOf } from "./reference/operations.ts";
import { sendInstead } from "./reference/samples.ts";
import { block, jsonBlock } from "./reference/say.ts";
import { partOf } from "./sources.ts";

/** The entrance with its call, answer and table, which stand elsewhere: nothing here is written twice. */
export function entrance(markdown: string, document: Json): string {
  const { operation = {} } =
    operationsOf(document).find((place) => place.operation["operationId"] === "createTask") ?? {};
  const sample = (operation["x-codeSamples"] as Sample[]).find(({ label }) => label === "TypeScript");
  const requests = examplesOf(document, operation["requestBody"] as Json).map(({ value }) => value as Json);
  const answers = examplesOf(document, (operation["responses"] as Json)["200"] as Json);
  // The shortest, so that the whole call is seen at once.
  const at = requests.reduce((best, body, index) => (size(body) < size(requests[best]) ? index : best), 0);
  const [first = {}, shortest = {}] = [requests[0], requests[at]];
  const parts: Record<string, string> = {
    "the call": block("ts", sendInstead(sample as Sample, first, shortest)),
    "its answer": jsonBlock(answers[at]?.["value"]),
    "what each outcome means":
      partOf("README.md", "When a call fails").match(/^\| `outcome`.*\n(?:\|.*\n)+/m)?.[0] ?? "",
  };
  return Object.entries(parts).reduce((text, [name, part]) => {
    if (part === "" || !text.includes(`<!-- ${name} -->`)) throw new Error(`docs/index.md has no place for ${name}.`);
    return text.replace(`<!-- ${name} -->`, () => part);
  }, markdown);
}

const size = (body: Json = {}): number => Object.keys(body).length;
