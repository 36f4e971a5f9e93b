import { openSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { ReadStream } from "node:tty";
import type { Heffl } from "../../index.ts";
import { CliError, EXIT } from "../exit.ts";
import { oneLine, printError } from "../output.ts";
import type { Checked } from "./check.ts";
import type { Rules } from "./convert.ts";
import type { Input } from "./input.ts";
import { duration } from "./progress.ts";

export interface Plan {
  input: Input;
  checked: Checked;
  rules: Rules;
  heffl: Heffl;
  requestsPerMinute: number;
  limit: number | undefined;
}

/** The lines that say what the import will do. */
export function summarize({ input, checked, rules, heffl, requestsPerMinute, limit }: Plan): string[] {
  const valid = checked.count - checked.invalid.size;
  const rows = Math.min(valid, limit ?? valid);
  const left = checked.invalid.size === 0 ? "" : `, and ${checked.invalid.size} invalid ones that are left out`;
  const fields = rules.names.flatMap((name, index) => {
    const target = rules.columns.targets[index];
    if (target === undefined) return [];
    const how = target.kind === "text" ? "" : ` (${target.kind})`;
    return [`${oneLine(name) === target.field ? "" : `${oneLine(name)} → `}${target.field}${how}`];
  });
  const ignored = rules.names.filter((_, index) => !rules.columns.targets[index] && index !== rules.columns.key);
  const { timeZone, format } = rules.dates;
  const dates = [
    ...(format === undefined ? [] : [`written as ${format}`]),
    ...(timeZone === undefined ? [] : [`in ${timeZone}`]),
  ];
  const time =
    requestsPerMinute === 0
      ? "as fast as they go"
      : `${duration((rows / requestsPerMinute) * 60_000)} at ${requestsPerMinute} requests a minute`;
  return [
    `${input.name}: ${valid.toLocaleString("en")} rows${left}`,
    ...input.table.notes,
    `Fields: ${fields.join(", ")}`,
    ...(ignored.length === 0 ? [] : [`Left out: ${ignored.map(oneLine).join(", ")}`]),
    ...(dates.length === 0 ? [] : [`Dates: ${dates.join(", ")}`]),
    ...(heffl.idempotencyField === undefined ? [] : [`Keys: in ${heffl.idempotencyField}`]),
    `Target: ${heffl.baseUrl}`,
    `Time: ${time}${limit === undefined ? "" : `, for at most ${limit} rows in this run`}`,
  ];
}

/** Asks the user. Without a terminal nobody can be asked, and the answer is yes. Throws a {@link CliError} on Ctrl-C. */
export async function confirm(question: string): Promise<boolean> {
  const input = process.stderr.isTTY ? keyboard() : undefined;
  if (input === undefined) return true;
  const terminal = createInterface({ input, output: process.stderr });
  const controller = new AbortController();
  let isInterrupted = false;
  terminal.once("SIGINT", () => {
    isInterrupted = true;
    controller.abort();
  });
  terminal.once("close", () => controller.abort());
  try {
    return /^y(es)?$/i.test((await terminal.question(`${question} [y/N] `, { signal: controller.signal })).trim());
  } catch {
    printError("");
    if (isInterrupted) throw new CliError("Nothing was sent.", EXIT.interrupted);
    return false;
  } finally {
    terminal.close();
    if (input !== process.stdin) input.destroy();
  }
}

/** The terminal's input, also if the rows come on stdin; undefined without a terminal. */
function keyboard(): ReadStream | undefined {
  if (process.stdin.isTTY) return process.stdin;
  try {
    return new ReadStream(openSync("/dev/tty", "r"));
  } catch {
    return undefined;
  }
}
