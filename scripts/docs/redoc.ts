import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { POLICY } from "./layout.ts";

const path = (file: string): string => fileURLToPath(new URL(file, import.meta.url));
const CLI = path("../../node_modules/@redocly/cli/");

export interface Redoc {
  html: string;
  /** What else must lie beside the page, by file name. */
  files: Record<string, string>;
  /** The policy under which the page works: its own inline parts are named by their hashes. */
  policy: Record<string, string[]>;
}

/** The reference by Redocly, made to load nothing but files of this site. */
export async function redoc(document: string): Promise<Redoc> {
  const built = await build(document);
  const [, head = "", body = ""] = built.match(/<!-- head -->(.*?)<!-- body -->(.*)<!-- end -->/s) ?? [];
  const css = [...head.matchAll(/<style[^>]*>(.*?)<\/style>/gs)].map(([, text = ""]) => text).join("\n");
  let html = change(body, /https:\/\/cdn\.redocly\.com\/\S*redoc\.standalone\.js/, "./assets/redoc.js");
  // Links as Redoc's own routing writes them later on; as they come they lead out of the site.
  html = change(html, /href="\/(?=")/g, 'href="#"');
  html = change(html, /href="\/(?=[a-z])/g, 'href="#/');
  return { html, files: { "assets/redoc.css": css, "assets/redoc.js": await script() }, policy: policyOf(html) };
}

async function build(document: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "heffl-docs-"));
  const output = join(folder, "redoc.html");
  const args = ["build-docs", document, "--config", path("redoc.yaml"), "-t", path("redoc.hbs"), "-o", output];
  try {
    await promisify(execFile)(process.execPath, [join(CLI, "bin/cli.js"), ...args]);
    return await readFile(output, "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The script that Redocly's CDN would serve, as the package holds it, without the logo that it loads from there. */
async function script(): Promise<string> {
  const text = await readFile(join(CLI, "lib/chunks/redoc.standalone.js"), "utf8");
  return change(text, /`https:\/\/cdn\.redoc\.ly\/redoc\/logo-mini(?:-full)?\.svg`/g, `\`./assets/redocly.svg\``);
}

function policyOf(html: string): Record<string, string[]> {
  const scripts = [...html.matchAll(/<script[^>]*>(.*?)<\/script>/gs)].map(([, text = ""]) => hash(text));
  return {
    ...POLICY,
    "script-src": ["'self'", ...scripts],
    // An empty element is enough for the styles that it makes later: it fills it by rules, which no policy asks about.
    "style-src": ["'self'", hash("")],
    // It colours the tokens of samples so, a few dozen colours that no list of hashes could foresee. An attribute can
    // neither run nor load anything.
    "style-src-attr": ["'unsafe-inline'"],
    // A few icons of its code panels lie in its styles.
    "font-src": ["data:"],
    // Its search runs in a worker that it makes from a string.
    "worker-src": ["blob:"],
  };
}

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Replaces, and throws when there is nothing to replace: then a new version of Redoc has to be looked at. */
function change(text: string, pattern: RegExp, by: string): string {
  const changed = text.replace(pattern, by);
  if (changed === text) throw new Error(`Redoc's output has changed: scripts/docs/redoc.ts finds no ${pattern}.`);
  return changed;
}
