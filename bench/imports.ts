import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { bundled } from "../scripts/lib/bundle-size.ts";
import { progress } from "./harness/progress.ts";

/** What importing one client costs. */
export interface Imported {
  name: string;
  version: string;
  /** Its bundle, minified and gzipped, in bytes. */
  bytes: number;
  /** CPU time of a new process that imports it, in ms, a figure for each round. */
  processMs: number[];
}

export interface Imports {
  /** CPU time of a new process that imports nothing, in ms, a figure for each round. */
  emptyProcessMs: number[];
  imported: Imported[];
}

interface ImportedPackage {
  name: string;
  /** What a program imports that only wants to make one call. */
  imports: string;
  from: string;
}

const run = promisify(execFile);
const root = fileURLToPath(new URL("../", import.meta.url));

const packages = (dist: string): ImportedPackage[] => [
  { name: "heffl-client", imports: "{ Heffl }", from: `${dist}/index.js` },
  { name: "heffl-client/undici", imports: "{ undiciTransport }", from: `${dist}/undici.js` },
  { name: "heffl-client/testing", imports: "{ createMock }", from: `${dist}/testing.js` },
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

/** CPU time of a new process, in ms, that imports one module or nothing. */
async function cpuMs(module?: string): Promise<number> {
  const load = module === undefined ? "" : `await import(${JSON.stringify(pathToFileURL(module).href)});`;
  const code = `${load} const { user, system } = process.cpuUsage(); console.log((user + system) / 1000); process.exit()`;
  return Number((await run(process.execPath, ["--input-type=module", "--eval", code])).stdout);
}

/** Measures the imports in turn, so that a disturbance of the machine affects all of them. */
export async function measureImports(dist: string, rounds: number): Promise<Imports> {
  const emptyProcessMs: number[] = [];
  const all = packages(dist).map((one) => ({ ...one, processMs: [] as number[] }));
  for (let round = 0; round < rounds; round++) {
    emptyProcessMs.push(await cpuMs());
    for (const { name, from, processMs } of all) {
      progress(`Imports, round ${round + 1} of ${rounds}: ${name}`);
      processMs.push(await cpuMs(resolved(from)));
    }
  }
  const imported = all.map(async ({ name, imports, from, processMs }): Promise<Imported> => {
    const code = `import ${imports} from ${JSON.stringify(resolved(from))}; console.log(${imports.replace(/[{}]/g, "")})`;
    const { gzip } = await bundled(code, "node");
    return { name, version: await versionOf(from), bytes: gzip, processMs };
  });
  return { emptyProcessMs, imported: await Promise.all(imported) };
}

/** The version of the package that a specifier or a file belongs to. */
export async function versionOf(specifier: string): Promise<string> {
  const [, folder] = resolved(specifier).match(/^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//) ?? [];
  const { version } = JSON.parse(await readFile(`${folder ?? root}/package.json`, "utf8"));
  return version;
}
