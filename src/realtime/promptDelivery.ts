// Sends the desired prompt and image to a live session: one request is in flight, bursts are coalesced, and the desired
// state is sent again after a reconnect. The SDK itself would replay the first prompt, or clear the image.
import type { DecartError } from '../errors/DecartError';
import type { Refused } from '../reconnect/policy';
import type { DesiredSnapshot, DesiredState, Waiter } from './desiredState';
import { differenceOf } from './differenceOf';
import { keysOf, type PromptStatus, pick, type Update, type UpdateKey } from './update';

/**
 * Sends a change to the session. Rejects with a `DecartError`; `CONNECTION_LOST` keeps the change for the next session.
 */
export type SendUpdate = (change: Update) => Promise<void>;

export interface PromptDelivery {
  /** The number of the latest update in the request that is in flight; null while none is. */
  inFlight(): number | null;
  /** The desired state has changed: it is sent if a session is live. */
  update(): void;
  /**
   * A session is live. It began with `initial`. `accepted` rejects with the refusal; it resolves when the service
   * confirmed that it applied it, or said nothing for a while. `confirmed` resolves when it did, however late.
   */
  connect(
    send: SendUpdate,
    initial: DesiredSnapshot,
    accepted: Promise<unknown>,
    confirmed: Promise<unknown>,
  ): void;
  /** The service later refused what the session began with. */
  rejectInitial(error: DecartError): void;
  /** The session is gone; its desired state stays. */
  disconnect(): void;
  /**
   * The service ended the session because of these values: they are never sent again; the last acknowledged ones are. A
   * newer value that wasn't sent yet stays. `sent`: what was sent, by default to the session that was live.
   */
  rollback(groups: Refused, error: DecartError, sent?: Update): void;
}

interface PromptDeliveryOptions {
  desired: Pick<DesiredState, 'snapshot' | 'replace' | 'waiters' | 'settle'>;
  onChange(status: PromptStatus, error: DecartError | null): void;
  onRejected(error: DecartError): void;
}

// Dragging a slider for a second makes only a few requests, and a single change doesn't wait.
const MIN_INTERVAL_MS = 150;

export function createPromptDelivery({
  desired: { snapshot, replace, waiters, settle },
  onChange,
  onRejected,
}: PromptDeliveryOptions): PromptDelivery {
  let acknowledged: Update = {};
  // What the newest session has, or would have after the request in flight.
  let current: Update = {};
  let send: SendUpdate | null = null;
  let inFlight: number | null = null;
  let lastSentAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What the session began with, and what was acknowledged before that.
  let begun: { update: Update; before: Update } | null = null;
  // The status keeps showing a refusal while the last acknowledged state is sent again.
  let keepsRefusal = false;

  const show = (status: PromptStatus) => {
    if (!keepsRefusal) onChange(status, null);
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
    const error = await request.then(
      () => null,
      (reason: DecartError) => reason,
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
      const blamed = wereOneCall(number) ? refused : blame(refused, sent);
      // Callers of a value that is sent once more keep waiting.
      settle(
        (waiter) => waiter.number <= number && waiter.keys.some((key) => blamed.includes(key)),
        (waiter) => waiter.reject(error),
      );
      revert(refused, blamed, sent, before, error, number);
    } else {
      // What the session began with may only have been accepted.
      if (change !== session?.update) acknowledged = { ...acknowledged, ...sent };
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
    waiters().some(
      (waiter) => waiter.number <= number && waiter.keys.includes('prompt') && waiter.keys.includes('image'),
    );

  /** Which of the refused values are at fault: not one that was acknowledged before, if there are others. */
  function blame(refused: UpdateKey[], sent: Update) {
    const others = refused.filter((key) => acknowledged[key] !== sent[key]);
    return (others.length > 0 ? others : refused).filter(isBlamed);
  }

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
    number: number,
  ) {
    // A confirmation that comes later is about something else.
    if (begun) begun.update = {};
    for (const key of blamed) {
      // An earlier session had acknowledged it.
      if (acknowledged[key] === sent[key]) acknowledged = { ...acknowledged, [key]: undefined };
      // The result of an older update doesn't affect a newer one of the same key.
      if (snapshot().update[key] === sent[key]) replace({ [key]: acknowledged[key] });
    }
    current = { ...current, ...pick(before, refused) };
    reportRefusal(error, number);
  }

  /** `newest` is the number of the newest refused update. */
  function reportRefusal(error: DecartError, newest: number) {
    onChange('rejected', error);
    keepsRefusal = waiters().every(({ number }) => number <= newest);
    onRejected(error);
  }

  function flush() {
    clearTimeout(timer);
    if (!send || inFlight !== null) return;
    const { update, number } = snapshot();
    const change = differenceOf(current, update);
    if (keysOf(change).length === 0) {
      const isEmpty = update.prompt === undefined && update.image === undefined;
      if (waiters().length > 0) show(isEmpty ? 'idle' : 'applied');
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
    current = update;
    void deliver(change, { update, number }, send(change), acknowledged);
  }

  return {
    inFlight: () => inFlight,

    update() {
      keepsRefusal = false;
      show('pending');
      // All updates of one task are sent as one.
      queueMicrotask(flush);
    },

    connect(sendUpdate, initial, accepted, confirmed) {
      send = sendUpdate;
      current = initial.update;
      const session = { update: initial.update, before: acknowledged };
      begun = session;
      void confirmed.then(() => {
        if (begun === session) acknowledged = { ...acknowledged, ...session.update };
      });
      void deliver(initial.update, initial, accepted, {});
    },

    rejectInitial(error) {
      if (!begun) return;
      const { update, before } = begun;
      const keys = keysOf(update).filter((key) => current[key] === update[key]);
      if (keys.length === 0) return;
      acknowledged = { ...acknowledged, ...pick(before, keys) };
      revert(keys, blame(keys, update), update, {}, error, 0);
      flush();
    },

    disconnect() {
      clearTimeout(timer);
      send = null;
      begun = null;
      inFlight = null;
      keepsRefusal = false;
      // The request in flight will no longer be acknowledged: newer values take its place.
      settle(
        (waiter) =>
          waiters().some(
            (other) => other.number > waiter.number && waiter.keys.every((key) => other.keys.includes(key)),
          ),
        (waiter) => waiter.resolve('superseded'),
      );
    },

    rollback(groups, error, sent = current) {
      const { update } = snapshot();
      const isNew = (key: UpdateKey) => update[key] !== acknowledged[key] && update[key] === sent[key];
      const refused = groups.map((keys) => keys.filter(isNew)).find((keys) => keys.length > 0);
      if (!refused) return;
      replace(pick(acknowledged, refused));
      const isRefusedCall = (waiter: Waiter) => waiter.keys.some((key) => refused.includes(key));
      const newest = Math.max(
        0,
        ...waiters()
          .filter(isRefusedCall)
          .map(({ number }) => number),
      );
      settle(isRefusedCall, (waiter) => waiter.reject(error));
      reportRefusal(error, newest);
    },
  };
}

/** An image that was merely sent with a prompt may not be at fault: it is sent once more, alone. */
function isBlamed(key: UpdateKey, _index: number, refused: UpdateKey[]): boolean {
  return key !== 'image' || !refused.includes('prompt');
}
