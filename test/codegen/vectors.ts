import { type Vector, vectors } from "../../scripts/bundle/vectors.ts";

export type { Vector };

/** All of them: the same for the mock, for this package's client and for every generated one. */
export const VECTORS: readonly Vector[] = vectors();
