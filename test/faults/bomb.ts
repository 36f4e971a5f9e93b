import { constants, crc32, deflateRawSync } from "node:zlib";

const PIECE = Buffer.alloc(1024 * 1024, "a");
const PIECES = 64;
/** Ends at a byte and refers to nothing before itself, so that such blocks can be put in a row. */
const JOINABLE = { finishFlush: constants.Z_FULL_FLUSH };
const FILLING = Buffer.concat(Array<Buffer>(PIECES).fill(deflateRawSync(PIECE, JOINABLE)));
const MEMBER_HEAD = Buffer.from("1f8b08000000000000ff", "hex");

/**
 * About 64 KB of gzip that inflate to 64 MB of valid JSON: `before`, a long run of letters, `after`. One gzip member,
 * since not every runtime reads several, put together from parts: packing all of it would hold up every other client.
 */
export function gzipBomb(before: string, after: string): Buffer {
  let checksum = crc32(before);
  for (let piece = 0; piece < PIECES; piece++) checksum = crc32(PIECE, checksum);
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(crc32(after, checksum), 0);
  tail.writeUInt32LE(Buffer.byteLength(before) + PIECES * PIECE.length + Buffer.byteLength(after), 4);
  return Buffer.concat([MEMBER_HEAD, deflateRawSync(before, JOINABLE), FILLING, deflateRawSync(after), tail]);
}
