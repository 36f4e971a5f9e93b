/** The whole file can't be read. The message names the file, if possible the line, and what to do. */
export class InputError extends Error {
  override name = "InputError";
}

/** Where something stands in a text. Both count from 1. */
export interface Position {
  line: number;
  /** The character of the line; undefined if the line is too long for that to help. */
  character?: number | undefined;
}

export function inputError(path: string, message: string, position?: Position): InputError {
  const line = position === undefined ? "" : `, line ${position.line}`;
  const character = position?.character === undefined ? "" : `, character ${position.character}`;
  return new InputError(`${path}${line}${character}: ${message}`);
}
