import { type Command, InvalidArgumentError } from "commander";

/** Collects the values of an option that can be repeated. */
export const many = (value: string, before: string[] = []): string[] => [...before, value];

/** A parser for the value of an option that takes a whole number. */
export const wholeNumber =
  (least: number, most = 1_000_000) =>
  (text: string): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most.toLocaleString("en")}.`);
  };

/** Adds the options of every command that calls the API. */
export function addReadOptions(command: Command): Command {
  return command.option("--key-stdin", "read the API key from stdin, and not from HEFFL_API_KEY");
}

/** Adds the options of every command that creates tasks. */
export function addClientOptions(command: Command): Command {
  return addReadOptions(command).option(
    "--idempotency-field <field>",
    "a text custom field that carries a key on every task, such as cf_request_id: after a lost connection the task is then looked for",
  );
}
