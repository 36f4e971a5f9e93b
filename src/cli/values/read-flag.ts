import { CliError } from "../exit.ts";
import { type Kind, readValue } from "./kinds.ts";
import { ValueError } from "./value-error.ts";

/**
 * Reads a flag's text as a value of a kind. A date is in ISO 8601, and in `timeZone` unless it has an offset. Throws a
 * {@link CliError}.
 */
export function readFlag(flag: string, text: string, kind: Kind, timeZone: string): unknown {
  try {
    return readValue(text, kind, { timeZone, format: undefined });
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new CliError(`${flag}: ${error.message.replace(/ Dates that .* need --date-format\./, "")}`);
  }
}
