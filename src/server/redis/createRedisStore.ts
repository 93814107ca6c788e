import { aFunction, aString, milliseconds } from '../../errors/checkOptions';
import { plainShape } from '../handler/plainShape';
import type { CallPlace, EnterResult } from '../limits/callStore';
import type { SharedStore } from '../limits/sharedStore';
import type { LineAnswer, LineStep } from '../line/lineStore';
import { type RedisClient, scriptRunner } from './client';
import { CALL, COUNT_LINE, HIT, LINE, LINE_KEYS } from './scripts';

export interface RedisStoreOptions {
  /** The prefix of all keys. Apps that share a Redis need different prefixes. @defaultValue 'decart' */
  prefix?: string | undefined;
  /** Milliseconds within which Redis must answer. If it doesn't, nobody is let in. @defaultValue 2000 */
  timeout?: number | undefined;
  /** Returns the time in milliseconds, for tests. @defaultValue the clock of Redis, which all processes share */
  now?: (() => number) | undefined;
}

const DEFAULT_TIMEOUT_MS = 2000;
const STATES: readonly string[] = ['slot', 'waiting', 'full', 'gone'] satisfies LineAnswer['state'][];
const RESULTS: readonly string[] = ['entered', 'user', 'total'] satisfies EnterResult[];

const checkOptions = plainShape({ prefix: aString, timeout: milliseconds, now: aFunction });

/**
 * Creates a store in Redis, for rate limits, concurrency and the waiting line of several processes. Each decision is one
 * script, and so one atomic round trip. It works with Redis 5 and later, including clusters, and with compatible
 * servers.
 *
 * Use a Redis that evicts nothing (`maxmemory-policy noeviction`). If Redis is down, handlers answer 503 and let nobody
 * in.
 *
 * @param client - a client of `ioredis`, `redis` (connected) or `@upstash/redis`
 *
 * @throws DecartError `INVALID_OPTIONS` if the client is none of these, or for an invalid option.
 *
 * @example
 * ```ts
 * import { createRedisStore } from 'decart-react/server/redis';
 * import { Redis } from 'ioredis';
 *
 * const store = createRedisStore(new Redis('redis://localhost:6379'));
 * const handler = createTokenHandler({
 *   authorize,
 *   rateLimit: { limit: 300, store },
 *   sessions: { capacity: 10, perUser: 1, maxDurationSeconds: 600, store },
 * });
 * ```
 */
export function createRedisStore(client: RedisClient, options: RedisStoreOptions = {}): SharedStore {
  checkOptions(options, 'createRedisStore');
  const { prefix = 'decart', timeout = DEFAULT_TIMEOUT_MS, now } = options;
  const runScript = scriptRunner(client);
  const time = () => (now ? String(now()) : '');
  const run = (script: string, keys: string[], args: (string | number)[]) =>
    withTimeout(runScript(script, keys, args.map(String)), timeout);

  function call(action: string, name: string, { id, who, perUser, total, ttl }: CallPlace) {
    // One hash tag, so that a cluster keeps both on one node.
    const base = `${prefix}:{calls:${name}}`;
    const limits = [finite(who === undefined ? Number.POSITIVE_INFINITY : perUser), finite(total)];
    return run(CALL, [`${base}:${who ?? ''}`, `${base}`], [action, id, ...limits, Math.ceil(ttl), time()]);
  }
  const lineKeys = (name: string) => LINE_KEYS.map((key) => `${prefix}:{line:${name}}:${key}`);

  return {
    async hit(key, window) {
      const [count, resetIn] = toNumbers(await run(HIT, [`${prefix}:rate:${key}`], [Math.ceil(window)]));
      return { count, resetIn };
    },
    async enterCall(name, place) {
      const result = await call('enter', name, place);
      if (!isOneOf<EnterResult>(RESULTS, result)) throw unreadable();
      return result;
    },
    keepCall: (name, place) => call('keep', name, place),
    leaveCall: (name, place) => call('leave', name, place),
    async line(name, step) {
      const answer: unknown = await run(LINE, lineKeys(name), argumentsOf(step, time()));
      const [state] = Array.isArray(answer) ? answer : [];
      if (!isOneOf<LineAnswer['state']>(STATES, state)) throw unreadable();
      const [, number, position, size, taken, left, mean, isOwn, isRunning] = toNumbers(answer);
      const counts = { number, position, size, taken, left, mean };
      return { state, ...counts, isOwn: isOwn === 1, isRunning: isRunning === 1 };
    },
    async countLine(name) {
      const [size, taken, mean] = toNumbers(await run(COUNT_LINE, lineKeys(name), [time()]));
      return { size, taken, mean };
    },
  };
}

function argumentsOf(step: LineStep, time: string): (string | number)[] {
  const { action, ticket, user, number = '', hadSlot, capacity, perUser, maxWaiting } = step;
  const { claim, alive, duration, silence } = step;
  const limits = [capacity, perUser, maxWaiting].map(finite);
  const times = [claim, alive, duration, silence].map(Math.ceil);
  return [action, ticket, user, number, hadSlot ? 1 : 0, ...limits, ...times, time];
}

/** Lua 5.3 and later, which some compatible servers use, can't read `inf`. */
function finite(value: number): string {
  return String(Math.min(value, Number.MAX_SAFE_INTEGER));
}

type Numbers = [number, number, number, number, number, number, number, number, number];

/** Upstash's client converts strings to numbers; others don't. */
function toNumbers(answer: unknown): Numbers {
  if (!Array.isArray(answer)) throw unreadable();
  const at = (index: number) => Number(answer[index]);
  return [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7), at(8)];
}

function isOneOf<Name extends string>(names: readonly string[], value: unknown): value is Name {
  return typeof value === 'string' && names.includes(value);
}

function unreadable(): Error {
  return new Error('Redis returned something that the script never returns.');
}

function withTimeout<Result>(promise: Promise<Result>, ms: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Redis didn't answer within ${ms} ms.`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
