/** How lost connections reconnect. */
export interface ReconnectPolicy {
  /** How many tries in a row may fail. `Infinity` for no limit. @defaultValue 8 */
  attempts?: number | undefined;
  /**
   * Milliseconds after which a lost connection is given up. Time without a network and time in a queue don't count.
   * `Infinity` for no limit. @defaultValue 60000
   */
  maxOutage?: number | undefined;
  /**
   * Milliseconds before the second try. The first one is made at once; each later wait is twice as long as the one
   * before. @defaultValue 250
   */
  minDelay?: number | undefined;
  /** Milliseconds at most between two tries. @defaultValue 5000 */
  maxDelay?: number | undefined;
}

export type CompletePolicy = Record<keyof ReconnectPolicy, number>;

const MAX_OUTAGE_MS = 60_000;

/** Fills in the defaults; `false` means no reconnect. */
export function completePolicy(policy: ReconnectPolicy | false = {}): CompletePolicy {
  const {
    attempts = 8,
    maxOutage = MAX_OUTAGE_MS,
    minDelay = 250,
    maxDelay = 5000,
  } = policy || { attempts: 0 };
  return { attempts, maxOutage, minDelay, maxDelay };
}

/** Milliseconds to wait before try `attempt` (0 is the first), with jitter so that clients don't retry in step. */
export function backoff(attempt: number, { minDelay, maxDelay }: CompletePolicy): number {
  if (attempt === 0) return 0;
  return Math.min(maxDelay, minDelay * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}
