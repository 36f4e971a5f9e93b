import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { bundled } from "../test/size/bundled.ts";
import { median, spread } from "./statistics.ts";

const ROUNDS = 15;
const root = fileURLToPath(new URL("../", import.meta.url));

interface Peer {
  name: string;
  /** What a program that only wants to make one call imports. */
  imports: string;
  from: string;
}

const PEERS: Peer[] = [
  { name: "heffl-client", imports: "{ Heffl }", from: `${root}dist/index.js` },
  { name: "openapi-fetch", imports: "createClient", from: "openapi-fetch" },
  { name: "@notionhq/client", imports: "{ Client }", from: "@notionhq/client" },
  { name: "openai", imports: "OpenAI", from: "openai" },
  { name: "stripe", imports: "Stripe", from: "stripe" },
];

const require = createRequire(import.meta.url);
const resolved = (specifier: string): string =>
  specifier.startsWith("/") ? specifier : fileURLToPath(import.meta.resolve(specifier));

/** CPU time of a new process, in ms, that does nothing or imports one module. */
function cpuMs(module?: string): number {
  const load = module === undefined ? "" : `await import(${JSON.stringify(pathToFileURL(module).href)});`;
  const code = `${load} const { user, system } = process.cpuUsage(); console.log((user + system) / 1000); process.exit()`;
  return Number(execFileSync(process.execPath, ["--input-type=module", "--eval", code], { encoding: "utf8" }));
}

// In turn, so that a busy moment of the machine falls on all of them.
const idle: number[] = [];
const importing = PEERS.map((): number[] => []);
for (let round = 0; round < ROUNDS; round++) {
  idle.push(cpuMs());
  for (const [index, { from }] of PEERS.entries()) importing[index]?.push(cpuMs(resolved(from)));
  process.stderr.write(`round ${round + 1} of ${ROUNDS}\r`);
}

const nothing = median(idle);
const rows = await Promise.all(
  PEERS.map(async ({ name, imports, from }, index) => {
    const code = `import ${imports} from ${JSON.stringify(resolved(from))}; console.log(${imports.replace(/[{}]/g, "")})`;
    const { gzip } = await bundled(code, "node");
    const times = (importing[index] ?? []).map((ms) => ms - nothing);
    const { version } = name === "heffl-client" ? require("../package.json") : packageOf(resolved(from));
    return `| ${name} ${version} | ${(gzip / 1000).toFixed(1)} | ${median(times).toFixed(1)} | ${spread(times)} |`;
  }),
);

function packageOf(file: string): { version: string } {
  const [, folder] = file.match(/^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//) ?? [];
  return require(`${folder}/package.json`);
}

const table = `<!-- Written by \`npm run bench:size\`. -->

# Size and start

What a program pays that imports one client: its bundle (esbuild, minified and gzipped), and the CPU time of the import in a new
process, less that of a process without it (${nothing.toFixed(0)} ms). Medians of ${ROUNDS} rounds, Node ${process.versions.node}. The SDKs cover
whole APIs; this one has a single call.

| Client | kB | Import, CPU ms | Least to most |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
await writeFile(new URL("../docs/size.md", import.meta.url), table);
console.log(table);
