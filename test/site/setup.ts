import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import type {} from "vitest";
import type { TestProject } from "vitest/node";
import { serveFolder } from "../../scripts/docs/preview.ts";
import { executablePath, missing } from "../../scripts/lib/chromium.ts";
import args from "../../scripts/lib/chromium-args.json" with { type: "json" };
import { startDenyProxy } from "./deny-proxy.ts";

/** The path under which the site is served here, and said to be published. */
const BASE = "/heffl/";

/** One build of the site, one server and one browser for all tests of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (missing) throw new Error(`The site is tested in Chromium, and ${missing}`);
  const folder = mkdtempSync(join(tmpdir(), "heffl-site-"));
  const build = ["--import", "tsx", "scripts/docs/build.ts", "--out", folder];
  await promisify(execFile)(process.execPath, [...build, "--base-url", `https://docs.example.com${BASE}`]);
  const server = await serveFolder(folder, 0, undefined, BASE);
  const proxy = await startDenyProxy();
  const browser = await chromium.launchServer({ executablePath, args: [...args, `--proxy-server=${proxy.url}`] });
  project.provide("site", { folder, url: server.url, proxy: proxy.url, browser: browser.wsEndpoint() });
  return async () => {
    await browser.close();
    await Promise.all([server.close(), proxy.close()]);
    rmSync(folder, { recursive: true });
  };
}

declare module "vitest" {
  export interface ProvidedContext {
    /** `url` has no slash at its end; `browser` is where its one Chromium can be reached. */
    site: { folder: string; url: string; proxy: string; browser: string };
  }
}
