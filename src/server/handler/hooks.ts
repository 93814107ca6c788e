import { clientGone, HttpError, unavailable } from './errors';
import type { SafeLogger } from './log';

/** Calls what the app has passed, for one request. */
export interface Hooks {
  /**
   * Waits for the hook's answer, no longer than there is time for all hooks of the request together, and no longer than
   * the client waits. A hook that answers later is not heard, and one that then rejects harms nobody.
   */
  run<Result>(name: string, call: () => Result | PromiseLike<Result>): Promise<Result>;
  /** The same for a store. What it can't decide is answered with 503: nobody is let in, and it may be back in a moment. */
  askStore<Result>(name: string, call: () => Result | PromiseLike<Result>): Promise<Result>;
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

  const hooks: Hooks = {
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
    async askStore(name, call) {
      try {
        return await hooks.run(name, call);
      } catch (error) {
        if (error instanceof HttpError) throw error;
        log.error(`${owner} let nobody in: \`${name}\` failed.`, error);
        throw unavailable();
      }
    },
  };
  return hooks;
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
