import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { bundled } from "../scripts/lib/bundle-size.ts";
import { DIST } from "./speed/processes.ts";
import { median, spread } from "./statistics.ts";

export interface Importable {
  name: string;
  /** What a program that only wants to make one call imports. */
  imports: string;
  from: string;
}

export interface Imported extends Importable {
  version: string;
  /** Of its bundle, minified and gzipped. */
  kB: number;
  /** CPU time of the import in a new process, less that of a process without it. */
  ms: number;
  range: string;
}

const run = promisify(execFile);
const root = fileURLToPath(new URL("../", import.meta.url));

export const ours: Importable = { name: "heffl-client", imports: "{ Heffl }", from: `${DIST}/index.js` };

/** What is compared. */
export const IMPORTABLE: Importable[] = [
  ours,
  { name: "openapi-fetch", imports: "createClient", from: "openapi-fetch" },
  { name: "@hey-api/client-fetch", imports: "{ createClient }", from: "@hey-api/client-fetch" },
  { name: "ky", imports: "ky", from: "ky" },
  { name: "ofetch", imports: "{ ofetch }", from: "ofetch" },
  { name: "axios", imports: "axios", from: "axios" },
  { name: "got", imports: "{ got }", from: "got" },
  { name: "@notionhq/client", imports: "{ Client }", from: "@notionhq/client" },
  { name: "openai", imports: "OpenAI", from: "openai" },
  { name: "stripe", imports: "Stripe", from: "stripe" },
];

const resolved = (specifier: string): string =>
  specifier.startsWith("/") ? specifier : fileURLToPath(import.meta.resolve(specifier));

/** CPU time of a new process, in ms, that does nothing or imports one module. */
async function cpuMs(module?: string): Promise<number> {
  const load = module === undefined ? "" : `await import(${JSON.stringify(pathToFileURL(module).href)});`;
  const code = `${load} const { user, system } = process.cpuUsage(); console.log((user + system) / 1000); process.exit()`;
  return Number((await run(process.execPath, ["--input-type=module", "--eval", code])).stdout);
}

/** Measures them in turn, so that a busy moment of the machine falls on all of them. */
export async function measureImports(
  peers: Importable[],
  rounds: number,
  progress: (doing: string) => void,
): Promise<{ nothingMs: number; imported: Imported[] }> {
  const idle: number[] = [];
  const importing = peers.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    idle.push(await cpuMs());
    for (const [index, { name, from }] of peers.entries()) {
      progress(`Imports, round ${round + 1} of ${rounds}: ${name}`);
      importing[index]?.push(await cpuMs(resolved(from)));
    }
  }
  const nothingMs = median(idle);
  const imported = peers.map(async (peer, index): Promise<Imported> => {
    const { imports, from } = peer;
    const code = `import ${imports} from ${JSON.stringify(resolved(from))}; console.log(${imports.replace(/[{}]/g, "")})`;
    const { gzip } = await bundled(code, "node");
    const times = (importing[index] ?? []).map((ms) => ms - nothingMs);
    return {
      ...peer,
      version: await versionOf(resolved(from)),
      kB: gzip / 1000,
      ms: median(times),
      range: spread(times),
    };
  });
  return { nothingMs, imported: await Promise.all(imported) };
}

/** Of the package that a file belongs to. */
export async function versionOf(file: string): Promise<string> {
  const [, folder] = file.match(/^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//) ?? [];
  const { version } = JSON.parse(await readFile(`${folder ?? root}/package.json`, "utf8"));
  return version;
}
