// The only file that uses the SDK's viewer, with everything we know about it.
import type { ConnectionState, RealTimeSubscribeClient } from '@decartai/sdk';
import type { ClientCore } from '../client/clientCore';
import { sdkCallsOf } from '../client/sdkCalls';
import { abortable } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';

/** The state of a viewer at one moment. */
export interface View {
  /** The tracks that show something. If there are none, the publisher hasn't begun, or has left. */
  tracks: MediaStreamTrack[];
  /** The connection is lost, and LiveKit is restoring it. */
  reconnecting: boolean;
}

// Longer than the SDK's own limits for a step.
const ATTEMPT_MS = 20_000;
// When a publisher leaves, LiveKit disables the track to reuse its line. There is no event for that.
const LOOK_MS = 250;
// The video comes a moment after the connection; until then it doesn't count as missing.
const SETTLE_MS = 1000;

/**
 * Watches a session once: resolves when the connection is lost, rejects with a `DecartError` if it could not be made, or
 * with the signal's reason. Leaves nothing open.
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
    // After a publisher was moved to another node, its ended track comes before the live one.
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
    // It can't be aborted: a cancelled one is closed once it is connected.
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
