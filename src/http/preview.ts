import { REDACTED } from "../errors/redact.ts";

/** A request that was not sent. */
export interface Preview {
  method: string;
  url: string;
  /** By names in lower case; the API key is redacted. */
  headers: Record<string, string>;
  /** The exact body, as text. */
  body: string;
  /** The same request for a POSIX shell, with the key taken from the variable `HEFFL_API_KEY`. */
  curl: string;
  /** The same request for PowerShell, 5.1 or later, with the key taken from the variable `HEFFL_API_KEY`. */
  powershell: string;
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
  return {
    method,
    url,
    headers: { ...headers, "x-api-key": REDACTED },
    body,
    curl,
    powershell: powershell(method, url, headers, body),
  };
}

/**
 * Quotes text for a POSIX shell, where only the quote itself is special between single quotes. A shell can't pass NUL; JSON has
 * none.
 */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

function powershell(method: string, url: string, headers: Record<string, string>, body: string): string {
  // PowerShell 5.1 refuses these two among the other headers.
  const { "content-type": type, "user-agent": agent, ...others } = headers;
  const pairs = Object.entries(others).map(([name, value]) => `${literal(name)} = ${literal(value)}; `);
  return [
    `Invoke-RestMethod -Method ${method} -Uri ${literal(url)} -MaximumRedirection 0`,
    ...(type === undefined ? [] : [`-ContentType ${literal(type)}`]),
    ...(agent === undefined ? [] : [`-UserAgent ${literal(agent)}`]),
    `-Headers @{ ${pairs.join("")}'x-api-key' = $env:HEFFL_API_KEY }`,
    // PowerShell 5.1 sends a string as Latin-1.
    `-Body ([Text.Encoding]::UTF8.GetBytes(${literal(body)}))`,
  ].join(" `\n  ");
}

/** Quotes text for PowerShell, where five characters count as single quotes and only they are special between two of them. */
const literal = (text: string): string => `'${text.replaceAll(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
