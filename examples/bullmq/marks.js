/** @import { Redis } from "ioredis" */

/**
 * What is known of a task that was sent, or is not to be sent.
 *
 * @typedef {{ state: "sending", turn: string, since: number }
 *   | { state: "created", taskIds: string[] }
 *   | { state: "refused", why: string }
 *   | { state: "dropped" }} Mark
 */

const REPLACE = `
  if (redis.call("HGET", KEYS[1], ARGV[1]) or "") ~= ARGV[2] then return 0 end
  if ARGV[3] == "" then return redis.call("HDEL", KEYS[1], ARGV[1]) end
  redis.call("HSET", KEYS[1], ARGV[1], ARGV[3])
  return 1`;

/**
 * The marks of a queue's tasks, by job ID. A task that has a mark is not sent. Marks stay when BullMQ removes the job, so a task
 * that is added again a month later is not sent again.
 */
export class Marks {
  /**
   * @param {Redis} redis
   * @param {string} queue
   */
  constructor(redis, queue) {
    this.redis = redis;
    this.key = `heffl:${queue}:marks`;
  }

  /**
   * Marks a task as being sent, unless it has a mark: one step in Redis, so that of two workers that hold the same job only one
   * sends it. Gives the mark that was there, and undefined if the task may be sent.
   *
   * @param {string} id
   * @param {Mark} mark
   * @returns {Promise<Mark | undefined>}
   */
  async begin(id, mark) {
    const text = JSON.stringify(mark);
    for (;;) {
      if ((await this.redis.hsetnx(this.key, id, text)) === 1) return undefined;
      const held = await this.redis.hget(this.key, id);
      // A command whose answer was lost is sent again by ioredis, and then finds its own mark.
      if (held === text) return undefined;
      if (held !== null) return JSON.parse(held);
    }
  }

  /**
   * Replaces a mark, or clears it, unless somebody has changed it since it was read or written.
   *
   * @param {string} id
   * @param {Mark | undefined} mark undefined if there was none
   * @param {Mark} [next]
   * @returns {Promise<boolean>} whether it was done
   */
  async replace(id, mark, next) {
    const texts = [mark, next].map((one) => (one ? JSON.stringify(one) : ""));
    return (await this.redis.eval(REPLACE, 1, this.key, id, ...texts)) === 1;
  }

  /**
   * Notes that a task exists, whatever was known before.
   *
   * @param {string} id
   * @param {string[]} taskIds
   */
  async created(id, taskIds) {
    /** @type {Mark} */
    const mark = { state: "created", taskIds };
    await this.redis.hset(this.key, id, JSON.stringify(mark));
  }

  /**
   * @param {string[]} ids
   * @returns {Promise<(Mark | undefined)[]>}
   */
  async read(ids) {
    if (ids.length === 0) return [];
    const texts = await this.redis.hmget(this.key, ...ids);
    return texts.map((text) => (text === null ? undefined : JSON.parse(text)));
  }
}
