import { createRequire } from "node:module";
import { HefflConfigurationError } from "../errors/request-errors.ts";

export type Undici = typeof import("undici");

/**
 * Loads the package undici. It is loaded here and not at the top, so that an error can say what to do if it is missing or of
 * another version. In the .cjs file the build turns the dynamic import into `require`, which Jest needs for CommonJS. Don't write
 * such an import in a comment of this file: ESLint's import plugin would take the .cjs file for an ES module.
 */
export async function load(): Promise<Undici> {
  let undici: Undici;
  try {
    undici = await import("undici");
  } catch (cause) {
    throw new HefflConfigurationError(`Not sent: ${whatToDo(cause)}`, { cause });
  }
  // undici has both since 7.0, and no runtime's own replacement for undici has them.
  if (typeof undici.cacheStores === "object" && typeof undici.buildConnector === "function") return undici;
  const [found, advice] =
    "Bun" in globalThis ? ["Bun's own", "Leave out the fetch option."] : [installedVersion(), install()];
  throw new HefflConfigurationError(
    `Not sent: heffl-client/undici needs undici 7 or 8, and this is ${found}. ${advice}`,
  );
}

function whatToDo(cause: unknown): string {
  const { code, message = String(cause) } = Object(cause) as { code?: unknown; message?: string };
  // The code alone isn't enough: if undici itself can't find a file, the code is the same.
  const missing =
    /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String(code)) && /'undici'|access undici /.test(message.split("\n")[0] ?? "");
  return missing
    ? "heffl-client/undici needs the package undici. Run `npm install undici`."
    : `undici is installed but doesn't load: ${message} ${install()}`;
}

/** undici 8 needs Node 22.19. */
function install(): string {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const fits = major > 22 || (major === 22 && minor >= 19) ? 8 : 7;
  return `For Node ${process.versions.node} run \`npm install undici@${fits}\`.`;
}

function installedVersion(): string {
  try {
    return createRequire(import.meta.url)("undici/package.json").version;
  } catch {
    return "another"; // bundled, perhaps
  }
}
