import { expect, test } from "vitest";
import { referencePages } from "../../scripts/docs/reference.ts";
import { readDocument } from "../../scripts/lib/document.ts";

test("the reference knows every keyword of the document, and has a page for what holds for all and one an operation", () => {
  const pages = referencePages(readDocument(), false);
  expect(pages.map(({ name }) => name)).toEqual([
    "reference",
    "reference/create-task",
    "reference/get-task",
    "reference/list-tasks",
  ]);
  expect(pages[0]?.markdown).toMatch(/## Tasks\n.*\| Operation \|.*## Rate limit\n.*## Facts\n/s);
  expect(pages[1]?.markdown).toMatch(/### 500 .*Outcome: `unknown`\..*## Did my task get created\?\n/s);
  for (const page of pages.slice(2)) expect(page.markdown).not.toMatch(/Outcome|Did my task get created/);
});
