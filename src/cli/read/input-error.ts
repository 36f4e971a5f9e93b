/** The file as a whole can't be read. The message names the file, where it can the line, and what to do. */
export class InputError extends Error {
  override name = "InputError";
}

/** Where something stands in a text. Both count from 1. */
export interface Position {
  line: number;
  /** Counted in characters of the line. Undefined in a line that is too long to be shown. */
  character?: number | undefined;
}

export function inputError(path: string, message: string, position?: Position): InputError {
  const line = position === undefined ? "" : `, line ${position.line}`;
  const character = position?.character === undefined ? "" : `, character ${position.character}`;
  return new InputError(`${path}${line}${character}: ${message}`);
}
