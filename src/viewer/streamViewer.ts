// The viewer behind `useStreamViewer`: a store that is made once and can be started, stopped and given another token.
import type { ClientCore } from '../client/clientCore';
import { fromThrown } from '../errors/fromThrown';
import { LONGEST_WAIT_MS } from '../realtime/backoff';
import { createStore } from '../store/store';
import { tell } from '../store/tell';
import { createRemoteOutput } from '../video/remoteOutput';
import { loadEngine } from './loadEngine';
import { isWatching, VIEWER_IDLE, type ViewerEvent, viewerTransition } from './machine';
import { assertSubscribeToken } from './subscribeToken';
import type { OwnedViewerSession, StreamViewerOptions, ViewerSnapshot } from './types';
import type { View } from './watch';

const WAIT_MS = 15_000;

/** What a viewer is before it is started: the same for every one, and on a server. */
export const VIEWER_IDLE_SNAPSHOT: ViewerSnapshot = { status: 'idle', error: null, remoteStream: null };

export function createStreamViewer(
  core: ClientCore,
  initialOptions: StreamViewerOptions,
): OwnedViewerSession {
  let options = initialOptions;
  let wanted = options.autoStart ?? true;
  let lifecycle = VIEWER_IDLE;
  let run = new AbortController();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  // Undefined: not yet.
  let mounted: boolean | undefined;
  const store = createStore(VIEWER_IDLE_SNAPSHOT);
  const output = createRemoteOutput();

  function dispatch(event: ViewerEvent, remoteStream = store.getSnapshot().remoteStream) {
    const before = lifecycle;
    lifecycle = viewerTransition(before, event);
    store.set({ error: null, ...lifecycle, remoteStream });
    if (lifecycle.status !== before.status) tell(options.onStatusChange, lifecycle.status);
  }

  /** Nothing is left open, and nothing that was under way is wanted any longer. */
  function finish(event: ViewerEvent) {
    if (viewerTransition(lifecycle, event) === lifecycle) return;
    run.abort();
    clearTimeout(waiting);
    output.reset();
    dispatch(event, null);
    if (event.type !== 'failed') return;
    tell(options.onError, event.error);
    core.reportError(event.error);
  }

  /** Watches the session of the token that there is now; the last picture of another one stays until the first of this. */
  function begin() {
    run.abort();
    clearTimeout(waiting);
    const { token } = options;
    if (!token) return finish({ type: 'stop' });
    output.hold();
    run = new AbortController();
    const { signal } = run;
    dispatch({ type: 'start' });
    // A callback may have stopped it again.
    if (signal.aborted) return;
    runEngine(token, signal).catch((error: unknown) => {
      if (!signal.aborted) finish({ type: 'failed', error: fromThrown(error) });
    });
  }

  async function runEngine(token: string, signal: AbortSignal) {
    assertSubscribeToken(token);
    // A client token is asked for while the engine loads; both are mostly there already.
    if (core.auth.mode !== 'proxy') core.auth.getToken({ signal }).catch(() => {});
    const { keepWatching } = await loadEngine();
    if (signal.aborted) return;
    await keepWatching({
      core,
      token,
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
      const ms = Math.min(options.waitTimeout ?? WAIT_MS, LONGEST_WAIT_MS);
      waiting = setTimeout(() => finish({ type: 'ended' }), ms);
    }
    dispatch({ type: reconnecting ? 'lost' : 'away' });
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,

    start() {
      wanted = true;
      // Between two mounts (StrictMode, Activity) nothing is open; after the last one nobody would close it.
      if (mounted !== false && !isWatching(lifecycle.status)) begin();
      return new Promise((resolve) => {
        const check = () => {
          if (store.getSnapshot().status === 'connecting') return;
          unsubscribe();
          resolve();
        };
        const unsubscribe = store.subscribe(check);
        check();
      });
    },
    async stop() {
      wanted = false;
      finish({ type: 'stop' });
    },

    setOptions(next) {
      const isOther = next.token !== options.token;
      options = next;
      if (isOther && wanted && mounted) begin();
    },

    retain() {
      mounted = true;
      const unmounted = new AbortController();
      const { signal } = unmounted;
      const release = core.auth.retain();
      // Loaded before it is needed; what goes wrong is told at the start.
      loadEngine().catch(() => {});
      // In a later task: StrictMode mounts, unmounts and mounts again in one.
      const timer = setTimeout(() => {
        if (wanted && !isWatching(lifecycle.status)) begin();
      });
      // A page in the back/forward cache keeps nothing open; coming back starts anew.
      let returnAfterHide = false;
      const onPageHide = () => {
        returnAfterHide = isWatching(lifecycle.status);
        if (returnAfterHide) finish({ type: 'stop' });
      };
      const onPageShow = () => returnAfterHide && wanted && begin();
      addEventListener('pagehide', onPageHide, { signal });
      addEventListener('pageshow', onPageShow, { signal });
      return () => {
        mounted = false;
        unmounted.abort();
        clearTimeout(timer);
        release();
        finish({ type: 'stop' });
      };
    },
  };
}
