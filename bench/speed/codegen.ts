import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { progress } from "./progress.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const OUT = `${root}bench/node_modules/.bench/codegen`;
const DOCUMENT = `${root}openapi/openapi.yaml`;
const run = promisify(execFile);

export interface Codegen {
  name: string;
  note: string;
  seconds: number[];
}

/** Wall time from the document to code, by the commands as users run them. */
export async function measureCodegen(rounds: number): Promise<Codegen[]> {
  await mkdir(OUT, { recursive: true });
  const ways = [
    { name: "npm run generate", note: "types and validators", command: ["npm", "--prefix", root, "run", "generate"] },
    {
      name: "openapi-typescript",
      note: "types",
      command: [`${root}node_modules/.bin/openapi-typescript`, DOCUMENT, "--output", `${OUT}/schema.ts`],
    },
    {
      name: "@hey-api/openapi-ts",
      note: "types and a client",
      command: [
        `${root}bench/node_modules/.bin/openapi-ts`,
        "--input",
        DOCUMENT,
        "--output",
        `${OUT}/hey-api`,
        "--no-log-file",
      ],
    },
  ].map((way): Codegen & { command: string[] } => ({ ...way, seconds: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const { name, command, seconds } of ways) {
      progress(`Codegen, round ${round + 1} of ${rounds}: ${name}`);
      const [file = "", ...args] = command;
      const begin = performance.now();
      // Elsewhere than the project, whose settings for Redocly aren't meant for openapi-typescript.
      await run(file, args, { cwd: OUT });
      seconds.push((performance.now() - begin) / 1000);
    }
  }
  return ways;
}
