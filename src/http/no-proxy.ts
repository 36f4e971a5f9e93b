import { refuse } from "../config/checks.ts";
import { environment } from "../config/environment.ts";
import { dispatcherProxies } from "./global-dispatcher.ts";

/**
 * Refuses to send plain http, which is only for this machine, if the runtime would send it through a proxy, which could then
 * read the key. Over https it can't.
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

/** Bun and Deno always read these variables. Node does only through a dispatcher, if it is told to use one. */
const followsVariables = (): boolean =>
  ("Bun" in globalThis || "Deno" in globalThis) &&
  ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].some(environment);

/** Runtimes differ in which of the two variables counts, so each one that is set has to name the host. Deno has no `*`. */
function isExceptedByEnvironment(host: string): boolean {
  const lists = ["no_proxy", "NO_PROXY"].flatMap((name) => environment(name) ?? []);
  const excepts = (list: string) => list.split(/[\s,]+/).includes(host) || (list === "*" && !("Deno" in globalThis));
  return lists.length > 0 && lists.every(excepts);
}
