import { clientGone, HttpError, unavailable } from './errors';
import type { SafeLogger } from './log';

/** Calls the app's functions for one request. */
export interface Hooks {
  /**
   * Waits for the hook's result, but only within the time limit for all hooks of the request, and only while the client
   * waits. A later result is ignored, and a later rejection does no harm.
   */
  run<Result>(name: string, call: () => Result | PromiseLike<Result>): Promise<Result>;
  /**
   * The same for a store. If it fails, the response is 503: nobody is let in, and a retry may succeed.
   */
  askStore<Result>(name: string, call: () => Result | PromiseLike<Result>): Promise<Result>;
}

export interface HooksOptions {
  /** The handler's name, for the log. */
  owner: string;
  /** Milliseconds for all hooks of a request together. */
  timeout: number;
  /** Aborts when the client disconnects. */
  signal: AbortSignal;
  log: SafeLogger;
}

export function createHooks({ owner, timeout, signal, log }: HooksOptions): Hooks {
  let left = timeout;

  const hooks: Hooks = {
    async run(name, call) {
      if (signal.aborted) throw clientGone();
      const result = call();
      // Most hooks return at once, and need no timer.
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
        log.error(`${owner} refused a request: \`${name}\` failed.`, error);
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
    // Wrapped in our own promise: a foreign one may throw, or call back twice.
    Promise.resolve(promise).then(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    );
  });
}
