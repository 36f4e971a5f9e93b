import { pipeline, type Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import type { BodyLike, HeadersLike } from "../config/transport.ts";
import type { Body } from "./body.ts";

/** Like `fetch`: a compressed body that breaks off is decoded as far as it goes. */
const LENIENT = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
const LENIENT_BROTLI = {
  flush: constants.BROTLI_OPERATION_FLUSH,
  finishFlush: constants.BROTLI_OPERATION_FLUSH,
};
/** Limited, because an endless list of codings would fill the memory. */
const MAX_CODINGS = 5;

type Pieces = AsyncGenerator<Uint8Array, undefined, undefined>;
type Decoder = (source: Pieces) => Pieces;

const DECODERS = new Map<string, Decoder>([
  ["gzip", through(() => createGunzip(LENIENT))],
  ["x-gzip", through(() => createGunzip(LENIENT))],
  ["deflate", inflate],
  ["br", through(() => createBrotliDecompress(LENIENT_BROTLI))],
]);

/** Decodes a body by its Content-Encoding. Returns the body itself if a coding isn't known. */
export function decode(body: Body, headers: HeadersLike): BodyLike {
  const codings = headers.get("content-encoding")?.toLowerCase().split(",") ?? [];
  if (codings.length === 0 || codings.length > MAX_CODINGS) return body;
  const decoders = codings.reverse().map((coding) => DECODERS.get(coding.trim()));
  let decoded = pieces(body);
  for (const decoder of decoders) {
    if (decoder === undefined) return body;
    decoded = decoder(decoded);
  }
  return {
    getReader: () => ({
      read: () => decoded.next(),
      async cancel() {
        await body.cancel();
        await decoded.return(undefined);
      },
    }),
  };
}

function through(create: () => Transform): Decoder {
  return async function* (source) {
    // The callback is empty because the loop that reads this stream gets the error anyway.
    yield* pipeline(source, create(), () => {});
    return undefined;
  };
}

/** `deflate` should have a zlib header, which some servers leave out. The first byte shows whether it is there. */
async function* inflate(source: Pieces): Pieces {
  const { value, done } = await source.next();
  if (done) return undefined;
  const wrapped = ((value[0] ?? 0) & 0x0f) === 8;
  const all = async function* (): Pieces {
    yield value;
    return yield* source;
  };
  return yield* through(() => (wrapped ? createInflate(LENIENT) : createInflateRaw(LENIENT)))(all());
}

async function* pieces(body: Body): Pieces {
  for (;;) {
    const { done, value } = await body.read();
    if (done || value === undefined) return undefined;
    yield value;
  }
}
