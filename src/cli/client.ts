import { text } from "node:stream/consumers";
import { Heffl } from "../index.ts";
import { CliError } from "./exit.ts";

/** The flags that decide how the API is called. */
export interface ClientFlags {
  keyStdin?: boolean | undefined;
  idempotencyField?: string | undefined;
}

/**
 * A client with the key from the environment or from stdin. There is no flag for the key, because other users of the machine can
 * read a command's arguments.
 *
 * @param needsKey whether to throw now if the key is missing, and not at the first call
 */
export async function openClient({ keyStdin, idempotencyField }: ClientFlags, needsKey = true): Promise<Heffl> {
  if (needsKey && !keyStdin && !process.env["HEFFL_API_KEY"])
    throw new CliError(
      "No API key. Set HEFFL_API_KEY, or pass the key on stdin with --key-stdin. Keys are created at app.heffl.com/settings/developers.",
    );
  return new Heffl({
    ...(keyStdin && { apiKey: await readKey() }),
    ...(idempotencyField !== undefined && { idempotencyField: checkField(idempotencyField) }),
  });
}

async function readKey(): Promise<string> {
  if (process.stdin.isTTY) throw new CliError("--key-stdin needs the key on stdin: heffl … --key-stdin < key.txt");
  const key = (await text(process.stdin)).trim();
  if (key === "") throw new CliError("--key-stdin: there was nothing on stdin.");
  return key;
}

function checkField(name: string): `cf_${string}` {
  if (!name.startsWith("cf_"))
    throw new CliError(`--idempotency-field must be a custom field, such as cf_request_id, and not ${name}.`);
  return name as `cf_${string}`;
}
