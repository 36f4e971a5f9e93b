import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import args from "./chromium-args.json" with { type: "json" };

const COMMANDS = ["chromium", "chromium-browser", "google-chrome"];

/** They keep Chromium from asking the network for anything that no page asked for. */
const QUIET: string[] = args;

const driver = fileURLToPath(new URL("../consumers/node_modules/playwright-core/index.mjs", import.meta.url));

/** What isn't installed here, and how to get it. */
export function missing(): string | undefined {
  if (!executable()) return `none of ${COMMANDS.join(", ")} is installed. The distribution's package brings it.`;
  return existsSync(driver) ? undefined : "no browser driver: `npm run install:consumers` installs it.";
}

/** The distribution's Chromium. What isn't on this machine it asks of `proxy`. */
export async function launch(proxy?: string): Promise<Browser> {
  const { chromium } = (await import(driver)) as { chromium: Chromium };
  const proxied = proxy === undefined ? QUIET : [...QUIET, `--proxy-server=${proxy}`];
  return chromium.launch({ executablePath: executable(), args: proxied });
}

/** The path of the distribution's Chromium; empty without one. */
export function executable(): string {
  for (const command of COMMANDS)
    try {
      return execFileSync("bash", ["-c", `command -v "$0"`, command], { encoding: "utf8" }).trim();
    } catch {
      // The next one.
    }
  return "";
}

// As much of playwright-core as these tests use: its own types are there only where it is installed.
interface Chromium {
  launch(options: { executablePath: string; args: string[] }): Promise<Browser>;
}
export interface Browser {
  newContext(options?: ContextOptions): Promise<Context>;
  close(): Promise<void>;
  version(): string;
}
export interface ContextOptions {
  viewport?: Size;
  colorScheme?: "light" | "dark";
  javaScriptEnabled?: boolean;
  bypassCSP?: boolean;
}
export interface Size {
  width: number;
  height: number;
}
export interface Context {
  newPage(): Promise<Page>;
  newCDPSession(page: Page): Promise<Session>;
  close(): Promise<void>;
}
export interface Session {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  on(event: string, listener: (params: never) => void): void;
}
export interface Page {
  goto(url: string, options?: { waitUntil: "load" | "commit" }): Promise<unknown>;
  evaluate<Result, Argument = undefined>(
    work: ((argument: Argument) => Result) | string,
    argument?: Argument,
  ): Promise<Awaited<Result>>;
  waitForFunction(work: (() => unknown) | string): Promise<unknown>;
  waitForTimeout(ms: number): Promise<void>;
  setViewportSize(size: Size): Promise<void>;
  screenshot(options: { path: string; fullPage?: boolean }): Promise<unknown>;
  on(event: "console", listener: (message: { type(): string; text(): string }) => void): void;
  on(event: "response", listener: (response: Response) => void): void;
  on(event: "request", listener: (request: { url(): string }) => void): void;
  on(event: "pageerror", listener: (error: Error) => void): void;
  route(url: string | RegExp, handler: (route: Route) => void): Promise<void>;
  keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
  click(selector: string): Promise<void>;
  fill(selector: string, text: string): Promise<void>;
  textContent(selector: string): Promise<string | null>;
  url(): string;
}
export interface Response {
  url(): string;
  status(): number;
  body(): Promise<Buffer>;
}
export interface Route {
  fulfill(options: { path: string; contentType: string; headers?: Record<string, string> }): Promise<void>;
  abort(): Promise<void>;
}
