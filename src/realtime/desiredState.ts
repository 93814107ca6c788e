// Prompt and image as one desired state. The newest update wins, one request is in flight, bursts are coalesced, and the
// desired state is sent again after a reconnect. The SDK itself would replay the first prompt, or clear the image.
import type { DecartError } from '../errors/DecartError';
import {
  differenceOf,
  keysOf,
  type PromptStatus,
  pick,
  type Update,
  type UpdateKey,
  type UpdateResult,
} from './update';

/**
 * Sends a change to the session. Rejects with a `DecartError`; `CONNECTION_LOST` keeps the change for the next session.
 */
export type SendUpdate = (change: Update) => Promise<void>;

/** A snapshot of the desired state, to begin a session with. */
export interface DesiredSnapshot {
  update: Update;
  /** The number of the latest update in it. */
  number: number;
}

export interface DesiredState {
  /** A new session has begun. */
  snapshot(): DesiredSnapshot;
  set(update: Update): Promise<UpdateResult>;
  /**
   * A session is live. It began with `initial`. `acknowledged` resolves with whether the service confirmed that it
   * applied it, and rejects with the refusal.
   */
  connect(send: SendUpdate, initial: DesiredSnapshot, acknowledged: Promise<boolean>): void;
  /** The service later refused what the session began with. */
  rejectInitial(error: DecartError): void;
  /** The session is gone; its desired state stays. */
  disconnect(): void;
  /**
   * The service ended the session because of these values: they are never sent again; the last acknowledged ones are.
   */
  rollback(keys: readonly UpdateKey[], error: DecartError): void;
  /** Nobody waits any longer: pending updates reject with `error`. */
  abort(error: DecartError): void;
}

interface DesiredStateOptions {
  /** The desired prompt or image has changed. */
  onDesired(desired: Update): void;
  onChange(status: PromptStatus, error: DecartError | null): void;
  onRejected(error: DecartError): void;
}

interface Waiter {
  keys: UpdateKey[];
  number: number;
  resolve(result: UpdateResult): void;
  reject(error: DecartError): void;
}

// Dragging a slider for a second makes only a few requests, and a single change doesn't wait.
const MIN_INTERVAL_MS = 150;

