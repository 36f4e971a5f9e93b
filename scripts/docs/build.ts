import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { VERSION } from "../../src/config/version.ts";
import { bundles } from "../bundle/bundles.ts";
import { CommandError, command, readOptions, refuse } from "../lib/command.ts";
import type { Json } from "../lib/document.ts";
import { COPIES } from "./links.ts";
import { machineFiles } from "./llms.ts";
import { GROUPS, type SitePage } from "./pages.ts";
import { sitePages } from "./site.ts";
import { forgotten } from "./sources.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const VITEPRESS = join(ROOT, "docs/node_modules/vitepress/bin/vitepress.js");
const PLACEHOLDER = "http://localhost:4011/";

const HELP = `npm run docs -- [options]

Builds the site into dist/docs/: the guide, the API reference, the library's own
API, and all of it for machines too. Plain files that load nothing from elsewhere,
under any path. Its packages are installed by npm run docs:install.

  --base-url <url>  where it will be published, for canonical links and previews;
                    else DOCS_BASE_URL, else ${PLACEHOLDER} (docs:serve)
  --out <folder>    where it is written
  --try-it          with a form at each operation that sends to /mock, as
                    docs:serve has it
  --help            show this
`;

await command(async () => {
  const options = readOptions({
    "base-url": { type: "string", default: process.env["DOCS_BASE_URL"] || PLACEHOLDER },
    out: { type: "string", default: join(ROOT, "dist/docs") },
    "try-it": { type: "boolean", default: false },
    help: { type: "boolean", short: "h" },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const baseUrl = readBaseUrl(options["base-url"]);
  if (!existsSync(VITEPRESS))
    throw new CommandError("The site's packages aren't installed: run `npm run docs:install`.");
  const lost = forgotten();
  if (lost.length > 0)
    throw new CommandError(`No page of scripts/docs/pages.ts shows these parts:\n${lost.join("\n")}`);

  const out = resolve(options.out);
  // It is emptied, so a folder that holds anything else is somebody's mistake.
  if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, "llms.txt")))
    throw new CommandError(`${options.out} isn't empty and holds no site. Choose another with --out.`);

  // Fresh bundles, not those of dist/, which may be older than the document.
  const documents = bundles();
  const pages = await sitePages(JSON.parse(documents["openapi.json"] ?? "") as Json, options["try-it"]);
  await rm(out, { recursive: true, force: true });
  await buildPages(pages, { baseUrl, version: VERSION }, out);
  // The document is there already, bundled.
  await writeAll(out, { ...machineFiles(pages), ...documents, ".nojekyll": "" });
  await copyAll(out);

  console.log(`${pages.length} pages in ${options.out}`);
  if (baseUrl === PLACEHOLDER) console.log("Canonical links lead to this machine: publish with --base-url.");
  return 0;
});

/** Has VitePress make HTML of the pages, from a folder of their own. */
async function buildPages(pages: SitePage[], site: { baseUrl: string; version: string }, out: string): Promise<void> {
  // Within docs/, since what VitePress makes of a page imports the packages that are installed there.
  const folder = await mkdtemp(join(ROOT, "docs/.vitepress/pages-"));
  try {
    await copyAll(folder);
    await copyFile(join(ROOT, "docs/404.md"), join(folder, "404.md"));
    await writeAll(folder, Object.fromEntries(pages.map((page) => [`${page.name}.md`, withFrontmatter(page)])));
    const entries = pages.map(({ name, title, group, parts }) => ({ name, title, group, parts }));
    await writeFile(join(folder, "site.json"), JSON.stringify({ ...site, groups: GROUPS, pages: entries }));
    const env = { ...process.env, DOCS_PAGES: folder, DOCS_OUT: out };
    await promisify(execFile)(process.execPath, [VITEPRESS, "build", join(ROOT, "docs")], { env });
  } catch (error) {
    const { stderr, stdout } = error as { stderr?: string; stdout?: string };
    if (stderr === undefined) throw error;
    throw new CommandError(`VitePress can't build the site:\n${stdout}${stderr}`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function withFrontmatter({ title, description, parts, markdown }: SitePage): string {
  const facts = { title, description, ...(parts && { aside: false, pageClass: "operation" }) };
  // JSON is YAML.
  return `---\n${JSON.stringify(facts)}\n---\n\n${markdown}`;
}

async function writeAll(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

async function copyAll(folder: string): Promise<void> {
  for (const [file, name] of Object.entries(COPIES))
    if (!existsSync(join(folder, name))) await copyFile(join(ROOT, file), join(folder, name));
}

function readBaseUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : refuse(`--base-url must be a URL, not ${JSON.stringify(text)}`);
  if (!/^https?:$/.test(url.protocol) || url.search || url.hash || url.username)
    refuse("--base-url must be http or https, without query, fragment or user");
  return url.href.endsWith("/") ? url.href : `${url.href}/`;
}
