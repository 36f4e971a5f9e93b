import { existsSync, readdirSync, readFileSync } from "node:fs";
import { copyFile, cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { VERSION } from "../src/config/version.ts";
import { bundles } from "./bundle/bundles.ts";
import { COPIES } from "./docs/links.ts";
import { site } from "./docs/site.ts";
import { forgotten } from "./docs/sources.ts";
import { CommandError, command, readOptions, refuse } from "./lib/command.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const PLACEHOLDER = "http://localhost:4011/";

const HELP = `npm run docs -- [options]

Builds the site into dist/docs/: the API reference, the guide, the library's own
API, and all of it for machines too. Plain files that load nothing from elsewhere.

  --base-url <url>  where it will be published, for canonical links and previews;
                    else DOCS_BASE_URL, else ${PLACEHOLDER} (docs:serve)
  --out <folder>    where it is written
  --help            show this
`;

await command(async () => {
  const options = readOptions({
    "base-url": { type: "string", default: process.env["DOCS_BASE_URL"] || PLACEHOLDER },
    out: { type: "string", default: join(ROOT, "dist/docs") },
    help: { type: "boolean", short: "h" },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const baseUrl = readBaseUrl(options["base-url"]);
  const lost = forgotten();
  if (lost.length > 0)
    throw new CommandError(`No page of scripts/docs/pages.ts shows these parts:\n${lost.join("\n")}`);

  const out = resolve(options.out);
  // It is emptied, so a folder that holds anything else is somebody's mistake.
  if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, "llms.txt")))
    throw new CommandError(`${options.out} isn't empty and holds no site. Choose another with --out.`);
  await rm(out, { recursive: true, force: true });
  await mkdir(join(out, "assets"), { recursive: true });
  // Fresh bundles, not those of dist/, which may be older than the document.
  for (const [name, text] of Object.entries(bundles())) await writeFile(join(out, name), text);
  const files = await site({ baseUrl, version: VERSION, documentPath: join(out, "openapi.json") });
  for (const [name, text] of Object.entries(files)) await writeFile(join(out, name), text);
  await cp(join(ROOT, "scripts/docs/assets"), join(out, "assets"), { recursive: true });
  await writeFile(join(out, "assets/site.css"), styles());
  // The document is there already, bundled.
  for (const [file, name] of Object.entries(COPIES))
    if (!existsSync(join(out, name))) await copyFile(join(ROOT, file), join(out, name));
  // Without it GitHub Pages would leave out what it takes for Jekyll's own.
  await writeFile(join(out, ".nojekyll"), "");

  const pages = Object.keys(files).filter((name) => name.endsWith(".html")).length;
  console.log(`${pages} pages in ${options.out}`);
  if (baseUrl === PLACEHOLDER) console.log("Canonical links lead to this machine: publish with --base-url.");
  if (!existsSync(join(out, "site.html"))) console.log("Without docs/site.md: `npm run bench:docs` writes it.");
  return 0;
});

/** The site's styles in the order of their numbers: one file, so that a page asks for one. */
function styles(): string {
  const folder = join(ROOT, "scripts/docs/styles");
  const parts = readdirSync(folder).sort();
  return parts.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
}

function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : refuse(`--base-url must be a URL, not ${JSON.stringify(text)}`);
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash || url.username)
    refuse("--base-url must be http or https, without query, fragment or user");
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}
