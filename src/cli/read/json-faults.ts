import { isExact } from "../exact-number.ts";

/** Something in a JSON text that JSON.parse refuses, or silently changes. */
export interface JsonFault {
  /** Where, counted in characters from 0. */
  at: number;
  /** The key in the outermost object at which the fault is. */
  key: string | undefined;
  message: string;
}

class Broken extends Error {
  readonly fault: JsonFault;
  constructor(fault: JsonFault) {
    super(fault.message);
    this.fault = fault;
  }
}

export interface JsonFaults {
  /** Where the text stops being JSON. Node 20 doesn't say. */
  broken: JsonFault | undefined;
  /** Duplicate keys, of which JSON.parse keeps only the last, and numbers whose digits it changes. */
  lost: JsonFault[];
}

export function findJsonFaults(text: string): JsonFaults {
  const scanner = new Scanner(text);
  try {
    scanner.scan();
    return { broken: undefined, lost: scanner.lost };
  } catch (error) {
    if (error instanceof Broken) return { broken: error.fault, lost: scanner.lost };
    throw error;
  }
}

const MAX_DEPTH = 200;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has no control characters within texts
const STRING_STOP = /["\\\u0000-\u001f]/g;
const ESCAPE = /\\(?:["\\/]|[bf]|[nrt]|u[0-9a-fA-F]{4})/y;

class Scanner {
  readonly lost: JsonFault[] = [];
  private readonly text: string;
  private at = 0;
  private depth = 0;
  private outerKey: string | undefined;

  constructor(text: string) {
    this.text = text;
  }

  scan(): void {
    this.value();
    this.space();
    if (this.at < this.text.length) this.fail("the end of the record");
  }

  private value(): void {
    this.space();
    const character = this.text[this.at];
    if (character === "{") this.nested(() => this.object());
    else if (character === "[") this.nested(() => this.array());
    else if (character === '"') this.string();
    else if (this.matches(WORD) === undefined) this.number();
  }

  private nested(scan: () => void): void {
    if (++this.depth > MAX_DEPTH) this.fail(`at most ${MAX_DEPTH} values within each other`);
    this.at++;
    scan();
    this.depth--;
  }

  private object(): void {
    if (this.closes("}")) return;
    const keys = new Set<string>();
    do {
      this.space();
      const at = this.at;
      if (this.text[at] !== '"') this.fail("a key in double quotes");
      const key = JSON.parse(this.string()) as string;
      if (this.depth === 1) this.outerKey = key;
      if (keys.has(key)) this.lose(at, `The key ${JSON.stringify(key)} is there twice. Remove one of the two.`);
      keys.add(key);
      this.space();
      if (this.text[this.at] !== ":") this.fail("a colon after the key");
      this.at++;
      this.value();
    } while (!this.ends("}"));
    if (this.depth === 1) this.outerKey = undefined;
  }

  private array(): void {
    if (this.closes("]")) return;
    do this.value();
    while (!this.ends("]"));
  }

  private closes(end: string): boolean {
    this.space();
    if (this.text[this.at] !== end) return false;
    this.at++;
    return true;
  }

  /** Whether the object or the array ends here, rather than going on after a comma. */
  private ends(end: string): boolean {
    if (this.closes(end)) return true;
    if (this.text[this.at] !== ",") this.fail(`a comma or ${end}`);
    this.at++;
    return false;
  }

  private string(): string {
    const start = this.at++;
    for (;;) {
      STRING_STOP.lastIndex = this.at;
      const stop = STRING_STOP.exec(this.text);
      this.at = stop?.index ?? this.text.length;
      if (stop?.[0] === '"') return this.text.slice(start, ++this.at);
      if (stop?.[0] !== "\\") this.fail("the closing quote of a text");
      if (this.matches(ESCAPE) === undefined) this.fail("an escape that JSON knows, such as \\n, after the backslash");
    }
  }

  private number(): void {
    const at = this.at;
    const digits = this.matches(NUMBER) ?? this.fail("a value");
    if (!isExact(digits)) this.lose(at, `The number ${digits} would lose digits. Write it as text, in quotes.`);
  }

  private matches(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at++;
    }
  }

  private lose(at: number, message: string): void {
    this.lost.push({ at, key: this.outerKey, message });
  }

  private fail(expected: string): never {
    const found =
      this.at < this.text.length
        ? JSON.stringify(String.fromCodePoint(this.text.codePointAt(this.at) ?? 0))
        : "the end";
    throw new Broken({ at: this.at, key: this.outerKey, message: `${expected} was expected, not ${found}` });
  }
}
