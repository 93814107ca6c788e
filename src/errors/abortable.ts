import { DecartError } from './DecartError';

function abortError(signal: AbortSignal): DecartError {
  const { reason } = signal;
  if (reason instanceof DecartError) return reason;
  return new DecartError('ABORTED', 'It was aborted.', { cause: reason });
}

/** Throws `ABORTED` (or the `DecartError` that the signal was aborted with) if the signal is already aborted. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortError(signal);
}

/** Returns the promise, but rejects with `ABORTED` as soon as the signal is aborted. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(abortError(signal));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
