/** How lost connections are taken up again. */
export interface ReconnectPolicy {
  /** How many times in a row. @defaultValue 8 */
  attempts?: number | undefined;
  /** Milliseconds before the second attempt; the first is made at once. Doubled from one to the next. @defaultValue 250 */
  minDelay?: number | undefined;
  /** Milliseconds at most between two attempts. @defaultValue 5000 */
  maxDelay?: number | undefined;
}

type Policy = Record<keyof ReconnectPolicy, number>;

/** What a policy leaves out is the default; `false` is no attempt at all. */
export function completePolicy(policy: ReconnectPolicy | false = {}): Policy {
  const { attempts = 8, minDelay = 250, maxDelay = 5000 } = policy || { attempts: 0 };
  return { attempts, minDelay, maxDelay };
}

/** Timers cannot wait longer; what is asked for beyond comes at once. */
export const LONGEST_WAIT_MS = 2 ** 31 - 1;

/** Milliseconds to wait before attempt `attempt` (0 is the first), with jitter so that clients do not come in step. */
export function backoff(attempt: number, { minDelay, maxDelay }: Policy): number {
  if (attempt === 0) return 0;
  return Math.min(maxDelay, minDelay * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
}

/** Resolves when `listen` says so; rejects with the signal's reason. Either way, nothing listens any longer. */
function wait(signal: AbortSignal, listen: (resolve: () => void) => () => void): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    signal.throwIfAborted();
    const onAbort = () => settle(() => reject(signal.reason));
    const stopListening = listen(() => settle(resolve));
    signal.addEventListener('abort', onAbort);
    function settle(finish: () => void) {
      stopListening();
      signal.removeEventListener('abort', onAbort);
      finish();
    }
  });
}

function onOnline(listener: () => void) {
  addEventListener('online', listener);
  return () => removeEventListener('online', listener);
}

/** Resolves after `ms`, or as soon as the network is back; rejects with the signal's reason. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  return wait(signal, (resolve) => {
    const timer = setTimeout(resolve, ms);
    const stopListening = onOnline(resolve);
    return () => {
      clearTimeout(timer);
      stopListening();
    };
  });
}

/** Resolves as soon as there is a network; rejects with the signal's reason. */
export async function untilOnline(signal: AbortSignal): Promise<void> {
  while (navigator.onLine === false) await wait(signal, onOnline);
  signal.throwIfAborted();
}
