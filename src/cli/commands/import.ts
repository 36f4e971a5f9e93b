import { Command, Option } from "commander";
import type { ImportFlags } from "../import/flags.ts";
import { importFile } from "../import/import.ts";
import { addClientOptions, many, wholeNumber } from "./options.ts";

const EXAMPLES = `Examples:
  heffl import leads.csv --dry-run
  heffl import leads.csv --report out.csv
  heffl import leads.csv --map "Task=title" --map "Due date=dueDate" --map "Notes=" \\
    --date-format dd.MM.yyyy --time-zone Europe/Vienna
  heffl import leads.csv --map "Score=cf_score:number" --key-column id --idempotency-field cf_request_id
  other-tool | heffl import - --format ndjson --journal tasks.heffl-journal.ndjson
`;

const MORE = `
The whole file is checked first, and nothing is sent unless all rows are right. The journal beside the file keeps
what became of each row: run the same command again after an interruption, and it goes on where it was.

Columns have the names of the fields: title, description, status, type, priority, startDate, dueDate, showTime,
durationMinutes, assigneeIds, tagIds, entity, entityId, and custom fields that begin with cf_. Lists are separated by
semicolons. An empty cell leaves its field out.

Exit status: 0 all created, in earlier runs included; 1 some refused, or invalid and left out; 2 the command line or the
file can't be used, nothing was sent; 3 some unknown; 4 stopped early, run it again; 130 interrupted.
`;

export function command(): Command {
  const own = new Command("import")
    .description("Creates a task for each row of a CSV, NDJSON or JSON file.")
    .addHelpText("before", EXAMPLES)
    .addHelpText("after", MORE)
    .argument("<file>", "the file; - for stdin, which needs --journal")
    .addOption(
      new Option("--format <format>", "the format of the file (default: detected from its name and content)").choices([
        "csv",
        "ndjson",
        "json",
      ]),
    )
    .option(
      "--map <column=field>",
      "where a column goes: field, cf_field:number (text, number, boolean, date, list), or nothing to leave it out; can be repeated",
      many,
    )
    .option("--time-zone <zone>", "the zone of dates without an offset, such as Europe/Vienna")
    .option("--date-format <format>", "how dates are written, such as dd.MM.yyyy HH:mm (default: ISO 8601)")
    .option("--null <word>", "the word for null")
    .option("--key-column <column>", "the column with a key for each row, which identifies the row in later runs")
    .option("--dry-run", "check the file, and send nothing; with --json print the tasks")
    .option("--skip-invalid", "leave out invalid rows")
    .option("--report <path>", "write the rows with what became of each, as CSV")
    .option("--journal <path>", "where the journal is (default: FILE.heffl-journal.ndjson)")
    .option("--new-journal", "rename the journal of earlier runs and begin again: every row is created again")
    .option("--accept-changes", "go on although rows of earlier runs are missing from the file")
    .option("--resend-unknown", "send rows again that are still unknown after they were looked for")
    .option("--limit <count>", "the most rows that this run sends", wholeNumber(1))
    .option(
      "--rate <count>",
      "requests in a minute; 0 for no limit (default: HEFFL_RATE_LIMIT, else 60)",
      wholeNumber(0),
    )
    .option("--yes", "don't ask before the tasks are created")
    .option("--json", "print one result a line as JSON");
  return addClientOptions(own).action(async (file: string, flags: ImportFlags) => {
    process.exitCode = await importFile(file, flags);
  });
}
