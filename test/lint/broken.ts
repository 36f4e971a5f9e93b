import { type Json, readDocument } from "../../scripts/lib/document.ts";
import type { Edit } from "../support/edit.ts";

/** Ways to break the document, by the rule that has to notice and then by what is wrong. */
export type Breakages = Record<string, Record<string, Edit>>;

/** The document with one thing wrong. */
export function broken(edit: Edit): Json {
  const document = readDocument();
  edit(document);
  return document;
}
