import { clientGone, HttpError } from './errors';
import type { SafeLogger } from './log';

/** Calls what the app has passed, for one request. */
export interface Hooks {
  /**
   * Waits for the hook's answer, no longer than there is time for all hooks of the request together, and no longer than
   * the client waits. A hook that answers later is not heard, and one that then rejects harms nobody.
   */
  run<Result>(name: string, call: () => Result | PromiseLike<Result>): Promise<Result>;
}

export interface HooksOptions {
  /** The handler's name, for the log. */
  owner: string;
  /** Milliseconds for all hooks of a request together. */
  timeout: number;
  /** Aborts when the client goes away. */
  signal: AbortSignal;
  log: SafeLogger;
}

export function createHooks({ owner, timeout, signal, log }: HooksOptions): Hooks {
  let left = timeout;

  return {
    async run(name, call) {
      if (signal.aborted) throw clientGone();
      const result = call();
      // Most hooks answer at once, and need no timer.
      if (!isThenable(result)) return result;
      const startedAt = Date.now();
      try {
        return await firstOf(result, signal, left, () => {
          log.error(`${owner} stopped waiting for \`${name}\`: all hooks together may take ${timeout} ms.`);
          return new HttpError(503, 'TIMEOUT', 'The server took too long. Try again.', {
            'retry-after': '2',
          });
        });
      } finally {
        left = Math.max(1, left - (Date.now() - startedAt));
      }
    },
  };
}

function isThenable<Result>(value: Result | PromiseLike<Result>): value is PromiseLike<Result> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function firstOf<Result>(
  promise: PromiseLike<Result>,
  signal: AbortSignal,
  ms: number,
  onTimeout: () => Error,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => settle(() => reject(onTimeout())), ms);
    const onAbort = () => settle(() => reject(clientGone()));
    function settle(done: () => void): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      done();
    }
    signal.addEventListener('abort', onAbort, { once: true });
    // Through a promise of our own: a foreign one may throw, or call back twice.
    Promise.resolve(promise).then(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    );
  });
}
