import { refuse } from "./checks.ts";

/** A logger with these four methods, such as `console`. */
export type Logger = Pick<Console, "debug" | "info" | "warn" | "error">;

const LEVELS = ["debug", "info", "warn", "error"] as const;
type Level = (typeof LEVELS)[number];

/** A logger that writes this level and the higher ones to the console; undefined without a level. */
export function consoleAt(level: string | undefined): Logger | undefined {
  if (!level) return undefined;
  const from = LEVELS.indexOf(level as Level);
  if (from < 0) refuse(`HEFFL_LOG must be one of ${LEVELS.join(", ")}, not ${JSON.stringify(level)}.`);
  const silent = () => {};
  const at = (name: Level) => (LEVELS.indexOf(name) < from ? silent : console[name].bind(console));
  return { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}
