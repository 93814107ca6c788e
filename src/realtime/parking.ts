// A connect that was given up while it queued cannot be closed: the SDK has no abort. A new start that would ask for the
// same takes it over, with its place in the queue, rather than open a second session beside it.
import type { ConnectionAttempt, ConnectionHandlers, ConnectionOptions } from './connection';
import { isSame } from './isSame';
import { isSameModel } from './resolveModel';
import type { WantedSnapshot } from './wantedState';

export interface ParkedAttempt {
  attempt: ConnectionAttempt;
  options: ConnectionOptions;
  /** What it was begun with. */
  initial: WantedSnapshot;
  /** Whose it is: see `AuthSource`. */
  identity: object;
}

/** Keeps an attempt that was given up until it has ended. */
export function park(parked: ParkedAttempt[], given: ParkedAttempt): void {
  parked.push(given);
  void given.attempt.done.then(() => remove(parked, given));
}

/** An attempt with these options that can still be taken over, taken over. */
export function unpark(
  parked: ParkedAttempt[],
  identity: object,
  options: ConnectionOptions,
  handlers: ConnectionHandlers,
): ParkedAttempt | undefined {
  const found = parked.find(
    (each) =>
      each.identity === identity &&
      asksForTheSame(each.options, options) &&
      each.attempt.adopt(options.tracks, handlers),
  );
  if (found) remove(parked, found);
  return found;
}

/** What is wanted of the picture is sent afterwards; all else is settled when the connect begins. */
function asksForTheSame(a: ConnectionOptions, b: ConnectionOptions): boolean {
  const settled = ({
    queryParams,
    resolution,
    preferredVideoCodec,
    debugQuality,
    passthrough,
  }: ConnectionOptions) => [queryParams, resolution, preferredVideoCodec, debugQuality, passthrough];
  return isSameModel(a.model, b.model) && isSame(settled(a), settled(b));
}

function remove(parked: ParkedAttempt[], given: ParkedAttempt) {
  const index = parked.indexOf(given);
  if (index !== -1) parked.splice(index, 1);
}
