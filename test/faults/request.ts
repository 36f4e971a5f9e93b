import type { Input } from "./input.ts";

export interface Head {
  readonly method: string;
  readonly target: string;
  /** Names in lower case; a repeated field's values are joined with ", ". */
  readonly headers: Readonly<Record<string, string>>;
}

export async function readHead(input: Input): Promise<Head | undefined> {
  // latin1 keeps every byte as it came; UTF-8 would merge different keys into the same replacement characters.
  const text = (await input.through("\r\n\r\n"))?.toString("latin1");
  const [start, ...fields] = text?.trimEnd().split("\r\n") ?? [];
  const [, method, target] = start?.match(/^([A-Z]+) (\S+) HTTP\/1\.[01]$/) ?? [];
  if (method === undefined || target === undefined) return undefined;

  const headers: Record<string, string> = {};
  for (const field of fields) {
    const colon = field.indexOf(":");
    const name = field.slice(0, colon).toLowerCase();
    const value = field.slice(colon + 1).trim();
    headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return { method, target, headers };
}

/** The whole body, or `undefined` if the client left before its end. Only a whole body may create a task. */
export async function readBody(input: Input, { headers }: Head): Promise<Buffer | undefined> {
  if (!/chunked/i.test(headers["transfer-encoding"] ?? ""))
    return input.exactly(Number(headers["content-length"] ?? 0));

  const chunks: Buffer[] = [];
  for (;;) {
    const size = Number.parseInt((await input.through("\r\n"))?.toString("latin1") ?? "", 16);
    if (Number.isNaN(size)) return undefined;
    if (size === 0) break;
    const chunk = await input.exactly(size + 2);
    if (chunk === undefined) return undefined;
    chunks.push(chunk.subarray(0, size));
  }
  for (;;) {
    const trailer = await input.through("\r\n");
    if (trailer === undefined) return undefined;
    if (trailer.length === 2) return Buffer.concat(chunks);
  }
}
