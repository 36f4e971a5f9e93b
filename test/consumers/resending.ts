import { executablePath, missing } from "../../scripts/lib/chromium.ts";
import { FAULTS, type FaultServer, startFaultServer } from "../faults/server.ts";
import { buildPage } from "./browsers.ts";
import { type Consumer, Failure, here } from "./consumer.ts";
import { execute, version } from "./execute.ts";

/** How often Chromium sends a task over a connection that was used before, when the server does this once it has it. */
export const SENT = {
  closeAfterBodyCreated: { does: "closes the connection", times: 2 },
  resetAfterBodyCreated: { does: "resets the connection", times: 2 },
  status408Created: { does: "answers with 408 and closes the connection", times: 2 },
  status421Created: { does: "answers with 421", times: 2 },
  closeInHeadersCreated: { does: "closes the connection within the answer's head", times: 1 },
  redirect308SameOriginCreated: { does: "redirects with 308", times: 1 },
  status502Created: { does: "answers with 502", times: 1 },
} as const;
type Name = keyof typeof SENT;

const ROUNDS = 3;

/** What the README says of browsers, which nothing in a page can change. It fails when Chromium becomes better, too. */
export const resending: Consumer[] = [
  {
    name: "chromium resending",
    table: "resending",
    row: "Chromium",
    column: "",
    project: "resending",
    missing,
    async run({ folder, env }) {
      await buildPage(folder, env);
      const server = await startFaultServer({ tls: false });
      try {
        await createAll(server, folder);
        const surprises = trials().flatMap(({ name, title }) => surprise(server, name, title));
        if (surprises.length > 0) throw new Failure(surprises.join("\n"));
      } finally {
        await server.close();
      }
      return version([executablePath], folder);
    },
  },
];

function trials(): { name: Name; title: string; warmUp: string }[] {
  const names = Object.keys(SENT) as Name[];
  return names.flatMap((name) =>
    Array.from({ length: ROUNDS }, (_, round) => ({
      name,
      title: `${name}-${round}`,
      warmUp: `before-${name}-${round}`,
    })),
  );
}

async function createAll(server: FaultServer, folder: string): Promise<void> {
  for (const { name, title } of trials()) server.plan(title, [FAULTS[name]]);
  const titles = trials().flatMap(({ title, warmUp }) => [warmUp, title]);
  const command = [process.execPath, here("create-in-page.mjs"), executablePath, "dist", server.url, ...titles];
  await execute(command, { cwd: folder, env: { TMPDIR: folder } });
}

function surprise(server: FaultServer, name: Name, title: string): string[] {
  const { created, attempts } = server.ledger.of(title);
  const { does, times } = SENT[name];
  if (attempts[0]?.warm !== true) return [`${title}: not over a connection that was used before.`];
  return created.length === times ? [] : [`When the server ${does}: sent ${created.length} times, not ${times}.`];
}
