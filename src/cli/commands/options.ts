import { type Command, InvalidArgumentError } from "commander";

/** Collects the values of an option that can be repeated. */
export const many = (value: string, before: string[] = []): string[] => [...before, value];

/** Reads a whole number. */
export const wholeNumber =
  (least: number) =>
  (text: string): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
  };

/** What every command has that calls the API. */
export function addReadOptions(command: Command): Command {
  return command.option("--key-stdin", "read the API key from stdin, and not from HEFFL_API_KEY");
}

/** What every command has that creates tasks. */
export function addClientOptions(command: Command): Command {
  return addReadOptions(command).option(
    "--idempotency-field <field>",
    "a text custom field that carries a key on every task, such as cf_request_id: after a lost connection the task is then looked for",
  );
}
