// Prompt and image as one wanted state. The newest wish wins, one request is in flight, bursts are coalesced, and what
// was wanted is sent again after a reconnect. The SDK itself would replay the first prompt, or clear the image.
import type { DecartError } from '../errors/DecartError';

/** A reference image: its bytes, a URL or base64 text, or the `file_…` id of an upload. */
export type ImageInput = Blob | string;

/** What a caller wants the picture to be. A key that is left out is no wish. */
export interface Wish {
  prompt?: string | undefined;
  enhance?: boolean | undefined;
  image?: ImageInput | null | undefined;
}

/** What became of a wish: it is acknowledged, or a newer one took its place before it was sent. */
export type WishOutcome = 'applied' | 'superseded';

/** What became of the prompt or image that was asked for last; `idle` when there was none. */
export type PromptStatus = 'idle' | 'pending' | 'applied' | 'rejected';

/** Sends a change to the session. Rejects with a `DecartError`; `CONNECTION_LOST` keeps the wish for the next session. */
export type SendWish = (change: Wish) => Promise<void>;

interface Waiter {
  keys: (keyof Wish)[];
  number: number;
  resolve(outcome: WishOutcome): void;
  reject(error: DecartError): void;
}

interface WantedStateOptions {
  onChange(status: PromptStatus, error: DecartError | null): void;
  onRejected(error: DecartError): void;
}

// A handful of requests for a slider that is dragged for a second, and no wait for a single change.
const MIN_INTERVAL_MS = 150;

const keysOf = (wish: Wish): (keyof Wish)[] =>
  (['prompt', 'enhance', 'image'] as const).filter((key) => wish[key] !== undefined);

/** What is wanted at one moment, to begin a session with. */
export interface WantedSnapshot {
  wish: Wish;
  /** The number of the last wish in it. */
  number: number;
}

export interface WantedState {
  /** What a new session has to begin with. */
  snapshot(): WantedSnapshot;
  want(wish: Wish): Promise<WishOutcome>;
  /** A session is live: it was given `initial`, and `acknowledged` tells what the service said of that. */
  attach(send: SendWish, initial: WantedSnapshot, acknowledged: Promise<void>): void;
  /** The service refused, after all, what the session began with. */
  refuse(error: DecartError): void;
  /** The session is gone; what is wanted stays wanted. */
  detach(): void;
  /** Nobody waits any longer: pending wishes reject with `error`. */
  abort(error: DecartError): void;
}

