import { readFileSync } from "node:fs";
import { type Document, parseDocument, type ToStringOptions } from "yaml";
import { DOCUMENT_PATH, type Json } from "../lib/document.ts";
import { addCodeSamples } from "./code-samples.ts";
import { CHOICES, type Choices } from "./down-convert/choices.ts";
import { downConvert } from "./down-convert/down-convert.ts";

/** The document as it is handed to others, by file name. Writes nothing. */
export function bundles(choices: Choices = CHOICES): Record<string, string> {
  // Text to text, not by way of plain data: comments, quotes and the order of keys stay as they were written.
  const source = parseDocument(readFileSync(DOCUMENT_PATH, "utf8"));
  addCodeSamples(source);
  const document = source.toJS() as Json;

  const older = downConvert(document, choices);
  // Many readers still know YAML 1.1 alone, in which text such as 2026-12-01 or `no` needs quotes to stay text.
  const olderSource = parseDocument("", { version: "1.1" });
  // Without `aliasDuplicateObjects` equal parts would become YAML anchors, which code generators trip over.
  olderSource.contents = olderSource.createNode(older, { aliasDuplicateObjects: false }) as never;

  return {
    "openapi.yaml": yaml(source, "Its source is openapi/openapi.yaml; this has the code samples too."),
    "openapi.json": json(document),
    "openapi-3.0.yaml": yaml(
      olderSource,
      "For tools that don't know OpenAPI 3.1 yet. What 3.0 has no keywords for, descriptions say in words.",
    ),
    "openapi-3.0.json": json(older),
  };
}

const AS_WRITTEN: ToStringOptions = { lineWidth: 0, flowCollectionPadding: false };

function yaml(document: Document, comment: string): string {
  document.commentBefore = [" Written by `npm run bundle`: changes belong elsewhere.", ` ${comment}`].join("\n");
  return document.toString(AS_WRITTEN);
}

const json = (document: Json): string => `${JSON.stringify(document, null, 2)}\n`;
