/** Calls a caller's callback. What it throws is reported like an error in an event listener; the session continues. */
export function invokeCallback<T>(callback: ((value: T) => void) | undefined, value: T): void {
  try {
    callback?.(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
