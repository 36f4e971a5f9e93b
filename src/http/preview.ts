import { REDACTED } from "../errors/redact.ts";

/** A request that was not sent. */
export interface Preview {
  method: string;
  url: string;
  /** Names in lower case; the key is blanked. */
  headers: Record<string, string>;
  /** The exact body, as text. */
  body: string;
  /** The same request for a POSIX shell, with the key taken from the variable `HEFFL_API_KEY`. */
  curl: string;
}

export function preview(method: string, url: string, headers: Record<string, string>, body: string): Preview {
  const curl = [
    `curl --request ${method} ${/[[\]{}]/.test(url) ? "--globoff " : ""}--url ${quote(url)}`,
    // curl drops a header without a value, unless it ends in a semicolon.
    ...Object.entries(headers).map(
      ([name, value]) => `--header ${quote(value === "" ? `${name};` : `${name}: ${value}`)}`,
    ),
    `--header "x-api-key: $HEFFL_API_KEY"`,
    `--data-raw ${quote(body)}`,
  ].join(" \\\n  ");
  return { method, url, headers: { ...headers, "x-api-key": REDACTED }, body, curl };
}

/** For a POSIX shell. Between single quotes nothing is special but the quote itself; JSON has no NUL, which no shell can pass. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
