import { CommandError } from "../../lib/command.ts";

type Body = Record<string, unknown>;

/** How a language writes the fields of a body, one a line, as its sample does. */
interface Style {
  key(name: string): string;
  text?(value: string): string;
  list?(items: string[]): string;
  /** `true`, `false` and `null`. */
  words?: Record<string, string>;
  /** Whether a comma follows the last field too. */
  trailing?: boolean;
}

const quoted = (text: string): string => JSON.stringify(text);
const single = (text: string): string => `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
const json: Style = { key: (name) => `${quoted(name)}: ` };
const script: Style = { key: (name) => `${name}: `, trailing: true };

const STYLES: Record<string, Style> = {
  cURL: { ...json, text: (value) => quoted(value).replaceAll("'", "'\\''") },
  Java: json,
  Rust: { ...json, trailing: true },
  TypeScript: script,
  JavaScript: script,
  Python: { ...json, trailing: true, words: { true: "True", false: "False", null: "None" } },
  Go: { ...json, trailing: true, list: (items) => `[]string{${items.join(", ")}}`, words: { null: "nil" } },
  PHP: { key: (name) => `${single(name)} => `, text: single, trailing: true },
  Ruby: { key: (name) => `${name}: `, words: { null: "nil" } },
};

/** A sample that sends one example of a body, as one that sends `example` instead. */
export function sendInstead({ label, source }: { label: string; source: string }, first: Body, example: Body): string {
  if (first === example) return source;
  const style = STYLES[label];
  if (!style) throw new CommandError(`scripts/docs/reference/samples.ts doesn't know how ${label} writes a body.`);
  const lines = source.split("\n");
  const sent = write(first, style);
  const start = lines.findIndex((_, at) => sent.every((line, offset) => squeeze(lines[at + offset]) === squeeze(line)));
  if (start < 0) throw new CommandError(`The sample in ${label} doesn't send the first example, one field a line.`);
  const indent = lines[start]?.match(/^\s*/)?.[0] ?? "";
  const written = write(example, style).map((line) => indent + line);
  return [...lines.slice(0, start), ...written, ...lines.slice(start + sent.length)].join("\n");
}

function write(body: Body, style: Style): string[] {
  const { key, trailing = false, words = {}, text = quoted, list = (items) => `[${items.join(", ")}]` } = style;
  const value = (one: unknown): string => {
    if (typeof one === "string") return text(one);
    if (Array.isArray(one)) return list(one.map(value));
    return words[String(one)] ?? String(one);
  };
  const all = Object.entries(body);
  return all.map(([name, one], at) => `${key(name)}${value(one)}${trailing || at < all.length - 1 ? "," : ""}`);
}

/** Some languages align their values, so spaces don't count. */
const squeeze = (line = ""): string => line.trim().replaceAll(/\s+/g, " ");
