/** Whether this runs in a web page. A web worker has no document and isn't recognized. */
export function isBrowser(): boolean {
  return typeof window === "object" && typeof window.document === "object";
}

/** An environment variable; undefined if it isn't set or can't be read (Deno without permission). */
export function environment(name: string): string | undefined {
  try {
    const value: unknown = globalThis.process?.env?.[name];
    // Node's `process.env` inherits from Object.prototype, to which other code may have added properties.
    const inherited = (Object.prototype as { [name: string]: unknown })[name];
    return typeof value === "string" && value !== inherited ? value : undefined;
  } catch {
    return undefined;
  }
}
