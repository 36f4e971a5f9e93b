import { refuse } from "../config/checks.ts";
import { environment } from "../config/environment.ts";
import { dispatcherProxies } from "./global-dispatcher.ts";

/**
 * Throws if the runtime would send plain http through a proxy, which could read the API key. Plain http is only for this machine,
 * and over https a proxy can't read the key.
 */
export function checkNoProxy(url: string): void {
  if (!url.startsWith("http:")) return;
  const host = () => new URL(url).hostname;
  const isExcepted = () => isExceptedByEnvironment(host());
  if (!(followsVariables() && !isExcepted()) && !dispatcherProxies(isExcepted)) return;
  refuse(
    `Not sent: the API key would go through a proxy unencrypted. Set NO_PROXY=${host()}, or use no ProxyAgent for it.`,
  );
}

/** Bun and Deno always read these variables. Node reads them only through a dispatcher: see {@link dispatcherProxies}. */
const followsVariables = (): boolean =>
  ("Bun" in globalThis || "Deno" in globalThis) &&
  ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].some(environment);

/**
 * Runtimes differ in which of the two variables counts, so each one that is set has to name the host. Deno doesn't support `*`.
 */
function isExceptedByEnvironment(host: string): boolean {
  const lists = ["no_proxy", "NO_PROXY"].flatMap((name) => environment(name) ?? []);
  const excepts = (list: string) => list.split(/[\s,]+/).includes(host) || (list === "*" && !("Deno" in globalThis));
  return lists.length > 0 && lists.every(excepts);
}
