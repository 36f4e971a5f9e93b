import { CliError } from "../exit.ts";
import { type Kind, readValue } from "./kinds.ts";
import { ValueError } from "./value-error.ts";

/** What a flag's text says as a value of a kind; a date in ISO 8601, in a time zone unless it has an offset. Throws a {@link CliError}. */
export function readFlag(flag: string, text: string, kind: Kind, timeZone: string): unknown {
  try {
    return readValue(text, kind, { timeZone, format: undefined });
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new CliError(`${flag}: ${error.message.replace(/ Dates that .* need --date-format\./, "")}`);
  }
}
