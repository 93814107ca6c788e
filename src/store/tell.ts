/** Calls a caller's callback. What it throws is shown as that of an event listener, and harms no session. */
export function tell<T>(callback: ((value: T) => void) | undefined, value: T): void {
  try {
    callback?.(value);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
