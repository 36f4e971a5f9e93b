import { createHash } from "node:crypto";
import { contentOf } from "./content.ts";

/** What this session knows about the creates of one content. */
export interface Known {
  /** The task that was created last, and when, in ms since 1970. */
  created?: { id: string; at: number };
  /** A create that may have made a task: when the first such began, in ms since 1970, and the key that its task carries. */
  unknown?: { title: string; since: number; key: string | undefined } | undefined;
}

/** The creates of a session, by the content of their tasks. */
export class Memory {
  readonly #contents = new Map<string, Known & { turns: number; last: Promise<unknown> }>();
  readonly #ids = new Set<string>();

  /** Runs `turn` once all earlier ones of the same content have ended, so that each knows how they ended. */
  async inTurn<T>(task: object, turn: (known: Known) => Promise<T>): Promise<T> {
    const content = createHash("sha256").update(contentOf(task)).digest("base64"); // descriptions can be long
    const known = this.#contents.get(content) ?? { turns: 0, last: Promise.resolve() };
    this.#contents.set(content, known);
    known.turns++;
    const mine = known.last.then(() => turn(known));
    known.last = mine.catch(() => {});
    try {
      return await mine;
    } finally {
      if (known.created) this.#ids.add(known.created.id);
      if (--known.turns === 0 && !known.created && !known.unknown) this.#contents.delete(content);
    }
  }

  /** A create of other content that has this title, and may have made a task. */
  unknownWithTitle(title: unknown, but: Known): Known["unknown"] {
    for (const known of this.#contents.values())
      if (known !== but && known.unknown && folded(known.unknown.title) === folded(title)) return known.unknown;
    return undefined;
  }

  /** Whether this session created the task. */
  hasCreated(id: string): boolean {
    return this.#ids.has(id);
  }
}

const folded = (title: unknown): string => `${title}`.trim().replaceAll(/\s+/g, " ").toLowerCase();
