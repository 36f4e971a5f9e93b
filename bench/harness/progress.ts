const isTerminal = process.stderr.isTTY;
let shown = "";

/** Shows what is being measured: on one line of a terminal, elsewhere on a new line when the part before the comma changes. */
export function progress(doing: string): void {
  if (isTerminal) process.stderr.write(`\r\x1b[K${doing}`);
  else if (doing.split(",")[0] !== shown.split(",")[0]) console.error(doing);
  shown = doing;
}

export function clearProgress(): void {
  if (isTerminal) process.stderr.write("\r\x1b[K");
}
