import { createHash } from "node:crypto";
import { contentOf } from "./content.ts";

/** What this session knows about creates with the same content. */
export interface Known {
  /** The last task that was created, and when, in ms since 1970. */
  created?: { id: string; at: number };
  /**
   * Set if a create may have made a task: when the first such create began, in ms since 1970, and the key that its task carries.
   */
  unknown?: { title: string; since: number; key: string | undefined } | undefined;
}

/** The creates of a session, by the content of their tasks. */
export class Memory {
  readonly #contents = new Map<string, Known & { turns: number; last: Promise<unknown> }>();
  readonly #ids = new Set<string>();

  /** Runs `turn` when all earlier turns with the same content have ended, so that it knows their results. */
  async inTurn<T>(task: object, turn: (known: Known) => Promise<T>): Promise<T> {
    const content = createHash("sha256").update(contentOf(task)).digest("base64"); // hashed, because descriptions can be long
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

  /** A create with other content and this title that may have made a task. */
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
