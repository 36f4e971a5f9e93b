import type { BulkProgress } from "../../bulk.ts";

/** How often a line is written where there is no terminal, in ms. */
const LINE_MS = 10_000;
/** How often the line is drawn again on a terminal, in ms. */
const DRAW_MS = 100;

/** Shows the progress on stderr: on a terminal in one line that changes, otherwise in a new line now and then. */
export class ProgressLine {
  readonly isTerminal = process.stderr.isTTY === true && process.env["TERM"] !== "dumb";
  #last = this.isTerminal ? Number.NEGATIVE_INFINITY : performance.now();
  #isShown = false;

  show(text: () => string): void {
    const now = performance.now();
    if (now - this.#last < (this.isTerminal ? DRAW_MS : LINE_MS)) return;
    this.#last = now;
    if (!this.isTerminal) return void process.stderr.write(`${text()}\n`);
    this.#isShown = true;
    process.stderr.write(`\r\x1b[2K${text().slice(0, (process.stderr.columns || 80) - 1)}`);
  }

  /** Makes room for another line. */
  clear(): void {
    if (this.#isShown) process.stderr.write("\r\x1b[2K");
    this.#isShown = false;
    if (this.isTerminal) this.#last = Number.NEGATIVE_INFINITY;
  }
}

const WIDTH = 20;

/** `[#####               ] 512 of 2,000, 3 refused, 58 a minute, about 26 minutes left`. */
export function describeProgress(progress: BulkProgress): string {
  const { total = 0 } = progress;
  const done = doneOf(progress);
  const filled = total === 0 ? 0 : Math.round((done / total) * WIDTH);
  return `[${"#".repeat(filled).padEnd(WIDTH)}] ${countsOf(progress)}`;
}

const doneOf = ({ created, refused, unknown, pending }: BulkProgress): number => created + refused + unknown + pending;

/** The same without the bar. */
export function countsOf(progress: BulkProgress): string {
  const { total = 0, refused, unknown, ...rest } = progress;
  const done = doneOf(progress);
  return [
    `${done.toLocaleString("en")} of ${total.toLocaleString("en")}`,
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(unknown > 0 ? [`${unknown} unknown`] : []),
    ...(rest.rowsPerMinute > 0 ? [`${Math.round(rest.rowsPerMinute).toLocaleString("en")} a minute`] : []),
    ...(rest.etaMs === undefined || done === total ? [] : [`${duration(rest.etaMs)} left`]),
    ...(rest.waitingUntil === undefined ? [] : [`waiting until ${rest.waitingUntil.toLocaleTimeString("en-GB")}`]),
  ].join(", ");
}

/** A rough duration in words. */
export function duration(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes <= 1) return "less than a minute";
  if (minutes < 90) return `about ${minutes} minutes`;
  const hours = Math.round(minutes / 6) / 10;
  return hours < 36 ? `about ${hours} hours` : `about ${Math.round(hours / 24)} days`;
}
