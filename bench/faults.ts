import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { startFaultServer } from "../test/faults/server.ts";
import { runTrial, type TrialResult } from "../test/faults/trial.ts";
import { PEERS } from "./fault-peers.ts";

const { values } = parseArgs({
  options: { creates: { type: "string", default: "1000" }, seed: { type: "string", default: "20261124" } },
});
const options = { creates: Number(values.creates), concurrency: 64, seed: Number(values.seed) };

// A rejection that a client leaves unhandled must not end the comparison.
process.on("unhandledRejection", () => {});
process.on("uncaughtException", () => {});

const rows: string[] = [];
for (const { name, note, create } of PEERS) {
  const server = await startFaultServer({ tls: false });
  const result = await runTrial(server, create(server.url), options);
  rows.push(row(name, note, result));
  console.log(rows.at(-1));
  await server.close();
}

function row(name: string, note: string, { told, createdTwice, lies, leaks, provable }: TrialResult): string {
  const outcomes = [told.not_created, told.created, told.unknown].join(" / ");
  const said = told["nothing said"] === 0 ? `${outcomes} (${provable.length} of these provable)` : "none";
  const cells = [name, note, told.task, createdTwice.length, leaks, said, told["nothing said"], told.hung, lies.length];
  return `| ${cells.join(" | ")} |`;
}

const table = `<!-- Written by \`npm run bench:faults\`. -->

# The same faults, other clients

${options.creates.toLocaleString("en")} creates by each client, ${options.concurrency} at a time, with a deadline of 300 ms, over the same server and the
same faults (seed ${options.seed}). Node ${process.versions.node}.

| Client | Set up with | Tasks returned | Created twice | Requests with the key to another origin | Errors: not created / created / unknown | Errors without an outcome | Hung for 15 s | Wrong results |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.join("\n")}
`;
await writeFile(new URL("../docs/faults.md", import.meta.url), table);
process.exit();
