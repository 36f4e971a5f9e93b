import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const path = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const REDOCLY = path("node_modules/@redocly/cli");

export interface Candidate {
  name: string;
  /** Within the folder that is served, deep link and all. */
  address: string;
  /** What the page's own CDN would serve, from the package that this CDN mirrors. */
  cdn?: { url: RegExp; file: string };
}

/** Each page as its maker's quick start has it, made from the same document. */
export function candidates(folder: string): Candidate[] {
  run(path("node_modules/tsx/dist/cli.mjs"), path("scripts/docs/build.ts"), "--out", join(folder, "ours"));
  const document = join(folder, "ours/openapi.json");

  mkdirSync(join(folder, "redocly"));
  // Somewhere else, or the checkout's redocly.yaml would be taken, with its telemetry off.
  run(join(REDOCLY, "bin/cli.js"), "build-docs", document, "--output", join(folder, "redocly/index.html"));

  mkdirSync(join(folder, "scalar"));
  writeFileSync(join(folder, "scalar/openapi.json"), readFileSync(document));
  writeFileSync(join(folder, "scalar/index.html"), SCALAR);

  return [
    { name: "This site, `reference/create-task.html`", address: "ours/reference/create-task.html" },
    {
      name: `\`redocly build-docs\` ${version(`${REDOCLY}/package.json`)}`,
      address: "redocly/index.html#/tasks/createtask",
      cdn: { url: /^https:\/\/cdn\.redocly\.com\/.*\.js$/, file: join(REDOCLY, "lib/chunks/redoc.standalone.js") },
    },
    {
      name: `\`@scalar/api-reference\` ${version(path("bench/node_modules/@scalar/api-reference/package.json"))}`,
      address: "scalar/index.html#tag/tasks/POST/tasks",
      cdn: {
        url: /^https:\/\/cdn\.jsdelivr\.net\//,
        file: path("bench/node_modules/@scalar/api-reference/dist/browser/standalone.js"),
      },
    },
  ];

  function run(...command: string[]): void {
    // This switches off what Redocly's command reports of its own use.
    const env = { ...process.env, REDOCLY_TELEMETRY: "off" };
    execFileSync(process.execPath, command, { cwd: folder, env, stdio: ["ignore", "ignore", "ignore"] });
  }
}

const version = (file: string): string => (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;

/** The page of its README, but for the proxy, which is for documents of other origins. */
const SCALAR = `<!doctype html>
<html>
  <head>
    <title>Scalar API Reference</title>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
  </head>
  <body>
    <div id="app"></div>
    <script src="https://cdn.jsdelivr.net/npm/@scalar/api-reference"></script>
    <script>
      Scalar.createApiReference('#app', { url: 'openapi.json' })
    </script>
  </body>
</html>
`;
