import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASE_URL, type Built, buildSite } from "./built.ts";
import { deadness, linksOf, markdownLinksOf } from "./links.ts";

let built: Built;
beforeAll(async () => {
  built = await buildSite();
}, 120_000);
afterAll(() => built.remove());

test("no link and no anchor of any page is dead, and what leads outside is https", () => {
  const links = built.pages.flatMap((page) => linksOf(built, page));
  expect(links.length).toBeGreaterThan(800);
  expect(links.map((link) => deadness(built, link)).filter(Boolean)).toEqual([]);
});

test("no link of the files for machines is dead", () => {
  const texts = built.files.filter((name) => /\.(?:md|txt)$/.test(name));
  const links = texts.filter((name) => name !== "llms-full.txt").flatMap((name) => markdownLinksOf(built, name));
  expect(links.length).toBeGreaterThan(100);
  expect(links.map((link) => deadness(built, link)).filter(Boolean)).toEqual([]);
});

test("a dead link, a dead anchor and a malformed address would be found", () => {
  const dead = [
    "nowhere.html",
    "index.html#nowhere",
    "errors.md#nowhere",
    "http://heffl.com",
    "reference.html#/nowhere",
  ];
  for (const href of dead) expect(deadness(built, { from: "index.html", href }), href).toContain(href);
});

test("every page says what it is, where it belongs, and what a preview shows", () => {
  const titles = new Set<string>();
  for (const page of built.pages) {
    const html = built.read(page);
    const meta = (name: string) => html.match(new RegExp(` (?:name|property)="${name}" content="([^"]*)"`))?.[1];
    const url = `${BASE_URL}${page === "index.html" ? "" : page}`;
    titles.add(html.match(/<title>(.*)<\/title>/)?.[1] ?? "");
    expect(html.match(/<link rel="canonical" href="(.*?)"/)?.[1]).toBe(url);
    expect(meta("description")?.length, page).toBeGreaterThan(20);
    expect(meta("og:url")).toBe(url);
    expect(meta("og:description")).toBe(meta("description"));
    expect(meta("og:image")).toBe(`${BASE_URL}assets/card.png`);
    expect(html.match(/<h1/g), page).toHaveLength(1);
    expect(built.files).toContain(page.replace(/html$/, "md"));
  }
  expect(built.files).toContain("assets/card.png");
  expect(titles.size).toBe(built.pages.length);
});

test("the policy lets no page load from elsewhere, nor run a script that isn't the site's", () => {
  for (const page of built.pages) {
    const html = built.read(page);
    const [, policy = ""] = html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/) ?? [];
    const rules = new Map(policy.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]));
    expect(rules.get("default-src")).toEqual(["'none'"]);
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
    const inline = [...html.matchAll(/<script(?![^>]* src=)[^>]*>(.*?)<\/script>/gs)].map(([, text = ""]) => text);
    const hashes = inline.map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`);
    expect(rules.get("script-src"), page).toEqual(["'self'", ...hashes]);
    // Attributes alone, and on Redoc's page alone.
    expect([...rules].filter(([, sources]) => sources?.includes("'unsafe-inline'")).map(([name]) => name)).toEqual(
      page === "reference.html" ? ["style-src-attr"] : [],
    );
  }
});

test("the reference can be read without scripts, overview and operations", () => {
  const html = built.read("reference.html").replaceAll(/<script[^>]*>.*?<\/script>/gs, "");
  for (const text of [
    "Did my task get created?",
    "How long it is expected to take",
    "RateLimit-Reset",
    "tsk_2Jd8RyW6Lc",
  ])
    expect(html).toContain(text);
});
