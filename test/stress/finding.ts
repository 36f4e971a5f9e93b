/** What a stress run found. */
export interface Finding {
  calls: number;
  /** One line for each thing that was wrong. */
  wrong: string[];
  /** How often callers were told what, where that is of interest. */
  told?: Record<string, number>;
}
