// The live session: a store that is made once and can be started, stopped and changed.
import { resolveFpsNumber } from '@decartai/sdk';
import type { ClientCore } from '../client/clientCore';
import { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';
import type { MicrophoneInput, VideoInput } from '../media/mediaInput';
import type { Mirror } from '../media/mirrorTrack';
import { createStore, type Store } from '../store/store';
import { tell } from '../store/tell';
import { createChoice } from './choice';
import type { Connection } from './connection';
import { isSame } from './isSame';
import { IDLE, isActive, type Lifecycle, type LifecycleEvent, transition } from './machine';
import type { ParkedAttempt } from './parking';
import { isSameModel, resolveModel } from './resolveModel';
import { runSession } from './runSession';
import { realtimeNeedsToken, rethrowNotFatal } from './sessionErrors';
import { createSessionInput, type SessionInput } from './sessionInput';
import { createSessionSignals } from './sessionSignals';
import { IDLE_SNAPSHOT, NO_DETAILS, toSnapshot } from './snapshot';
import { stopped } from './stopped';
import type { OwnedSession, RealtimeDetails, RealtimeOptions } from './types';
import { createWantedState, type Wish } from './wantedState';
import { createWishes, orNone } from './wishInput';

const SEND_AGAIN_MS = 500;

export function createRealtimeSession(
  core: ClientCore,
  initialOptions: RealtimeOptions,
  mirror: Store<Mirror>,
): OwnedSession {
  let options = initialOptions;
  // Prompt and image count from the first `setOptions` on: a server renders, and loads nothing.
  let applied: RealtimeOptions = {
    ...initialOptions,
    prompt: undefined,
    enhance: undefined,
    image: undefined,
  };
  const video = createChoice<VideoInput>(options.input === undefined ? {} : options.input);
  const microphone = createChoice<MicrophoneInput>(options.microphone ?? false);
  let size = { width: 0, height: 0, frameRate: 0 };
  let lifecycle = IDLE;
  let details = NO_DETAILS;
  let current = new AbortController();
  let input: SessionInput | null = null;
  let connection: Connection | null = null;
  let remake: (() => void) | undefined;
  let sendAgain: ReturnType<typeof setTimeout> | undefined;
  let mounted = false;
  let returnAfterHide = false;

  const store = createStore(IDLE_SNAPSHOT);
  const signals = createSessionSignals();
  const parked: ParkedAttempt[] = [];
  const wanted = createWantedState({
    onChange(promptStatus, promptError) {
      if (isActive(lifecycle.status)) publish({ promptStatus, promptError });
    },
    onRejected: (error) => tell(options.onPromptRejected, error),
  });
  mirror.subscribe(() => void sendInput());
  const { want, imagesRead, abort } = createWishes(wanted);

  function update(next: Lifecycle, changed: Partial<RealtimeDetails>) {
    const before = lifecycle;
    lifecycle = next;
    details = { ...details, ...changed };
    store.set(toSnapshot(lifecycle, details));
    if (before.status === next.status) return;
    tell(options.onStatusChange, next.status);
  }
  const publish = (changed: Partial<RealtimeDetails>) => update(lifecycle, changed);

  function advance(event: LifecycleEvent) {
    const next = transition(lifecycle, event);
    if (next !== lifecycle) update(next, {});
  }

  function report(error: DecartError) {
    tell(options.onError, error);
    core.reportError(error);
  }

  /** What has ended the session is told as that. */
  function reportActive(error: DecartError) {
    if (isActive(lifecycle.status)) report(error);
  }

  /** Nothing is left open, and nothing that was under way is wanted any longer. */
  function finish(event: LifecycleEvent) {
    const next = transition(lifecycle, event);
    if (next === lifecycle) return;
    const reason = event.type === 'failed' ? event.error : stopped();
    closeConnection(reason);
    input?.close();
    input = null;
    removeEventListener('pagehide', onPageHide);
    abort(reason);
    update(next, NO_DETAILS);
    if (next.status === 'error') report(next.error);
    if (next.status === 'ended') tell(options.onEnded, next.ended);
  }

  function closeConnection(reason: DecartError) {
    current.abort(reason);
    clearTimeout(sendAgain);
    connection?.close();
    connection = null;
    remake = undefined;
    signals.reset();
    wanted.detach();
  }

  /** A page in the back/forward cache keeps nothing open; coming back starts anew. */
  function onPageHide() {
    returnAfterHide = mounted;
    finish({ type: 'stop' });
  }
  function onPageShow() {
    if (returnAfterHide && !isActive(lifecycle.status)) begin();
    returnAfterHide = false;
  }

  function begin() {
    current = new AbortController();
    const { signal } = current;
    const fail = (error: DecartError) => {
      if (!signal.aborted) finish({ type: 'failed', error });
    };
    const { prompt, image } = wanted.snapshot().wish;
    addEventListener('pagehide', onPageHide);
    update(transition(lifecycle, { type: 'start' }), {
      ...NO_DETAILS,
      localStream: details.localStream,
      promptStatus: prompt || image ? 'pending' : 'idle',
    });
    // A callback may have stopped it again.
    if (signal.aborted) return;
    try {
      const model = resolveModel(options.model);
      if (core.auth.mode === 'proxy') throw realtimeNeedsToken();
      size = { width: model.width, height: model.height, frameRate: resolveFpsNumber(model.fps) };
      void run(model, signal, fail);
    } catch (error) {
      fail(fromThrown(error));
    }
  }

  function run(
    model: ReturnType<typeof resolveModel>,
    signal: AbortSignal,
    fail: (error: DecartError) => void,
  ): Promise<void> {
    input ??= createSessionInput({
      video: video.wanted,
      microphone: microphone.wanted,
      size: () => size,
      mirror: mirror.getSnapshot,
      onStream: (localStream) => publish({ localStream }),
      onChange: () => void sendInput(),
      onError: report,
    });
    return runSession({
      core,
      model,
      input,
      wanted,
      imagesRead,
      parked,
      signals,
      signal,
      options: () => options,
      status: () => lifecycle.status,
      dispatch(event) {
        if (signal.aborted) return;
        if (event.type === 'ended') finish(event);
        else advance(event);
      },
      publish,
      setConnection(next, remakeIt) {
        connection = next;
        remake = remakeIt;
        // The camera may have come, or another, while the connection was made.
        void sendInput();
      },
      onQueue: (position) => tell(options.onQueuePosition, position),
      onServerError: report,
      fail,
    });
  }

  /** Gives a live connection what there is to send now; one that has no track for it is made anew. */
  async function sendInput() {
    const live = connection;
    if (!live || !input) return;
    if (input.isIncomplete) return remake?.();
    if ((await input.swapVideo(live.replaceVideoTrack)) || live !== connection) return;
    // While LiveKit moves to another node there is nothing to replace. A connection that is lost gets it when it is made anew.
    clearTimeout(sendAgain);
    sendAgain = setTimeout(() => void sendInput(), SEND_AGAIN_MS);
  }

  async function setInput(next: string | VideoInput) {
    const source = typeof next === 'string' ? { deviceId: { exact: next } } : next;
    await video.choose(source, () => input?.setVideo(source)).catch(rethrowNotFatal);
  }

  async function setMicrophone(next: MicrophoneInput) {
    await microphone.choose(next, () => input?.setMicrophone(next)).catch(rethrowNotFatal);
  }

  const wish = (next: Wish) => {
    // Nobody waits for a prop. What the service said is in `promptStatus`; what was never sent to it is told here.
    want(next).catch((error: DecartError) => {
      if (error.code === 'INVALID_INPUT') report(error);
    });
  };

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    stats: signals.stats,
    quality: signals.quality,
    seconds: signals.seconds,
    mirror,

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
      abort(stopped());
    },

    setPrompt: (prompt, { enhance } = {}) => want({ prompt, enhance }),
    setImage: (image, { prompt, enhance } = {}) => want({ image, prompt: orNone(prompt), enhance }),
    set: ({ prompt, ...others }) => want({ ...others, prompt: orNone(prompt) }),

    setInput,
    setMicrophone,
    setMirror: mirror.set,

    setOptions(next) {
      const before = applied;
      options = next;
      applied = next;
      const isBackToDefault = next.enhance === undefined && before.enhance !== undefined;
      const enhance = isBackToDefault ? true : next.enhance;
      if (next.prompt?.trim() && next.prompt !== before.prompt) wish({ prompt: next.prompt, enhance });
      // Of whatever prompt is wanted: it may have been set by a call.
      else if (next.enhance !== before.enhance) wish({ enhance });
      if (next.image !== undefined && next.image !== before.image) wish({ image: next.image });
      if (!isSame(next.input, before.input)) {
        void setInput(next.input === undefined ? {} : next.input).catch(reportActive);
      }
      if (!isSame(next.microphone, before.microphone)) {
        void setMicrophone(next.microphone ?? false).catch(reportActive);
      }
      if (!isSameModel(next.model, before.model)) {
        if (isActive(lifecycle.status)) {
          closeConnection(new DecartError('ABORTED', 'Another model was chosen.'));
          begin();
        } else if (lifecycle.status === 'error') {
          // It was about the model before, perhaps: with this one a start may succeed.
          finish({ type: 'stop' });
        }
      }
    },

    retain() {
      mounted = true;
      const release = core.auth.retain();
      addEventListener('pageshow', onPageShow);
      return () => {
        mounted = false;
        returnAfterHide = false;
        removeEventListener('pageshow', onPageShow);
        release();
        finish({ type: 'stop' });
        abort(stopped());
      };
    },
  };
}
