/** Whether this runs in a web page. A worker of one has no document and isn't recognized. */
export function isBrowser(): boolean {
  return typeof window === "object" && typeof window.document === "object";
}

/** A variable of the environment; undefined where there is none, or where it can't be read (Deno without permission). */
export function environment(name: string): string | undefined {
  try {
    const value: unknown = globalThis.process?.env?.[name];
    // Node's object of variables inherits from Object.prototype, whatever that was given.
    const inherited = (Object.prototype as { [name: string]: unknown })[name];
    return typeof value === "string" && value !== inherited ? value : undefined;
  } catch {
    return undefined;
  }
}
