// A connect that was given up while it queued cannot be closed: the SDK has no abort. A new start of the same model
// takes it over, with its place in the queue, rather than open a second session beside it.
import type { ConnectionAttempt, ConnectionHandlers, ConnectionOptions } from './connection';
import type { WantedSnapshot } from './wantedState';

export interface ParkedAttempt {
  model: ConnectionOptions['model'];
  attempt: ConnectionAttempt;
  /** What it was begun with. */
  initial: WantedSnapshot;
}

/** Keeps an attempt that was given up until it has ended. */
export function park(parked: ParkedAttempt[], given: ParkedAttempt): void {
  parked.push(given);
  void given.attempt.done.then(() => remove(parked, given));
}

/** An attempt for this model that can still be taken over, taken over. */
export function unpark(
  parked: ParkedAttempt[],
  model: ConnectionOptions['model'],
  tracks: ConnectionOptions['tracks'],
  handlers: ConnectionHandlers,
): ParkedAttempt | undefined {
  const found = parked.find((each) => each.model.name === model.name && each.attempt.adopt(tracks, handlers));
  if (found) remove(parked, found);
  return found;
}

function remove(parked: ParkedAttempt[], given: ParkedAttempt) {
  const index = parked.indexOf(given);
  if (index !== -1) parked.splice(index, 1);
}
