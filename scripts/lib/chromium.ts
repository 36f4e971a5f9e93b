import { execFileSync } from "node:child_process";
import { type Browser, chromium } from "playwright-core";
import args from "./chromium-args.json" with { type: "json" };

/** The first of them that is there is used. Without windows of its own Chromium tests the site in two thirds of the time. */
const COMMANDS = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

/** The path of the distribution's Chromium; empty without one. */
export const executablePath = COMMANDS.map(find).find((path) => path !== "") ?? "";

/** Why there is no browser here, and how to get one. */
export const missing =
  executablePath === ""
    ? `none of ${COMMANDS.join(", ")} is installed. The distribution's package brings it.`
    : undefined;

/** Starts it so that it asks the network for nothing that no page asked for; what isn't on this machine, of `proxy`. */
export function launch(proxy?: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: proxy === undefined ? args : [...args, `--proxy-server=${proxy}`] });
}

function find(command: string): string {
  try {
    return execFileSync("bash", ["-c", `command -v "$0"`, command], { encoding: "utf8" }).trim();
  } catch {
    return "";
  }
}
