import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { BASE_URL, files, pages, read } from "./built.ts";
import { deadness, linksOf, markdownLinksOf } from "./links.ts";

test("no link and no anchor of any page is dead, and what leads outside is https", () => {
  // Each page names its own future address, which has a test of its own.
  const links = pages.flatMap(linksOf).filter(({ href }) => !href.startsWith(BASE_URL));
  expect(links.length).toBeGreaterThan(1000);
  expect(links.map(deadness).filter(Boolean)).toEqual([]);
});

test("no link of the files for machines is dead", () => {
  const texts = files.filter((name) => /\.(?:md|txt)$/.test(name) && name !== "llms-full.txt");
  const links = texts.flatMap(markdownLinksOf);
  expect(links.length).toBeGreaterThan(100);
  expect(links.map(deadness).filter(Boolean)).toEqual([]);
});

test.each(["nowhere.html", "index.html#nowhere", "errors.md#nowhere", "http://heffl.com", "/index.html"])(
  "the dead link %s would be found",
  (href) => {
    expect(deadness({ from: "index.html", href })).toContain(href);
  },
);

test("every page says what it is, where it belongs, and what a preview shows", () => {
  const titles = new Set<string>();
  for (const page of pages) {
    const html = read(page);
    const meta = (name: string) => html.match(new RegExp(` (?:name|property)="${name}" content="([^"]*)"`))?.[1];
    const url = `${BASE_URL}${page === "index.html" ? "" : page}`;
    titles.add(html.match(/<title>(.*)<\/title>/)?.[1] ?? "");
    expect(html.match(/<link rel="canonical" href="(.*?)"/)?.[1]).toBe(url);
    expect(meta("description")?.length, page).toBeGreaterThan(20);
    expect(meta("og:url")).toBe(url);
    expect(meta("og:description")).toBe(meta("description"));
    expect(meta("og:image")).toBe(`${BASE_URL}card.png`);
    expect(html.match(/<h1/g), page).toHaveLength(1);
    expect(files).toContain(page.replace(/html$/, "md"));
  }
  expect(files).toContain("card.png");
  expect(titles.size).toBe(pages.length);
});

test("the policy of every page lets it load and run nothing but the site's own files", () => {
  for (const page of [...pages, "404.html"]) {
    const html = read(page);
    const [, policy = ""] = html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/) ?? [];
    const inline = [...html.matchAll(/<script(?![^>]* src=)[^>]*>(.*?)<\/script>/gs)].map(([, text = ""]) => text);
    const hashes = inline.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    expect(Object.fromEntries(policy.split("; ").map((rule) => rule.split(/ (.*)/, 2))), page).toEqual({
      "default-src": "'none'",
      "script-src": ["'self'", ...hashes].join(" "),
      "style-src": "'self'",
      "img-src": "'self' data:",
      "connect-src": "'self'",
      "base-uri": "'none'",
      "form-action": "'none'",
    });
  }
});

test("the published site has no form that sends requests", () => {
  for (const page of pages) expect(read(page)).not.toContain('<details id="try-it"');
});

test("the reference is written on one page, and on no other", () => {
  const text = "When the task is due, in RFC 3339 with an offset.";
  expect(pages.filter((page) => read(page).includes(text))).toEqual(["reference/create-task.html"]);
});