export function createWantedState({ onChange, onRejected }: WantedStateOptions): WantedState {
  let wanted: Wish = {};
  let good: Wish = {};
  // What the session has, or is being given; null while there is none.
  let given: Wish | null = null;
  let send: SendWish | null = null;
  // The number of the last wish in the request that is in flight; null while none is.
  let inFlight: number | null = null;
  let lastSentAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let counter = 0;
  let waiters: Waiter[] = [];
  // What the session began with, and what was good before it.
  let begun: { wish: Wish; before: Wish } | null = null;
  // A refusal stays in the status while the last good state is sent again.
  let quiet = false;

  const show = (status: PromptStatus) => {
    if (!quiet) onChange(status, null);
  };

  const settle = (matches: (waiter: Waiter) => boolean, finish: (waiter: Waiter) => void) => {
    const settled = waiters.filter(matches);
    waiters = waiters.filter((waiter) => !settled.includes(waiter));
    settled.forEach(finish);
  };

  const missing = (): Wish => {
    const change: Wish = {};
    if (!given) return change;
    if (wanted.image !== undefined && wanted.image !== given.image) change.image = wanted.image;
    const promptChanged = wanted.prompt !== given.prompt || wanted.enhance !== given.enhance;
    if (wanted.prompt !== undefined && promptChanged) {
      change.prompt = wanted.prompt;
      if (wanted.enhance !== undefined) change.enhance = wanted.enhance;
    }
    return change;
  };

  async function deliver(
    change: Wish,
    { wish: sent, number }: WantedSnapshot,
    request: Promise<void>,
    had: Wish,
    retried = false,
  ): Promise<void> {
    const session = begun;
    inFlight = number;
    const error = await request.then(
      () => null,
      (reason: DecartError) => reason,
    );
    // Another session has taken over, or none is left: what became of this request says nothing any more.
    if (begun !== session) return;
    if (error?.code === 'WEBRTC_SERVER_ERROR' && !retried && send) {
      // The error may have been about something else; only an answer to this very request counts.
      return deliver(change, { wish: sent, number }, send(change), had, true);
    }
    inFlight = null;
    if (error?.code === 'CONNECTION_LOST') return;
    if (error) {
      const refused = keysOf(change);
      const blamed = wereOneWish(number) ? refused : refused.filter(isBlamed);
      settle(
        (waiter) => waiter.number <= number,
        (waiter) => waiter.reject(error),
      );
      takeBack(refused, blamed, sent, had, error);
    } else {
      good = { ...good, ...sent };
      settle(
        (waiter) => waiter.number <= number,
        (waiter) => waiter.resolve('applied'),
      );
      if (keysOf(change).length > 0) show('applied');
    }
    pump();
  }

  /** Whether somebody asked for prompt and image in one call, which has one fate. */
  const wereOneWish = (number: number) =>
    waiters.some(
      (waiter) => waiter.number <= number && waiter.keys.includes('prompt') && waiter.keys.includes('image'),
    );

  /** The session has what it had before these keys were refused; for those that are to blame, what was good is wanted again. */
  function takeBack(
    refused: (keyof Wish)[],
    blamed: (keyof Wish)[],
    sent: Wish,
    had: Wish,
    error: DecartError,
  ) {
    for (const key of blamed) {
      // A newer wish for the same key is not touched by the fate of the older one.
      if (wanted[key] === sent[key]) wanted = { ...wanted, [key]: good[key] };
    }
    given = { ...given, ...pick(had, refused) };
    onChange('rejected', error);
    quiet = waiters.length === 0;
    onRejected(error);
  }

  function pump() {
    clearTimeout(timer);
    if (!send || inFlight !== null) return;
    const change = missing();
    if (keysOf(change).length === 0) {
      const isNothing = wanted.prompt === undefined && wanted.image === undefined;
      if (waiters.length > 0) show(isNothing ? 'idle' : 'applied');
      settle(
        () => true,
        (waiter) => waiter.resolve('applied'),
      );
      return;
    }
    show('pending');
    const wait = lastSentAt + MIN_INTERVAL_MS - performance.now();
    if (wait > 0) {
      timer = setTimeout(pump, wait);
      return;
    }
    lastSentAt = performance.now();
    given = wanted;
    void deliver(change, { wish: wanted, number: counter }, send(change), good);
  }

  return {
    snapshot: () => ({ wish: wanted, number: counter }),

    want(wish) {
      const keys = keysOf(wish);
      wanted = { ...wanted, ...pick(wish, keys) };
      counter += 1;
      const number = counter;
      // A request that is in flight will be acknowledged for what it was; one that was never sent is overtaken.
      settle(
        (waiter) => waiter.number > (inFlight ?? 0) && waiter.keys.every((key) => keys.includes(key)),
        (waiter) => waiter.resolve('superseded'),
      );
      const outcome = new Promise<WishOutcome>((resolve, reject) => {
        waiters.push({ keys, number, resolve, reject });
      });
      quiet = false;
      show('pending');
      // All that is asked for in one go is sent as one.
      queueMicrotask(pump);
      return outcome;
    },

    attach(sendWish, initial, acknowledged) {
      send = sendWish;
      given = initial.wish;
      begun = { wish: initial.wish, before: good };
      quiet = false;
      void deliver(initial.wish, initial, acknowledged, {});
    },

    refuse(error) {
      const { wish, before } = begun ?? { wish: {}, before: {} };
      const keys = keysOf(wish).filter((key) => given?.[key] === wish[key]);
      if (keys.length === 0) return;
      good = { ...good, ...pick(before, keys) };
      takeBack(keys, keys.filter(isBlamed), wish, {}, error);
      pump();
    },

    detach() {
      clearTimeout(timer);
      send = null;
      given = null;
      begun = null;
      inFlight = null;
      // What was in flight will not be acknowledged any more: what is newer takes its place.
      settle(
        (waiter) =>
          waiters.some(
            (other) => other.number > waiter.number && waiter.keys.every((key) => other.keys.includes(key)),
          ),
        (waiter) => waiter.resolve('superseded'),
      );
    },

    abort(error) {
      settle(
        () => true,
        (waiter) => waiter.reject(error),
      );
    },
  };
}

/** An image that only went along with a prompt may be innocent: it is asked for once more, alone. */
function isBlamed(key: keyof Wish, _index: number, refused: (keyof Wish)[]): boolean {
  return key !== 'image' || !refused.includes('prompt');
}

function pick(wish: Wish, keys: (keyof Wish)[]): Wish {
  return Object.fromEntries(keys.map((key) => [key, wish[key]]));
}
