import { HttpError } from '../handler/errors';

export interface ConcurrencyOptions {
  /** Calls that one user (else one address) may have under way at a time. @defaultValue no limit */
  perUser?: number | undefined;
  /** Calls that all users together may have under way at a time, in this process. @defaultValue no limit */
  total?: number | undefined;
}

/** Takes a place for one call. Returns what gives it back, or throws a 429. */
export type ConcurrencyLimiter = (who: string | undefined) => () => void;

export function createConcurrencyLimiter(option: ConcurrencyOptions | false): ConcurrencyLimiter {
  if (option === false) return () => () => {};
  const { perUser = Number.POSITIVE_INFINITY, total = Number.POSITIVE_INFINITY } = option;
  const calls = new Map<string, number>();
  let all = 0;

  return (who) => {
    // Where nobody is known there is nobody to count for: one client could lock out all others.
    const own = who === undefined ? 0 : (calls.get(who) ?? 0);
    if (own >= perUser || all >= total) {
      const whose = own >= perUser ? 'You have' : 'The server has';
      throw new HttpError(429, 'RATE_LIMITED', `${whose} too many calls under way. Try again in a moment.`, {
        'retry-after': '1',
      });
    }
    all += 1;
    if (who !== undefined) calls.set(who, own + 1);
    let released = false;
    return () => {
      if (released) return;
      released = true;
      all -= 1;
      if (who === undefined) return;
      const left = (calls.get(who) ?? 1) - 1;
      if (left > 0) calls.set(who, left);
      else calls.delete(who);
    };
  };
}
