// The viewer behind `useStreamViewer`: a store that is created once and can be started, stopped and given another token.
import type { ClientCore } from '../client/clientCore';
import { abortable } from '../errors/abortable';
import { chunkError } from '../errors/chunkError';
import { normalizeError } from '../errors/normalizeError';
import { assertSubscribeToken } from '../realtime/subscribeToken';
import { pageActivated } from '../reconnect/pageActivated';
import { watchPageCache } from '../reconnect/pageCache';
import { LONGEST_TIMER_MS } from '../store/clock';
import { invokeCallback } from '../store/invokeCallback';
import { createLease } from '../store/lease';
import { createStore } from '../store/store';
import { whenStore } from '../store/whenStore';
import { createRemoteOutput } from '../video/remoteOutput';
import { isWatching, VIEWER_IDLE, type ViewerEvent, viewerTransition } from './machine';
import type { View } from './subscribeOnce';
import type { OwnedViewerSession, StreamViewerOptions, ViewerSnapshot } from './types';

const WAIT_MS = 15_000;

/** The snapshot of a viewer before it is started: the same for all viewers, and on a server. */
export const VIEWER_IDLE_SNAPSHOT: ViewerSnapshot = { status: 'idle', error: null, remoteStream: null };

const loadEngine = () =>
  import('./runViewer').catch((cause: unknown) => {
    throw chunkError('LIVEKIT_INITIALIZATION_ERROR', cause);
  });

export function createStreamViewer(
  core: ClientCore,
  initialOptions: StreamViewerOptions,
): OwnedViewerSession {
  let options = initialOptions;
  let isWanted = options.autoStart ?? true;
  let lifecycle = VIEWER_IDLE;
  let run = new AbortController();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let releaseToken = () => {};
  const store = createStore(VIEWER_IDLE_SNAPSHOT);
  const output = createRemoteOutput();

  function dispatch(event: ViewerEvent, remoteStream = store.getSnapshot().remoteStream) {
    const before = lifecycle;
    lifecycle = viewerTransition(before, event);
    store.set({ error: null, ...lifecycle, remoteStream });
    if (lifecycle.status !== before.status) invokeCallback(options.onStatusChange, lifecycle.status);
  }

  /** Nothing stays open, and everything in progress is cancelled. */
  function finish(event: ViewerEvent) {
    if (viewerTransition(lifecycle, event) === lifecycle) return;
    run.abort();
    clearTimeout(waiting);
    releaseToken();
    output.reset();
    dispatch(event, null);
    if (event.type !== 'failed') return;
    invokeCallback(options.onError, event.error);
    core.reportError(event.error);
  }

  /**
   * Watches the session of the current token; the last frame of the previous one stays until the first frame arrives.
   */
  function begin() {
    if (core.signal.aborted) return;
    run.abort();
    clearTimeout(waiting);
    const { subscribeToken } = options;
    if (!subscribeToken) return finish({ type: 'stop' });
    output.hold();
    run = new AbortController();
    const { signal } = run;
    releaseToken();
    releaseToken = core.auth.retain();
    dispatch({ type: 'start' });
    // A callback may have stopped it again.
    if (signal.aborted) return;
    runEngine(subscribeToken, signal).catch((error: unknown) => {
      if (!signal.aborted) finish({ type: 'failed', error: normalizeError(error) });
    });
  }

  async function runEngine(subscribeToken: string, signal: AbortSignal) {
    assertSubscribeToken(subscribeToken);
    const activated = pageActivated(signal);
    if (activated) await activated;
    // Requested while the engine loads; usually both are already there.
    if (core.auth.mode !== 'proxy') core.auth.getToken({ signal }).catch(() => {});
    const { runViewer, preloadLiveKit } = await abortable(loadEngine(), signal);
    void preloadLiveKit();
    await runViewer({
      core,
      subscribeToken,
      signal,
      options: () => options,
      onView: show,
      onLost: () => dispatch({ type: 'lost' }),
    });
    finish({ type: 'ended' });
  }

  function show({ tracks, reconnecting }: View) {
    clearTimeout(waiting);
    if (tracks.length > 0) {
      dispatch({ type: reconnecting ? 'lost' : 'picture' }, output.show(tracks));
      return;
    }
    output.hold();
    if (!reconnecting) {
      const ms = Math.min(options.waitTimeout ?? WAIT_MS, LONGEST_TIMER_MS);
      waiting = setTimeout(() => finish({ type: 'ended' }), ms);
    }
    dispatch({ type: reconnecting ? 'lost' : 'away' });
  }

  const stop = () => finish({ type: 'stop' });

  const lease = createLease(() => {
    core.signal.addEventListener('abort', stop);
    const stopWatching = watchPageCache({
      close() {
        const wasWatching = isWatching(lifecycle.status);
        stop();
        return wasWatching;
      },
      reopen: () => isWanted && begin(),
    });
    if (isWanted && !isWatching(lifecycle.status)) begin();
    return () => {
      stopWatching();
      core.signal.removeEventListener('abort', stop);
      stop();
    };
  });

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,

    async start() {
      isWanted = true;
      // Between two mounts (Activity) nothing is open; after the last one nobody would close it.
      if (!lease.isHeld) return;
      if (!isWatching(lifecycle.status)) begin();
      await whenStore(store, ({ status }) => status !== 'connecting');
    },
    async stop() {
      isWanted = false;
      stop();
    },

    setOptions(next) {
      const isOther = next.subscribeToken !== options.subscribeToken;
      options = next;
      if (isOther && isWanted && lease.isHeld) begin();
    },

    retain: lease.retain,
  };
}
