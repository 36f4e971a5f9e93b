// Node 20's TextDecoder reads the bytes 0x80 to 0x9F as Latin-1 when it decodes a whole buffer, so that € is lost.

/** What the bytes 0x80 to 0x9F stand for. A space stands where Windows-1252 has no character. */
const SPECIAL = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

const UNDEFINED = new Set([...SPECIAL].flatMap((character, at) => (character === " " ? [0x80 + at] : [])));

/** Whether Windows-1252 has no character for a byte. */
export const isUndefined = (byte: number): boolean => UNDEFINED.has(byte);

export function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (character) => SPECIAL[character.charCodeAt(0) - 0x80] ?? character);
}
