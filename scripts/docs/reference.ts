import type { Json } from "../lib/document.ts";
import type { SitePage } from "./pages.ts";
import { operationPage } from "./reference/operation.ts";
import { operationsOf, pageName } from "./reference/operations.ts";
import { overview } from "./reference/overview.ts";
import { text } from "./reference/say.ts";
import { slug } from "./slug.ts";

/** The document as pages: one for what holds for all operations, and one for each operation. */
export function referencePages(document: Json, canBeTried: boolean): SitePage[] {
  return [
    {
      name: "reference",
      title: "Overview",
      description: "What holds for every operation: authentication, rate limit, custom fields, errors, types.",
      group: "API reference",
      markdown: overview(document),
    },
    ...operationsOf(document).map((place): SitePage => {
      const { path, method, operation } = place;
      const markdown = operationPage(document, place, canBeTried);
      return {
        name: pageName(place),
        title: text(operation["summary"]),
        description: `${method.toUpperCase()} ${path}: every field, sample, example and answer.`,
        group: "API reference",
        markdown,
        parts: [...markdown.matchAll(/^## (.*?)(?: \{#(.*)\})?$/gm)].map(([, title = "", id = slug(title)]) => [
          id,
          title,
        ]),
      };
    }),
  ];
}
