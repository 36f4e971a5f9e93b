import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism, loadavg } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { command, readOptions, refuse } from "../scripts/lib/command.ts";
import { charts } from "./speed/charts.ts";
import { measure, PARTS, type Part } from "./speed/measure.ts";
import { page } from "./speed/page.ts";
import { PEERS } from "./speed/peers.ts";
import { DIST } from "./speed/processes.ts";
import { progressEnds } from "./speed/progress.ts";

const DOCS = fileURLToPath(new URL("../docs", import.meta.url));

const HELP = `npm run bench -- [options]

Measures this client beside others, and writes docs/performance.md with its charts.
It measures what is built in dist/ (npm run build), and needs npm run bench:install.

  --quick           a few short rounds, to see that it runs; shown, not written
  --only <names>    these clients, and what they are compared with; not written
  --parts <names>   ${PARTS.join(", ")}; not written
  --dist <folder>   where the build lies that is measured
  --out <folder>    write there, whatever was measured
  --calls <n>       for the growth of this client's memory (1000000)
  --peer-calls <n>  for that of the others (20000)
  --help            show this
`;

await command(async () => {
  const options = readOptions({
    quick: { type: "boolean" },
    only: { type: "string" },
    parts: { type: "string" },
    dist: { type: "string", default: DIST },
    out: { type: "string" },
    calls: { type: "string" },
    "peer-calls": { type: "string" },
    help: { type: "boolean", short: "h" },
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const { quick = false } = options;
  const machine = { node: process.versions.node, cores: availableParallelism(), load: loadavg()[0] ?? Number.NaN };
  // Before the run: twenty minutes end badly at a folder that isn't there.
  if (options.out !== undefined) await mkdir(options.out, { recursive: true });
  const began = performance.now();
  const results = await measure({
    machine,
    quick,
    peers: PEERS.filter(({ name }) =>
      chosen(
        options.only,
        PEERS.map(({ name }) => name),
      ).includes(name),
    ),
    parts: chosen(options.parts, PARTS) as Part[],
    dist: resolve(options.dist),
    calls: count(options.calls, quick ? 10_000 : 1_000_000),
    peerCalls: count(options["peer-calls"], quick ? 2_000 : 20_000),
  });
  progressEnds();
  const files = { "performance.md": page(results, PEERS), ...charts(results) };
  console.log(files["performance.md"]);

  const whole = !quick && options.only === undefined && options.parts === undefined;
  const out = options.out ?? (whole ? DOCS : undefined);
  if (out !== undefined) {
    for (const [name, text] of Object.entries(files)) await writeFile(join(out, name), text);
  }
  console.error(
    `${((performance.now() - began) / 60_000).toFixed(1)} minutes; ${out ? `written to ${out}` : "nothing was written"}`,
  );
  return 0;
});

/** The names of a list with commas; all where there is none. */
function chosen(list: string | undefined, names: readonly string[]): readonly string[] {
  const some = list?.split(",") ?? names;
  const strange = some.find((name) => !names.includes(name));
  if (strange !== undefined) refuse(`${JSON.stringify(strange)} is none of ${names.join(", ")}`);
  return some;
}

function count(text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  return /^[1-9]\d*$/.test(text) ? Number(text) : refuse(`${JSON.stringify(text)} is no number of calls`);
}
