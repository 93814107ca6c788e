// Prompt and image as one desired state: what was requested last, and who waits until the service has it. The newest update
// wins. `promptDelivery.ts` sends it to a live session.
import type { DecartError } from '../errors/DecartError';
import type { PromptDelivery } from './promptDelivery';
import { keysOf, pick, type Update, type UpdateKey, type UpdateResult } from './update';

/** A snapshot of the desired state, to begin a session with. */
export interface DesiredSnapshot {
  update: Update;
  /** The number of the latest update in it. */
  number: number;
}

/** The caller of one update. */
export interface Waiter {
  keys: UpdateKey[];
  number: number;
  resolve(result: UpdateResult): void;
  reject(error: DecartError): void;
}

export interface DesiredState {
  snapshot(): DesiredSnapshot;
  set(update: Update): Promise<UpdateResult>;
  /** Changes values without a caller: they were refused. */
  replace(changed: Update): void;
  /** The callers who wait. */
  waiters(): readonly Waiter[];
  /** Those who match no longer wait. */
  settle(matches: (waiter: Waiter) => boolean, finish: (waiter: Waiter) => void): void;
  /** Nobody waits any longer: pending updates reject with `error`. */
  abort(error: DecartError): void;
}

interface DesiredStateOptions {
  /** The desired prompt or image has changed: gets what has changed. */
  onDesired(changed: Update): void;
  /** An update waits for the first session. */
  onPending(): void;
  /** Null before the first session. */
  delivery(): Pick<PromptDelivery, 'inFlight' | 'update'> | null;
}

export function createDesiredState({ onDesired, onPending, delivery }: DesiredStateOptions): DesiredState {
  let desired: Update = {};
  let counter = 0;
  let waiters: Waiter[] = [];

  function replace(changed: Update) {
    desired = { ...desired, ...changed };
    onDesired(changed);
  }

  const settle: DesiredState['settle'] = (matches, finish) => {
    const settled = waiters.filter(matches);
    waiters = waiters.filter((waiter) => !settled.includes(waiter));
    settled.forEach(finish);
  };

  return {
    replace,
    settle,
    snapshot: () => ({ update: desired, number: counter }),
    waiters: () => waiters,

    set(update) {
      const keys = keysOf(update);
      replace(pick(update, keys));
      counter += 1;
      const number = counter;
      const inFlight = delivery()?.inFlight() ?? 0;
      // A request in flight will be acknowledged with its own values; one that was never sent is overtaken.
      settle(
        (waiter) => waiter.number > inFlight && waiter.keys.every((key) => keys.includes(key)),
        (waiter) => waiter.resolve('superseded'),
      );
      const result = new Promise<UpdateResult>((resolve, reject) => {
        waiters.push({ keys, number, resolve, reject });
      });
      const current = delivery();
      if (current) current.update();
      else onPending();
      return result;
    },

    abort(error) {
      settle(
        () => true,
        (waiter) => waiter.reject(error),
      );
    },
  };
}
