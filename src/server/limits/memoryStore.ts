import { aFunction } from '../../errors/checkOptions';
import { createMemoryLine } from '../line/memoryLine';
import type { CallPlace, EnterResult } from './callStore';
import { createHitCounter } from './hitCounter';
import type { SharedStore } from './sharedStore';

/**
 * Counts in this process's memory. The handlers use it unless you pass another store; with several processes, each counts
 * separately. It remembers 100,000 users or addresses in a window, about 20 MB. If there are more, those with the fewest
 * requests are forgotten, and until their windows end newcomers start with as many requests as they had made: nobody gets
 * more than the limit.
 *
 * @param now - returns the time in milliseconds, for tests
 *
 * @throws DecartError `INVALID_OPTIONS` if `now` isn't a function.
 *
 * @example
 * ```ts
 * import { createMemoryStore, createTokenHandler } from 'decart-react/server';
 *
 * const store = createMemoryStore();
 * const handler = createTokenHandler({
 *   authorize: () => ({ id: 'ann' }),
 *   rateLimit: { limit: 10, window: 60_000, store },
 * });
 * ```
 */
export function createMemoryStore(now: () => number = Date.now): SharedStore {
  aFunction(now, 'now');
  return { ...createMemoryCalls(now), ...createMemoryLine(now), hit: createHitCounter(now) };
}

/** When each call expires, by its id. */
type Places = Map<string, number>;

function createMemoryCalls(now: () => number) {
  const all = new Map<string, Places>();
  const byUser = new Map<string, Places>();

  function placesIn(group: Map<string, Places>, key: string): Places {
    const places = group.get(key) ?? new Map();
    for (const [id, until] of places) if (until <= now()) places.delete(id);
    return places;
  }
  function put(group: Map<string, Places>, key: string, { id, ttl }: CallPlace): void {
    const places = placesIn(group, key);
    group.set(key, places.set(id, now() + ttl));
  }
  function remove(group: Map<string, Places>, key: string, id: string): void {
    const places = placesIn(group, key);
    places.delete(id);
    if (places.size === 0) group.delete(key);
  }
  const userKey = (name: string, who: string) => `${name}:${who}`;

  function keepCall(name: string, call: CallPlace): void {
    put(all, name, call);
    if (call.who !== undefined) put(byUser, userKey(name, call.who), call);
  }
  return {
    keepCall,
    enterCall(name: string, call: CallPlace): EnterResult {
      const { who, perUser, total } = call;
      if (who !== undefined && placesIn(byUser, userKey(name, who)).size >= perUser) return 'user';
      if (placesIn(all, name).size >= total) return 'total';
      keepCall(name, call);
      return 'entered';
    },
    leaveCall(name: string, { id, who }: CallPlace): void {
      remove(all, name, id);
      if (who !== undefined) remove(byUser, userKey(name, who), id);
    },
  };
}
