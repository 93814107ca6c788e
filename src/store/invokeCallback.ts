/**
 * Calls a caller's callback. An error that it throws is reported like one in an event listener; the session continues.
 */
export function invokeCallback<T>(callback: ((value: T) => void) | undefined, value: T): void {
  try {
    callback?.(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
