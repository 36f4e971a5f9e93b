import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";

/** @import { Redis } from "ioredis" */

/** Added to the window, in ms, because the clocks of Redis and Heffl don't run equally fast. */
const MARGIN_MS = 100;

// The turns are a sorted set, by the time at which their request has ended, or ends at the latest.
const NOW = `
  local time = redis.call("TIME")
  local now = time[1] * 1000 + math.floor(time[2] / 1000)`;

const TAKE = `${NOW}
  local turn, requests, window, longest = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
  local paused = redis.call("PTTL", KEYS[2])
  if paused > 0 then return paused end
  redis.call("ZREMRANGEBYSCORE", KEYS[1], "-inf", now - window)
  local over = redis.call("ZCARD", KEYS[1]) - requests
  if over < 0 then
    redis.call("ZADD", KEYS[1], now + longest, turn)
    return 0
  end
  local last = redis.call("ZRANGE", KEYS[1], over, over, "WITHSCORES")[2]
  return math.max(1, math.min(window, last + window - now))`;

const END = `${NOW}
  return redis.call("ZADD", KEYS[1], "XX", now, ARGV[1])`;

const PAUSE = `
  if redis.call("PTTL", KEYS[1]) < tonumber(ARGV[1]) then redis.call("SET", KEYS[1], 1, "PX", ARGV[1]) end`;

/**
 * Heffl's limit, kept for all workers of a queue in any window of time. BullMQ's own limiter counts in windows that begin with a
 * job, and so lets up to twice the limit start around the border of two windows.
 *
 * Heffl can see a request at any time between its start and its end. So a turn counts until a whole window after its end.
 */
export class Pace {
  /**
   * @param {Redis} redis
   * @param {string} queue
   * @param {{ requests: number, windowMs: number, turnMs: number }} limit `turnMs`: how long a turn lasts that isn't ended
   */
  constructor(redis, queue, limit) {
    this.redis = redis;
    this.turns = `heffl:${queue}:turns`;
    this.paused = `heffl:${queue}:paused`;
    this.limit = [limit.requests, limit.windowMs + MARGIN_MS, limit.turnMs];
  }

  /**
   * Takes a turn for one request, if there is one.
   *
   * @returns {Promise<{ turn: string, waitMs: number }>} `waitMs` is 0, or how long there is none
   */
  async take() {
    const turn = randomUUID();
    const waitMs = Number(await this.redis.eval(TAKE, 2, this.turns, this.paused, turn, ...this.limit));
    return { turn, waitMs };
  }

  /** The request of a turn has ended, or wasn't sent. */
  async end(/** @type {string} */ turn) {
    await this.redis.eval(END, 1, this.turns, turn);
  }

  /** Gives no turn for a while, because Heffl asks for it. A longer wait that was asked for before stays. */
  async pause(/** @type {number} */ forMs) {
    await this.redis.eval(PAUSE, 1, this.paused, Math.ceil(forMs));
  }

  /** Waits for a turn: for `beforeRequest` of a client that reads. */
  beforeRequest = async (/** @type {{ signal: AbortSignal }} */ { signal }) => {
    for (;;) {
      const { turn, waitMs } = await this.take();
      if (waitMs === 0) return () => this.end(turn).catch(() => undefined); // then it lasts a little longer
      await pause(waitMs, undefined, { signal });
    }
  };
}
