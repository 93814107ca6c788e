import { createMemoryLine } from '../line/memoryLine';
import type { CallPlace, EnterResult } from './callStore';
import type { SharedStore } from './sharedStore';

/** More keys than this in one window push the oldest out: forgetting a count is better than memory without end. */
const MAX_KEYS = 10_000;
/** Who asks this often is kept apart, so that nobody can push their own count out with requests of thousands of others. */
const BUSY = 10;

interface Window {
  count: number;
  endsAt: number;
}

/**
 * Counts in this process's memory. It is what the handlers use unless another store is passed; with several processes each
 * counts for itself.
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
  const quiet = new Map<string, Window>();
  const busy = new Map<string, Window>();
  const calls = createMemoryCalls(now);

  return {
    ...calls,
    ...createMemoryLine(now),
    hit(key, window) {
      const time = now();
      const known = busy.get(key) ?? quiet.get(key);
      const current = known && known.endsAt > time ? known : { count: 0, endsAt: time + window };
      current.count += 1;
      if (current !== known) {
        busy.delete(key);
        put(quiet, key, current, time);
      } else if (current.count === BUSY) {
        quiet.delete(key);
        put(busy, key, current, time);
      }
      return { count: current.count, resetIn: current.endsAt - time };
    },
  };
}

/** Until when, by the id of the call. */
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

/** Anew at the end: with one length of windows, a map stays in the order in which they end. */
function put(windows: Map<string, Window>, key: string, window: Window, time: number): void {
  windows.delete(key);
  windows.set(key, window);
  for (const [oldest, { endsAt }] of windows) {
    if (endsAt > time && windows.size <= MAX_KEYS) return;
    windows.delete(oldest);
  }
}
