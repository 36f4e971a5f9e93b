import { styleText } from "node:util";

/** Lines are kept this short: most terminals open with 80 columns. */
const COLUMNS = 80;
const INDENT = "   ";

const colorful = process.stdout.isTTY === true && !process.env["NO_COLOR"];

/** `text` in a style where the terminal shows styles and nobody asked for none (no-color.org). */
export function style(format: Parameters<typeof styleText>[0], text: string): string {
  return colorful ? styleText(format, text) : text;
}

/** A heading with a line of space above it. */
export const heading = (text: string): string => `\n${style("bold", text)}`;

/** Prose, indented and broken into lines. */
export const prose = (text: string): string =>
  wrap(text, COLUMNS - INDENT.length)
    .map((line) => INDENT + line)
    .join("\n");

/** Text whose own line breaks count, indented. */
export const block = (text: string): string => text.replaceAll(/^(?=.)/gm, INDENT);

/** A table of two columns: names, and what is to be said of each. */
export function rows(entries: readonly (readonly [name: string, text: string])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length)) + 2;
  return entries
    .flatMap(([name, text]) =>
      wrap(text, COLUMNS - INDENT.length - width).map((line, index) => {
        const label = (index === 0 ? name : "").padEnd(width);
        return `${INDENT}${style("dim", label)}${line}`;
      }),
    )
    .join("\n");
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
