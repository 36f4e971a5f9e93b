/**
 * The body as a runtime needs it, so that it doesn't send a create a second time by itself. Deno sends a POST again when
 * a reused connection dies, unless its body is a Blob or a stream. That holds for a `fetch` of the caller's own too,
 * which in the end calls the runtime's.
 */
export const runtimeBody = (text: string): string | Blob => ("Deno" in globalThis ? new Blob([text]) : text);
