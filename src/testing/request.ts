/** A request that the mock received. */
export interface MockRequest {
  method: string;
  url: string;
  /** By names in lower case, including the API key (`x-api-key`). */
  headers: Record<string, string>;
  /** The body as it was sent. */
  text: string;
  /** The body parsed as JSON; undefined if it isn't JSON. */
  body: unknown;
}

/** A request that creates a task, reads one, or reads a page of the list. */
export type Kind = "create" | "get" | "list";

/** The kind of a request; undefined for one that the mock doesn't answer. */
export function kindOf(method: string, url: string, tasksUrl: string): Kind | undefined {
  if (withoutQuery(url) === tasksUrl) return method === "POST" ? "create" : method === "GET" ? "list" : undefined;
  return method === "GET" && idIn(url, tasksUrl) !== undefined ? "get" : undefined;
}

/** The ID of the task that a URL names. */
export function idIn(url: string, tasksUrl: string): string | undefined {
  const path = withoutQuery(url);
  const id = path.slice(tasksUrl.length + 1);
  if (!path.startsWith(`${tasksUrl}/`) || id === "" || id.includes("/")) return undefined;
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

const withoutQuery = (url: string): string => url.replace(/[?#].*$/s, "");

export function record({ method, url, headers }: Request, text: string): MockRequest {
  // Not every Headers gives its names in lower case: happy-dom's doesn't.
  const entries = [...headers].map(([name, value]) => [name.toLowerCase(), value]);
  return { method, url, headers: Object.fromEntries(entries), text, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
