import type { Hooks } from '../handler/hooks';
import { createMemoryStore } from './memoryStore';
import { networkOf } from './networkOf';
import { DEFAULT_WINDOW_MS, hitStore, type RateLimitOptions, tooManyRequests } from './rateLimit';

/**
 * Counts the requests of an address that `authorize` refuses, so that nobody can guess logins endlessly. If the address
 * is unknown, nothing is counted: one client could lock out all others.
 */
export interface RefusedLogins {
  /** Throws a 429 before `authorize` is called, if there were too many. */
  check(address: string | undefined): void;
  count(address: string | undefined, hooks: Hooks): Promise<void>;
}

export function createRefusedLogins(kind: string, option: RateLimitOptions | false): RefusedLogins {
  if (option === false) return { check() {}, async count() {} };
  const { limit, window = DEFAULT_WINDOW_MS, store = createMemoryStore() } = option;
  /** When the block ends, by network. Processes that share the store learn about it at the next refusal. */
  const blocked = new Map<string, number>();

  return {
    check(address) {
      if (address === undefined) return;
      const network = networkOf(address);
      const left = (blocked.get(network) ?? 0) - Date.now();
      if (left > 0) throw tooManyRequests(left / 1000);
      blocked.delete(network);
    },
    async count(address, hooks) {
      if (address === undefined) return;
      const network = networkOf(address);
      const { count, resetIn } = await hitStore(store, `${kind}:refused:${network}`, window, hooks);
      if (count < limit || !(resetIn > 0)) return;
      const now = Date.now();
      blocked.set(network, now + resetIn);
      // Who is forgotten here is still counted in the store, and blocked again with the next refusal.
      for (const [oldest, until] of blocked) {
        if (until > now && blocked.size <= MAX_BLOCKED) break;
        blocked.delete(oldest);
      }
    },
  };
}

const MAX_BLOCKED = 100_000;
