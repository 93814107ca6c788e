// A connect that was given up while it queued cannot be closed: the SDK has no abort. A new start of the same model
// takes it over, with its place in the queue, rather than open a second session beside it.
import type { ConnectionAttempt, ConnectionHandlers, ConnectionOptions } from './connection';
import type { WantedSnapshot } from './wantedState';

interface ParkedAttempt {
  model: ConnectionOptions['model'];
  attempt: ConnectionAttempt;
  /** What it was begun with. */
  initial: WantedSnapshot;
}

export interface Parking {
  leave(parked: ParkedAttempt): void;
  take(
    model: ConnectionOptions['model'],
    tracks: ConnectionOptions['tracks'],
    handlers: ConnectionHandlers,
  ): ParkedAttempt | undefined;
}

export function createParking(): Parking {
  let parked: ParkedAttempt[] = [];
  return {
    leave(attempt) {
      parked.push(attempt);
      void attempt.attempt.done.then(() => {
        parked = parked.filter((each) => each !== attempt);
      });
    },
    take(model, tracks, handlers) {
      const found = parked.find(
        (each) => each.model.name === model.name && each.attempt.adopt(tracks, handlers),
      );
      parked = parked.filter((each) => each !== found);
      return found;
    },
  };
}
