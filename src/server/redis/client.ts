import { invalidOptions } from '../../errors/invalidOptions';

/** The parts of `ioredis` that are used. */
export interface IoRedisLike {
  defineCommand: unknown;
  eval(script: string, keyCount: number, ...rest: string[]): Promise<unknown>;
  evalsha(sha: string, keyCount: number, ...rest: string[]): Promise<unknown>;
}

/** The parts of `redis` (node-redis) that are used. */
export interface NodeRedisLike {
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  evalSha(sha: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** The parts of `@upstash/redis` that are used. */
export interface UpstashLike {
  eval(script: string, keys: string[], args: string[]): Promise<unknown>;
  evalsha(sha: string, keys: string[], args: string[]): Promise<unknown>;
}

export type RedisClient = IoRedisLike | NodeRedisLike | UpstashLike;

/** Runs a script in one round trip. */
export type RunScript = (script: string, keys: string[], args: string[]) => Promise<unknown>;

/** Scripts are sent by their hash, and in full only if the server doesn't know them yet. */
export function scriptRunner(client: RedisClient): RunScript {
  const { bySha, whole } = callsOf(client);
  const hashes = new Map<string, Promise<string>>();
  return async (script, keys, args) => {
    const hash = hashes.get(script) ?? sha1(script);
    hashes.set(script, hash);
    try {
      return await bySha(await hash, keys, args);
    } catch (error) {
      if (!/NOSCRIPT/.test(String(error))) throw error;
      return whole(script, keys, args);
    }
  };
}

function callsOf(client: RedisClient): { bySha: RunScript; whole: RunScript } {
  if (has(client, 'defineCommand')) {
    const own = client as IoRedisLike;
    return {
      bySha: (sha, keys, args) => own.evalsha(sha, keys.length, ...keys, ...args),
      whole: (script, keys, args) => own.eval(script, keys.length, ...keys, ...args),
    };
  }
  if (has(client, 'evalSha')) {
    const own = client as NodeRedisLike;
    return {
      bySha: (sha, keys, args) => own.evalSha(sha, { keys, arguments: args }),
      whole: (script, keys, args) => own.eval(script, { keys, arguments: args }),
    };
  }
  if (has(client, 'evalsha')) {
    const own = client as UpstashLike;
    return {
      bySha: (sha, keys, args) => own.evalsha(sha, keys, args),
      whole: (script, keys, args) => own.eval(script, keys, args),
    };
  }
  throw invalidOptions('`client` must be a client of ioredis, redis or @upstash/redis.');
}

function has(client: unknown, name: string): boolean {
  return typeof client === 'object' && client !== null && typeof Reflect.get(client, name) === 'function';
}

async function sha1(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-1', new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
