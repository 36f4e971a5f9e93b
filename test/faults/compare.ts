import { writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { hefflCreate } from "./heffl.ts";
import { startFaultServer } from "./server.ts";
import { type Create, runTrial, type Told, type TrialResult } from "./trial.ts";

const HELP = `npm run bench:faults -- [options]

Creates tasks with this client and with others at a server that misbehaves at random, and writes docs/faults.md. Run
\`npm run bench:install\` first, which installs the others.

  --creates N  how many by each client (default 1,000)
  --seed N     chooses the faults`;

/** No client may take this long: three attempts of 300 ms, and the longest backoff of any of them. */
const HUNG_AFTER_MS = 15_000;

const { values } = parseArgs({
  options: {
    creates: { type: "string", default: "1000" },
    seed: { type: "string", default: "20261124" },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit();
}
const options = { creates: Number(values.creates), concurrency: 64, seed: Number(values.seed) };

// Imported here, since --help is to work without the other clients.
const { PEERS } = await import("../../bench/fault-peers.ts");

// What a peer leaves unhandled is its own matter here; it must not end the comparison.
process.on("unhandledRejection", () => {});
process.on("uncaughtException", () => {});

const rows: string[] = [];
const clients = [
  { name: "heffl-client", note: "defaults", create: hefflCreate },
  ...PEERS.map((peer) => ({ ...peer, create: (baseUrl: string) => withoutOutcome(peer.create(baseUrl)) })),
];
for (const { name, note, create } of clients) {
  const server = await startFaultServer({ tls: false });
  const result = await runTrial(server, create(server.url), options);
  rows.push(row(name, note, result));
  console.log(rows.at(-1));
  await server.close();
}

/** A client whose errors have no outcome, so that they say nothing of the task. */
function withoutOutcome(create: (...args: Parameters<Create>) => Promise<unknown>): Create {
  const nothing: Told = { kind: "error", outcome: undefined };
  return async (title, headers): Promise<Told> => {
    const answer = create(title, headers).then(
      (body): Told => {
        const { id } = (body ?? {}) as { id?: unknown };
        return typeof id === "string" ? { kind: "task", id } : nothing;
      },
      () => nothing,
    );
    let timer: NodeJS.Timeout | undefined;
    const hung = new Promise<Told>((resolve) => {
      timer = setTimeout(resolve, HUNG_AFTER_MS, { kind: "hung" });
    });
    return Promise.race([answer, hung]).finally(() => clearTimeout(timer));
  };
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
await writeFile(new URL("../../docs/faults.md", import.meta.url), table);
process.exit();
