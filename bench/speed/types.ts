import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { median } from "../statistics.ts";
import { progress } from "./progress.ts";
import { NEW_TASK } from "./task.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = `${root}bench/node_modules/.bench/types`;
const body = JSON.stringify(NEW_TASK);

/** A program that makes one task and reads its ID. */
const consumers = (dist: string): Record<string, string> => ({
  nothing: "export {};",
  "heffl-client": `import { Heffl } from "${dist}/index.js";
    export const { id } = await new Heffl().tasks.create(${body});`,
  "openapi-fetch": `import createClient from "openapi-fetch";
    import type { paths } from "${root}src/generated/schema.js";
    export const id = (await createClient<paths>().POST("/tasks", { body: ${body} })).data?.id;`,
  "@notionhq/client": `import { Client } from "@notionhq/client";
    export const { id } = await new Client().request<{ id: string }>({ path: "tasks", method: "post", body: ${body} });`,
  openai: `import OpenAI from "openai";
    export const { id } = await new OpenAI().post<{ id: string }>("/tasks", { body: ${body} });`,
  stripe: `import Stripe from "stripe";
    export const { headers } = (await new Stripe("").rawRequest("POST", "/v2/tasks", ${body})).lastResponse;`,
});

/** What the compiler says of a consumer, less what it says of an empty file. */
export interface TypeCost {
  name: string;
  types: number;
  instantiations: number;
  checkMs: number;
  totalMs: number;
  memoryMB: number;
}

type Counts = Omit<TypeCost, "name">;

export async function measureTypes(dist: string, rounds: number): Promise<TypeCost[]> {
  await mkdir(folder, { recursive: true });
  const measured = new Map<string, Counts[]>();
  for (let round = 0; round < rounds; round++) {
    for (const [name, code] of Object.entries(consumers(dist))) {
      progress(`Type check, round ${round + 1} of ${rounds}: ${name}`);
      measured.set(name, [...(measured.get(name) ?? []), await compile(name, code)]);
    }
  }
  const of = (name: string, count: keyof Counts) => median((measured.get(name) ?? []).map((counts) => counts[count]));
  const less = (name: string, count: keyof Counts) => of(name, count) - of("nothing", count);
  return Object.keys(consumers(dist))
    .filter((name) => name !== "nothing")
    .map((name) => ({
      name,
      types: less(name, "types"),
      instantiations: less(name, "instantiations"),
      checkMs: less(name, "checkMs"),
      totalMs: less(name, "totalMs"),
      memoryMB: less(name, "memoryMB"),
    }));
}

async function compile(name: string, code: string): Promise<Counts> {
  const file = `${folder}/${name.replace(/\W/g, "-")}.mts`;
  await writeFile(file, code);
  const options =
    "--noEmit --strict --skipLibCheck --target es2022 --module nodenext --types node --allowImportingTsExtensions";
  const tsc = `${root}node_modules/typescript/bin/tsc`;
  const args = [tsc, file, ...options.split(" "), "--typeRoots", `${root}node_modules/@types`, "--extendedDiagnostics"];
  const { stdout } = await run(process.execPath, args, { cwd: folder });
  const count = (label: string) => Number(stdout.match(new RegExp(`^${label}:\\s+([\\d.]+)`, "m"))?.[1]);
  return {
    types: count("Types"),
    instantiations: count("Instantiations"),
    checkMs: count("Check time") * 1000,
    totalMs: count("Total time") * 1000,
    memoryMB: count("Memory used") / 1000,
  };
}
