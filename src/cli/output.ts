/** Writes a line for the person, without whatever would change the terminal. */
export function printError(line: string): void {
  process.stderr.write(`${visible(line)}\n`);
}

/** Writes a result. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

export const printJson = (value: unknown): void => print(JSON.stringify(value));

/** Text from elsewhere, with its control characters replaced: they could change the terminal. */
export const visible = (text: string): string => text.replaceAll(/(?!\n)\p{Cc}/gu, "\ufffd");

/** The same on one line. */
export const oneLine = (text: string): string => visible(text.replaceAll(/\s*\n\s*/g, " "));

/** A reader that has seen enough, like `head`, is no failure: `onClosed` is called once. */
export function whenStdoutCloses(onClosed: () => void): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    onClosed();
  });
}
