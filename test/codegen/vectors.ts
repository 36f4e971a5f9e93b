import { type ReadVector, readVectors, type Vector, vectors } from "../../scripts/bundle/vectors.ts";

export type { ReadVector, Vector };

/** All creates: the same for the mock, for this package's client and for every generated one. */
export const VECTORS: readonly Vector[] = vectors();

/** The reads: for this package's client, and for every generated one whose driver makes them. */
export const READ_VECTORS: readonly ReadVector[] = readVectors();
