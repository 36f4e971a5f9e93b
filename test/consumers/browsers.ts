import { fileURLToPath } from "node:url";
import { executablePath, missing } from "../../scripts/lib/chromium.ts";
import { type Consumer, expectTask, here, type Place } from "./consumer.ts";
import { execute, version } from "./execute.ts";

const vite = fileURLToPath(new URL("../../node_modules/vite/bin/vite.js", import.meta.url));

/** A page that Vite bundles. It creates the task as soon as it is opened. */
export const browsers: Consumer[] = [
  {
    name: "chromium import",
    table: "runtimes",
    row: "Chromium",
    column: "`import`",
    project: "page",
    missing,
    async run({ folder, env }) {
      await buildPage(folder, env);
      // Chromium's profile goes with the project, however the run ends.
      const command = [process.execPath, here("open-page.mjs"), executablePath, "dist"];
      expectTask(await execute(command, { cwd: folder, env: { TMPDIR: folder } }));
      return version([executablePath], folder);
    },
  },
];

export async function buildPage(folder: string, env: Place["env"]): Promise<void> {
  const pageEnv = { VITE_HEFFL_API_KEY: env.HEFFL_API_KEY, VITE_HEFFL_BASE_URL: env.HEFFL_BASE_URL };
  await execute([process.execPath, vite, "build"], { cwd: folder, env: pageEnv });
}
