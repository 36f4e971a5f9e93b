const terminal = process.stderr.isTTY;
let shown = "";

/** Says on one line of the terminal what is being done; elsewhere on a line each, when its first word changes. */
export function progress(doing: string): void {
  if (terminal) process.stderr.write(`\r\x1b[K${doing}`);
  else if (doing.split(",")[0] !== shown.split(",")[0]) console.error(doing);
  shown = doing;
}

export function progressEnds(): void {
  if (terminal) process.stderr.write("\r\x1b[K");
}
