import { refuse } from "../config/checks.ts";
import { environment } from "../config/environment.ts";
import { dispatcherProxies } from "./global-dispatcher.ts";

/**
 * Refuses to send plain http, which is for this machine only, where the runtime would send it through a proxy: with the key
 * in clear. Over https a proxy sees neither.
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

/** Bun and Deno look at the environment by themselves. Node has a dispatcher that does, where it is asked for one. */
const followsVariables = (): boolean =>
  ("Bun" in globalThis || "Deno" in globalThis) &&
  ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].some(environment);

/** Which of the two variables counts differs, so each that is set has to name the host. Deno has no `*`. */
function isExceptedByEnvironment(host: string): boolean {
  const lists = ["no_proxy", "NO_PROXY"].flatMap((name) => environment(name) ?? []);
  const excepts = (list: string) => list.split(/[\s,]+/).includes(host) || (list === "*" && !("Deno" in globalThis));
  return lists.length > 0 && lists.every(excepts);
}
