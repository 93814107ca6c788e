// The live session behind `useRealtimeStream`: a store that is made once and can be started, stopped and changed.
import { resolveFpsNumber } from '@decartai/sdk';
import type { ClientCore } from '../client/clientCore';
import { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';
import type { MicrophoneInput, VideoInput } from '../media/mediaInput';
import { createStore } from '../store/store';
import type { Connection } from './connection';
import { loadEngine } from './loadEngine';
import { IDLE, isActive, type Lifecycle, type LifecycleEvent, transition } from './machine';
import type { ParkedAttempt } from './parking';
import { isSameModel, resolveModel } from './resolveModel';
import type { SessionInput } from './sessionInput';
import { createSessionSignals } from './sessionSignals';
import type { OwnedSession, RealtimeDetails, RealtimeOptions, RealtimeSnapshot } from './types';
import { createWantedState, type Wish, type WishOutcome } from './wantedState';
import { assertPrompt, loadImage } from './wishInput';

const NO_DETAILS: RealtimeDetails = {
  remoteStream: null,
  localStream: null,
  sessionId: null,
  subscribeToken: null,
  promptStatus: 'idle',
  promptError: null,
};

const toSnapshot = (lifecycle: Lifecycle, details: RealtimeDetails): RealtimeSnapshot => ({
  phase: null,
  queue: null,
  ended: null,
  error: null,
  ...lifecycle,
  ...details,
});

/** What a session is before it is started: the same for every one, and on a server. */
export const IDLE_SNAPSHOT = /* @__PURE__ */ toSnapshot(IDLE, NO_DETAILS);

/** Constraints are written inline, so they are compared by what they say. */
const isSame = (a: unknown, b: unknown) =>
  a === b ||
  (!(a instanceof MediaStream) && !(b instanceof MediaStream) && JSON.stringify(a) === JSON.stringify(b));

export function createRealtimeSession(core: ClientCore, initialOptions: RealtimeOptions): OwnedSession {
  let options = initialOptions;
  // Prompt and image count from the first `setOptions` on: a server renders, and loads nothing.
  let applied: RealtimeOptions = { ...initialOptions, prompt: undefined, image: undefined };
  let video: VideoInput = options.input === undefined ? {} : options.input;
  let microphone = options.microphone ?? false;
  let lifecycle = IDLE;
  let details = NO_DETAILS;
  let run = new AbortController();
  let input: SessionInput | null = null;
  let connection: Connection | null = null;
  let remake: (() => void) | undefined;
  let images = 0;
  let mounts = 0;
  let returnAfterHide = false;

  const store = createStore(IDLE_SNAPSHOT);
  const signals = createSessionSignals();
  const parked: ParkedAttempt[] = [];
  const wanted = createWantedState({
    onChange(promptStatus, promptError) {
      if (isActive(lifecycle.status)) publish({ promptStatus, promptError });
    },
    onRejected: (error) => options.onPromptRejected?.(error),
  });

  function update(next: Lifecycle, changed: Partial<RealtimeDetails>) {
    const before = lifecycle;
    lifecycle = next;
    details = { ...details, ...changed };
    store.set(toSnapshot(lifecycle, details));
    if (before.status === next.status) return;
    options.onStatusChange?.(next.status);
  }
  const publish = (changed: Partial<RealtimeDetails>) => update(lifecycle, changed);

  function report(error: DecartError) {
    options.onError?.(error);
    core.reportError(error);
  }

  /** Nothing is left open, and nothing that was under way is wanted any longer. */
  function finish(event: LifecycleEvent) {
    const next = transition(lifecycle, event);
    if (next === lifecycle) return;
    const reason = new DecartError('ABORTED', 'The session was stopped.');
    closeConnection(reason);
    input?.close();
    input = null;
    signals.reset();
    removeEventListener('pagehide', onPageHide);
    wanted.abort(reason);
    update(next, NO_DETAILS);
    if (next.status === 'error') report(next.error);
    if (next.status === 'ended') options.onEnded?.(next.ended);
  }

  function closeConnection(reason: DecartError) {
    run.abort(reason);
    connection?.close();
    connection = null;
    wanted.detach();
  }

  /** A page in the back/forward cache keeps nothing open; coming back starts anew. */
  function onPageHide() {
    returnAfterHide = mounts > 0;
    finish({ type: 'stop' });
  }
  function onPageShow() {
    if (returnAfterHide) begin();
    returnAfterHide = false;
  }

  function begin() {
    run = new AbortController();
    const { signal } = run;
    const fail = (error: DecartError) => {
      if (!signal.aborted) finish({ type: 'failed', error });
    };
    const { prompt, image } = wanted.snapshot().wish;
    update(transition(lifecycle, { type: 'start' }), {
      ...NO_DETAILS,
      localStream: details.localStream,
      promptStatus: prompt || image ? 'pending' : 'idle',
    });
    addEventListener('pagehide', onPageHide);
    try {
      const model = resolveModel(options.model);
      if (core.auth.mode === 'proxy') throw realtimeNeedsToken();
      void runEngine(model, signal, fail).catch((error: unknown) => fail(fromThrown(error)));
    } catch (error) {
      fail(fromThrown(error));
    }
  }

  async function runEngine(
    model: ReturnType<typeof resolveModel>,
    signal: AbortSignal,
    fail: (error: DecartError) => void,
  ) {
    // The token is asked for while the engine loads; both are mostly there already.
    core.auth.getToken({ signal }).catch(() => {});
    const { createSessionInput, runSession } = await loadEngine();
    if (signal.aborted) return;
    input ??= createSessionInput({
      video,
      microphone,
      size: () => ({ width: model.width, height: model.height, frameRate: resolveFpsNumber(model.fps) }),
      mirror: () => options.mirror ?? false,
      onStream: (localStream) => publish({ localStream }),
      onVideo: () => void showVideo(),
      onError: report,
    });
    await runSession({
      core,
      model,
      input,
      wanted,
      parked,
      signals,
      signal,
      options: () => options,
      status: () => lifecycle.status,
      dispatch(event) {
        if (signal.aborted) return;
        if (event.type === 'ended') finish(event);
        else update(transition(lifecycle, event), {});
      },
      publish,
      setConnection(next, remakeIt) {
        connection = next;
        remake = remakeIt;
        // The camera may have come while the connection was made.
        if (next) void showVideo();
      },
      onQueue: (position) => options.onQueuePosition?.(position),
      onServerError: report,
      fail,
    });
  }

  /** Gives a live connection the picture that there is now. */
  async function showVideo() {
    const next = connection && input?.takeVideo();
    if (!connection || !next) return;
    // A connection that is lost meanwhile gets the picture when it is made anew.
    await connection.replaceVideoTrack(next.track).catch(() => {});
    next.replaced.stop();
  }

  async function setInput(next: string | VideoInput) {
    const source = typeof next === 'string' ? { deviceId: { exact: next } } : next;
    if ((await input?.setVideo(source)) === 'reconnect') remake?.();
    video = source;
  }

  async function setMicrophone(next: MicrophoneInput) {
    if ((await input?.setMicrophone(next)) === 'reconnect') remake?.();
    microphone = next;
  }

  const wish = (next: Wish) => {
    // Nobody waits for a prop: what became of it is in `promptStatus`.
    want(next).catch(() => {});
  };

  async function want(next: Wish): Promise<WishOutcome> {
    assertPrompt(next.prompt);
    if (next.image === undefined) return wanted.want(next);
    images += 1;
    const number = images;
    const image = next.image === null ? null : await loadImage(next.image);
    return number === images ? wanted.want({ ...next, image }) : 'superseded';
  }

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    stats: signals.stats,
    quality: signals.quality,
    seconds: signals.seconds,

    start() {
      if (!isActive(lifecycle.status)) begin();
      return new Promise((resolve) => {
        const check = () => {
          const { status } = store.getSnapshot();
          if (status === 'connecting' || status === 'queued') return;
          unsubscribe();
          resolve();
        };
        const unsubscribe = store.subscribe(check);
        check();
      });
    },
    async stop() {
      finish({ type: 'stop' });
    },

    setPrompt: (prompt, { enhance } = {}) => want({ prompt, enhance }),
    setImage: (image, { prompt, enhance } = {}) => want({ image, prompt, enhance }),
    set: want,

    setInput,
    setMicrophone,

    setOptions(next) {
      const before = applied;
      options = next;
      applied = next;
      if (next.prompt && (next.prompt !== before.prompt || next.enhance !== before.enhance)) {
        wish({ prompt: next.prompt, enhance: next.enhance });
      }
      if (next.image !== undefined && next.image !== before.image) wish({ image: next.image });
      if (!isSame(next.input, before.input)) {
        void setInput(next.input === undefined ? {} : next.input).catch(report);
      }
      if (!isSame(next.microphone, before.microphone)) {
        void setMicrophone(next.microphone ?? false).catch(report);
      }
      if (next.mirror !== before.mirror) void showVideo();
      if (!isSameModel(next.model, before.model) && isActive(lifecycle.status)) {
        closeConnection(new DecartError('ABORTED', 'Another model was chosen.'));
        begin();
      }
    },

    retain() {
      mounts += 1;
      const release = core.auth.retain();
      addEventListener('pageshow', onPageShow);
      // Loaded before it is needed; what goes wrong is told at the start.
      loadEngine().catch(() => {});
      // In a later task: StrictMode mounts, unmounts and mounts again in one.
      const timer = setTimeout(() => {
        if (options.autoStart && !isActive(lifecycle.status)) begin();
      });
      return () => {
        mounts -= 1;
        clearTimeout(timer);
        removeEventListener('pageshow', onPageShow);
        release();
        if (mounts === 0) finish({ type: 'stop' });
      };
    },
  };
}

function realtimeNeedsToken() {
  return new DecartError(
    'REALTIME_NEEDS_TOKEN',
    'Realtime video cannot go through a proxy. Give <DecartProvider> a `getToken` as well; HTTP calls still use the proxy.',
  );
}
