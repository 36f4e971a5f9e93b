/** The library's messages name its options. At the command line these are flags. */
const FLAGS: readonly (readonly [RegExp, string])[] = [
  [/, for example with tasks\.findLike/g, ""],
  [/set acceptChanges/g, "use --accept-changes"],
  [/resendUnknown/g, "--resend-unknown"],
  [/requestsPerMinute/g, "--rate"],
  [/idempotencyField/g, "--idempotency-field"],
  [/Take another journal\./g, "Name another file with --journal."],
  [/or take another journal/g, "or begin a new journal with --new-journal, which creates every row again"],
  [/baseUrl/g, "HEFFL_BASE_URL"],
];

/** Replaces options in a message of the library with the command's flags. */
export const inFlags = (message: string): string =>
  FLAGS.reduce((text, [library, command]) => text.replaceAll(library, command), message);
