import type { Json } from "../../scripts/lib/document.ts";

/** One way to break the document. It changes what it is given. */
export type Edit = (document: Json) => void;

/** Takes out what `path` names: its keys, with spaces between. Throws when it isn't there, so that no case grows stale. */
export function without(path: string): Edit {
  return (document) => {
    const [parent, key] = find(document, path);
    if (!(key in parent)) throw new Error(`The document has no ${path}.`);
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  };
}

/** Puts `value` where `path` says, or what `value` makes of the one that is there. */
export function having(path: string, value: unknown): Edit {
  return (document) => {
    const [parent, key] = find(document, path);
    parent[key] = typeof value === "function" ? value(parent[key]) : structuredClone(value);
  };
}

/** Gives what `path` names another name, where it stands among its neighbors. */
export function renaming(path: string, name: string): Edit {
  return (document) => {
    const [parent, from] = find(document, path);
    if (!(from in parent)) throw new Error(`The document has no ${path}.`);
    for (const [key, value] of Object.entries(parent)) {
      delete parent[key];
      parent[key === from ? name : key] = value;
    }
  };
}

export function all(...edits: Edit[]): Edit {
  return (document) => {
    for (const edit of edits) edit(document);
  };
}

function find(document: Json, path: string): [parent: Json, key: string] {
  const keys = path.split(" ");
  const last = keys.pop() as string;
  const parent = keys.reduce<unknown>((node, key) => (node as Json | undefined)?.[key], document);
  if (typeof parent !== "object" || parent === null) throw new Error(`The document has nothing at ${keys.join(" ")}.`);
  return [parent as Json, last];
}
