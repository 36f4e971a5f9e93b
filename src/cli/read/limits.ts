/** The longest record that is read, in bytes. It bounds the memory that a file can take. */
export const MAX_RECORD_BYTES = 10_000_000;

export const TOO_LONG =
  "The record that begins here is longer than 10 MB. Heffl takes no text that long; check the file's quotes and line ends.";
