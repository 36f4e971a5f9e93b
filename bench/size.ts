import { writeFile } from "node:fs/promises";
import { IMPORTABLE, type Importable, measureImports } from "./imports.ts";
import { DIST } from "./speed/processes.ts";

const ROUNDS = 15;

/** Beside the whole of them in docs/performance.md, those that a reader knows. */
const NAMES = ["heffl-client", "openapi-fetch", "@notionhq/client", "openai", "stripe"];
/** What else may be imported of this package, each by itself. */
const PARTS: Importable[] = [
  { name: "heffl-client/undici", imports: "{ undiciTransport }", from: `${DIST}/undici.js` },
  { name: "heffl-client/testing", imports: "{ createMock }", from: `${DIST}/testing.js` },
];
const PEERS = [...IMPORTABLE.filter(({ name }) => NAMES.includes(name)), ...PARTS];

const { nothingMs, imported } = await measureImports(PEERS, ROUNDS, (doing) =>
  process.stderr.write(`\r\x1b[K${doing}`),
);
const rows = imported.map(
  ({ name, version, kB, ms, range }) => `| ${name} ${version} | ${kB.toFixed(1)} | ${ms.toFixed(1)} | ${range} |`,
);

const table = `<!-- Written by \`npm run bench:size\`. -->

# Size and start

What a program pays that imports one client: its bundle (esbuild, minified and gzipped), and the CPU time of the import in a new
process, less that of a process without it (${nothingMs.toFixed(0)} ms). Medians of ${ROUNDS} rounds, Node ${process.versions.node}. The SDKs cover
whole APIs; this one has a single call. The aim for the core was 8 kB and isn't reached: openapi-fetch and the compiled check of a
request take 4.0, the words of messages 1.6, and the rest is code that checks, serialises, retries, reads what an answer
proves, and keeps the key out of errors. \`heffl-client/undici\` is told without undici, which its first call loads.

| Client | kB | Import, CPU ms | Least to most |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
await writeFile(new URL("../docs/size.md", import.meta.url), table);
console.log(table);