export function createDesiredState({ onDesired, onChange, onRejected }: DesiredStateOptions): DesiredState {
  let desired: Update = {};
  let acknowledged: Update = {};
  // What the session has, or is being sent; null while there is no session.
  let current: Update | null = null;
  let send: SendUpdate | null = null;
  // The number of the latest update in the request that is in flight; null while none is.
  let inFlight: number | null = null;
  let lastSentAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let counter = 0;
  let waiters: Waiter[] = [];
  // What the session began with, and what was acknowledged before that.
  let begun: { update: Update; before: Update } | null = null;
  // The status keeps showing a refusal while the last acknowledged state is sent again.
  let keepsRefusal = false;

  function desire(changed: Update) {
    desired = { ...desired, ...changed };
    onDesired(desired);
  }

  const show = (status: PromptStatus) => {
    if (!keepsRefusal) onChange(status, null);
  };

  const settle = (matches: (waiter: Waiter) => boolean, finish: (waiter: Waiter) => void) => {
    const settled = waiters.filter(matches);
    waiters = waiters.filter((waiter) => !settled.includes(waiter));
    settled.forEach(finish);
  };

  async function deliver(
    change: Update,
    { update: sent, number }: DesiredSnapshot,
    request: Promise<unknown>,
    before: Update,
    isRepeated = false,
  ): Promise<void> {
    const session = begun;
    inFlight = number;
    const { error, isAcknowledged } = await request.then(
      (answer) => ({ error: null, isAcknowledged: answer !== false }),
      (reason: DecartError) => ({ error: reason, isAcknowledged: false }),
    );
    // Another session has begun, or there is none: the result of this request no longer matters.
    if (begun !== session) return;
    if (error?.code === 'WEBRTC_SERVER_ERROR' && !isRepeated && send) {
      // The error may have been about something else; only the answer to this very request counts.
      return deliver(change, { update: sent, number }, send(change), before, true);
    }
    inFlight = null;
    if (error?.code === 'CONNECTION_LOST') return;
    if (error) {
      const refused = keysOf(change);
      const blamed = wereOneCall(number) ? refused : refused.filter(isBlamed);
      settle(
        (waiter) => waiter.number <= number,
        (waiter) => waiter.reject(error),
      );
      revert(refused, blamed, sent, before, error);
    } else {
      if (isAcknowledged) acknowledged = { ...acknowledged, ...sent };
      settle(
        (waiter) => waiter.number <= number,
        (waiter) => waiter.resolve('applied'),
      );
      if (keysOf(change).length > 0) show('applied');
    }
    flush();
  }

  /** Whether prompt and image came in one call, so that both succeed or fail together. */
  const wereOneCall = (number: number) =>
    waiters.some(
      (waiter) => waiter.number <= number && waiter.keys.includes('prompt') && waiter.keys.includes('image'),
    );

  /**
   * The session still has the state from before these keys were refused. The refused keys return to what was acknowledged
   * last.
   */
  function revert(
    refused: UpdateKey[],
    blamed: UpdateKey[],
    sent: Update,
    before: Update,
    error: DecartError,
  ) {
    for (const key of blamed) {
      // The result of an older update doesn't affect a newer one of the same key.
      if (desired[key] === sent[key]) desire({ [key]: acknowledged[key] });
    }
    current = { ...current, ...pick(before, refused) };
    reportRefusal(error, 0);
  }

  /** `newest` is the number of the newest refused update. */
  function reportRefusal(error: DecartError, newest: number) {
    onChange('rejected', error);
    keepsRefusal = waiters.every(({ number }) => number <= newest);
    onRejected(error);
  }

  function flush() {
    clearTimeout(timer);
    if (!send || inFlight !== null) return;
    const change = current ? differenceOf(current, desired) : {};
    if (keysOf(change).length === 0) {
      const isEmpty = desired.prompt === undefined && desired.image === undefined;
      if (waiters.length > 0) show(isEmpty ? 'idle' : 'applied');
      settle(
        () => true,
        (waiter) => waiter.resolve('applied'),
      );
      return;
    }
    show('pending');
    const wait = lastSentAt + MIN_INTERVAL_MS - performance.now();
    if (wait > 0) {
      timer = setTimeout(flush, wait);
      return;
    }
    lastSentAt = performance.now();
    current = desired;
    void deliver(change, { update: desired, number: counter }, send(change), acknowledged);
  }

  return {
    snapshot: () => ({ update: desired, number: counter }),

    set(update) {
      const keys = keysOf(update);
      desire(pick(update, keys));
      counter += 1;
      const number = counter;
      // A request in flight will be acknowledged with its own values; one that was never sent is overtaken.
      settle(
        (waiter) => waiter.number > (inFlight ?? 0) && waiter.keys.every((key) => keys.includes(key)),
        (waiter) => waiter.resolve('superseded'),
      );
      const result = new Promise<UpdateResult>((resolve, reject) => {
        waiters.push({ keys, number, resolve, reject });
      });
      keepsRefusal = false;
      show('pending');
      // All updates of one task are sent as one.
      queueMicrotask(flush);
      return result;
    },

    connect(sendUpdate, initial, isInitialAcknowledged) {
      send = sendUpdate;
      current = initial.update;
      begun = { update: initial.update, before: acknowledged };
      void deliver(initial.update, initial, isInitialAcknowledged, {});
    },

    rejectInitial(error) {
      const { update, before } = begun ?? { update: {}, before: {} };
      const keys = keysOf(update).filter((key) => current?.[key] === update[key]);
      if (keys.length === 0) return;
      acknowledged = { ...acknowledged, ...pick(before, keys) };
      revert(keys, keys.filter(isBlamed), update, {}, error);
      flush();
    },

    disconnect() {
      clearTimeout(timer);
      send = null;
      current = null;
      begun = null;
      inFlight = null;
      keepsRefusal = false;
      // The request in flight will no longer be acknowledged: newer values take its place.
      settle(
        (waiter) =>
          waiters.some(
            (other) => other.number > waiter.number && waiter.keys.every((key) => other.keys.includes(key)),
          ),
        (waiter) => waiter.resolve('superseded'),
      );
    },

    rollback(keys, error) {
      const isRefused = keys.some((key) => desired[key] !== acknowledged[key]);
      if (!isRefused) return;
      desire(pick(acknowledged, keys));
      const isRefusedCall = (waiter: Waiter) => waiter.keys.some((key) => keys.includes(key));
      const newest = Math.max(0, ...waiters.filter(isRefusedCall).map(({ number }) => number));
      settle(isRefusedCall, (waiter) => waiter.reject(error));
      reportRefusal(error, newest);
    },

    abort(error) {
      settle(
        () => true,
        (waiter) => waiter.reject(error),
      );
    },
  };
}

/** An image that was merely sent with a prompt may not be at fault: it is sent once more, alone. */
function isBlamed(key: UpdateKey, _index: number, refused: UpdateKey[]): boolean {
  return key !== 'image' || !refused.includes('prompt');
}
