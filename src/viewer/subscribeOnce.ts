// The one place that touches the SDK's viewer, with all that is known of its ways.
import type { ConnectionState, RealTimeSubscribeClient } from '@decartai/sdk';
import type { ClientCore } from '../client/clientCore';
import { sdkCallsOf } from '../client/sdkCalls';
import { abortable } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';

/** What a viewer has at a moment. */
export interface View {
  /** The tracks that show something. Without any, the publisher has not begun, or has left. */
  tracks: MediaStreamTrack[];
  /** The connection is lost, and LiveKit is restoring it. */
  reconnecting: boolean;
}

// Longer than the SDK's own limits for a step.
const ATTEMPT_MS = 20_000;
// LiveKit disables the track of a publisher that left, to use its line again. No event tells of that.
const LOOK_MS = 250;
// A picture comes a moment after the connection, and is not missing before.
const SETTLE_MS = 1000;

/**
 * Watches a session once: resolves when the connection is lost, rejects with a `DecartError` when it could not be made,
 * and with the signal's reason. Leaves nothing open.
 */
export async function subscribeOnce(
  core: ClientCore,
  token: string,
  signal: AbortSignal,
  onView: (view: View) => void,
): Promise<void> {
  let stream: MediaStream | undefined;
  let state: ConnectionState = 'connecting';
  let seen: View | undefined;
  let settledAt = 0;
  let over = false;
  let lose = () => {};
  const lost = new Promise<void>((resolve) => {
    lose = resolve;
  });

  const look = () => {
    if (over || signal.aborted || state === 'connecting') return;
    // A publisher that was moved has an ended track before the live one.
    const tracks = (stream?.getTracks() ?? []).filter(
      ({ readyState, enabled }) => readyState === 'live' && enabled,
    );
    const view = { tracks, reconnecting: state !== 'connected' };
    if (seen && isSame(seen, view)) return;
    if (tracks.length > 0) settledAt = 0;
    else if (!view.reconnecting && performance.now() < settledAt) return;
    seen = view;
    onView(view);
  };

  const subscribing = sdkCallsOf(core).realtime.subscribe({
    token,
    onRemoteStream(next) {
      stream = next;
      look();
    },
    onConnectionChange(next) {
      state = next;
      if (next === 'connected') settledAt = performance.now() + SETTLE_MS;
      look();
      if (next === 'disconnected') lose();
    },
  });
  const timer = setInterval(look, LOOK_MS);
  try {
    await abortable(inTime(subscribing), signal);
    await abortable(lost, signal);
  } finally {
    over = true;
    clearInterval(timer);
    // It can't be aborted: a cancelled one is closed when it comes.
    subscribing.then(
      (subscription) => subscription.disconnect(),
      () => {},
    );
  }
}

function isSame(a: View, b: View): boolean {
  return (
    a.reconnecting === b.reconnecting &&
    a.tracks.length === b.tracks.length &&
    a.tracks.every((track, index) => track === b.tracks[index])
  );
}

async function inTime(subscribing: Promise<RealTimeSubscribeClient>): Promise<RealTimeSubscribeClient> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    const text = `No connection after ${ATTEMPT_MS / 1000} s. Check the network and try again.`;
    timer = setTimeout(() => reject(new DecartError('CONNECT_TIMEOUT', text)), ATTEMPT_MS);
  });
  return Promise.race([subscribing, timeout]).finally(() => clearTimeout(timer));
}
