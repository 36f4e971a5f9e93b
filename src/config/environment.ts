/** Whether this runs in a web page. A worker of one has no document and isn't recognized. */
export function isBrowser(): boolean {
  return typeof window === "object" && typeof window.document === "object";
}

/** A variable of the environment; undefined where there is none, or where it can't be read (Deno without permission). */
export function environment(name: string): string | undefined {
  try {
    return globalThis.process?.env?.[name];
  } catch {
    return undefined;
  }
}
