import { HttpError } from '../handler/errors';
import type { Hooks } from '../handler/hooks';
import type { SafeLogger } from '../handler/log';
import type { CallPlace, CallStore, EnterResult } from './callStore';
import { createMemoryStore } from './memoryStore';

export interface ConcurrencyOptions {
  /** Calls that one user (else one address) may have running at the same time. @defaultValue no limit */
  perUser?: number | undefined;
  /** Calls that all users together may have running at the same time. @defaultValue no limit */
  total?: number | undefined;
  /** Where calls are counted. Several processes need a shared one. @defaultValue the memory of this process */
  store?: CallStore | undefined;
}

/** Takes a place for one call. Returns a function that releases it, or throws a 429. */
export type ConcurrencyLimiter = (who: string | undefined, hooks: Hooks) => Promise<() => void>;

/** How long a shared store counts the calls of a process that has ended. */
const TTL_MS = 60_000;
/** In memory, calls end with their process. A call may last for days. */
const FOREVER_MS = Number.POSITIVE_INFINITY;

const RESULTS: ReadonlySet<unknown> = new Set<EnterResult>(['entered', 'user', 'total']);

/** `name`: separates the counts of different handlers in a shared store. */
export function createConcurrencyLimiter(
  option: ConcurrencyOptions | false,
  name: string,
  log: SafeLogger,
): ConcurrencyLimiter {
  if (option === false) return async () => () => {};
  const { perUser = Number.POSITIVE_INFINITY, total = Number.POSITIVE_INFINITY, store } = option;
  const calls = store ?? createMemoryStore();
  const ttl = store ? TTL_MS : FOREVER_MS;

  async function report(what: () => unknown): Promise<void> {
    try {
      await what();
    } catch (error) {
      log.error('The `store` for `concurrency` failed. The call counts until its time is over.', error);
    }
  }

  return async (who, hooks) => {
    // If nobody is known, nothing is counted: one client could lock out all others.
    const call: CallPlace = { id: crypto.randomUUID(), who, perUser, total, ttl };
    let isLate = false;
    const leave = () => void report(() => calls.leaveCall(name, call));
    const result: EnterResult = await hooks
      .askStore('store.enterCall', () => {
        const entering = calls.enterCall(name, call);
        Promise.resolve(entering).then(
          () => {
            // Nobody waits for it any more: the client has disconnected.
            if (isLate) leave();
          },
          // The store may have counted it before it failed.
          leave,
        );
        return entering;
      })
      .catch((error: unknown) => {
        isLate = true;
        throw error;
      });
    if (!RESULTS.has(result)) {
      throw new Error(
        "`enterCall` of the `store` for `concurrency` returned none of 'entered', 'user' and 'total'.",
      );
    }
    if (result !== 'entered') {
      const whose = result === 'user' ? 'You have' : 'The server has';
      throw new HttpError(429, 'RATE_LIMITED', `${whose} too many calls under way. Try again in a moment.`, {
        'retry-after': '1',
      });
    }
    let keeping: Promise<void> | undefined;
    const keep = async () => {
      keeping = report(() => calls.keepCall(name, call));
      await keeping;
      keeping = undefined;
    };
    const timer = store && setInterval(() => void keep(), TTL_MS / 3);
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      clearInterval(timer);
      // In a store that gets it later, for example after a NOSCRIPT, the call would count again.
      if (keeping) void keeping.then(leave);
      else leave();
    };
  };
}
