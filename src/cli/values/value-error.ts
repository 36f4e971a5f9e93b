/** A text that can't be read as what it has to be. The message is a sentence for the person who wrote it. */
export class ValueError extends Error {}
