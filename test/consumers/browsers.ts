import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Consumer, expectTask, here, missing, type Place } from "./consumer.ts";
import { execute, version } from "./execute.ts";

const COMMANDS = ["chromium", "chromium-browser", "google-chrome"];
const vite = fileURLToPath(new URL("../../node_modules/vite/bin/vite.js", import.meta.url));

/** The path of the distribution's Chromium; empty without one. */
export const chromium = COMMANDS.map(find).find((path) => path !== "") ?? "";

export const chromiumMissing =
  chromium === ""
    ? `none of ${COMMANDS.join(", ")} is installed. The distribution's package brings it.`
    : missing(here("node_modules/playwright-core/index.mjs"), "install:consumers");

/** A page that Vite bundles. It creates the task as soon as it is opened. */
export const browsers: Consumer[] = [
  {
    name: "chromium import",
    table: "runtimes",
    row: "Chromium",
    column: "`import`",
    project: "page",
    missing: chromiumMissing,
    async run({ folder, env }) {
      await buildPage(folder, env);
      // Chromium's profile goes with the project, however the run ends.
      const command = [process.execPath, here("open-page.mjs"), chromium, "dist"];
      expectTask(await execute(command, { cwd: folder, env: { TMPDIR: folder } }));
      return version([chromium], folder);
    },
  },
];

export async function buildPage(folder: string, env: Place["env"]): Promise<void> {
  const pageEnv = { VITE_HEFFL_API_KEY: env.HEFFL_API_KEY, VITE_HEFFL_BASE_URL: env.HEFFL_BASE_URL };
  await execute([process.execPath, vite, "build"], { cwd: folder, env: pageEnv });
}

/** Where a command is; empty where it isn't. */
function find(command: string): string {
  try {
    return execFileSync("bash", ["-c", `command -v "$0"`, command], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
