// The live session behind `useRealtimeStream`: a store that is made once, and can be started, stopped and changed. What is heavy (the
// SDK, media, WebRTC) is the engine, which is loaded when a start is likely.
import type { ConnectionQualityReport, WebRTCStats } from '@decartai/sdk';
import { realtimeNeedsToken } from '../auth/proxyOnly';
import type { ClientCore } from '../client/clientCore';
import { abortable } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';
import type { MicrophoneChoice, VideoChoice } from '../media/mediaInput';
import type { Mirror } from '../media/mirrorTrack';
import { pageActivated } from '../reconnect/pageActivated';
import { watchPageCache } from '../reconnect/pageCache';
import { invokeCallback } from '../store/invokeCallback';
import { createLease } from '../store/lease';
import { createStore } from '../store/store';
import { whenStore } from '../store/whenStore';
import { createDesiredState } from './desiredState';
import { createEngineLoader, type Engine, importEngine } from './engineLoader';
import { isSame } from './isSame';
import { createLatestChoice } from './latestChoice';
import { IDLE, isActive, type Lifecycle, type LifecycleEvent, transition } from './machine';
import { meterSession } from './meterSession';
import { isSameModel } from './model';
import { createPromptUpdates, orNone, type SetOptions } from './promptUpdates';
import { rethrowNotFatal, sessionStoppedError } from './sessionErrors';
import type { Run } from './sessionHost';
import type { SessionInput } from './sessionInput';
import { initialDetails, NO_CONNECTION, toSnapshot } from './snapshot';
import type { OwnedSession, RealtimeDetails, RealtimeOptions } from './types';
import type { UpdateResult } from './update';

export function createRealtimeSession(
  core: ClientCore,
  initialOptions: RealtimeOptions,
  importIt: () => Promise<Engine> = importEngine,
): OwnedSession {
  let options = initialOptions;
  // The options count from the first `setOptions` on: a server renders, and loads nothing.
  let applied: RealtimeOptions = { ...initialOptions, prompt: undefined, image: undefined };
  let lifecycle: Lifecycle = IDLE;
  let details = initialDetails(initialOptions);
  let size = { width: 0, height: 0, frameRate: 0 };
  let current = new AbortController();
  let input: SessionInput | null = null;
  let run: Run | null = null;
  let releaseToken = () => {};
  let startsWhenMounted = false;
  let wasUnmounted = false;
  let leaving: Promise<unknown> = Promise.resolve();

  const engines = createEngineLoader(core, importIt);
  const video = createLatestChoice<VideoChoice>(options.input === undefined ? {} : options.input);
  const microphone = createLatestChoice<MicrophoneChoice>(options.microphone ?? false);
  const mirror = createStore<Mirror>(options.mirror ?? false);
  const stats = createStore<WebRTCStats | null>(null);
  const quality = createStore<ConnectionQualityReport | null>(null);
  const seconds = createStore(0);
  const store = createStore(toSnapshot(lifecycle, details));
  const serverSnapshot = store.getSnapshot();
  const limits = meterSession({
    core,
    store,
    seconds,
    options: () => options,
    status: () => lifecycle.status,
    end: (ended) => finish({ type: 'ended', ended }),
  });

  const desired = createDesiredState({
    onDesired: ({ prompt, image }) => publish({ prompt: prompt?.text ?? null, image: image?.source ?? null }),
    onChange(promptStatus, promptError) {
      if (isActive(lifecycle.status)) publish({ promptStatus, promptError });
    },
    onRejected: (error) => invokeCallback(options.onPromptRejected, error),
  });
  const prompts = createPromptUpdates(desired, options.enhance ?? true);

  function show(next: Lifecycle, changed: Partial<RealtimeDetails>) {
    const before = lifecycle;
    lifecycle = next;
    details = { ...details, ...changed };
    store.set(toSnapshot(lifecycle, details));
    if (before.status !== next.status) invokeCallback(options.onStatusChange, next.status);
    if (next.status === 'queued' && next !== before) invokeCallback(options.onQueuePosition, next.queue);
  }
  const publish = (changed: Partial<RealtimeDetails>) => show(lifecycle, changed);

  function dispatch(event: LifecycleEvent) {
    if (event.type === 'ended' || event.type === 'failed') return finish(event);
    const next = transition(lifecycle, event);
    if (next !== lifecycle) show(next, {});
  }

  function report(error: DecartError) {
    invokeCallback(options.onError, error);
    core.reportError(error);
  }

  /** What has ended the session is reported as that. */
  function reportIfActive(error: DecartError) {
    if (isActive(lifecycle.status)) report(error);
  }

  /** Nothing is left open, and nothing that was under way is wanted any longer. */
  function finish(event: LifecycleEvent) {
    const next = transition(lifecycle, event);
    if (next === lifecycle) return;
    const reason = event.type === 'failed' ? event.error : sessionStoppedError();
    closeRun(reason);
    input?.close();
    input = null;
    releaseToken();
    prompts.abort(reason);
    const { promptStatus, promptError } = details;
    // What Decart ended the session for is still what became of the prompt.
    show(next, { ...NO_CONNECTION, ...(event.type === 'failed' && { promptStatus, promptError }) });
    if (next.status === 'error') report(next.error);
    if (next.status === 'ended') invokeCallback(options.onEnded, next.ended);
  }

  function closeRun(reason: DecartError) {
    current.abort(reason);
    run?.close();
    run = null;
  }

  function begin() {
    if (core.signal.aborted) return;
    current = new AbortController();
    const { signal } = current;
    releaseToken();
    releaseToken = core.auth.retain();
    const { update } = desired.snapshot();
    seconds.set(0);
    show(transition(lifecycle, { type: 'start' }), {
      ...NO_CONNECTION,
      promptStatus: update.prompt || update.image ? 'pending' : 'idle',
    });
    // A callback may have stopped it again.
    if (signal.aborted) return;
    launch(signal).catch((error: unknown) => {
      if (!signal.aborted) finish({ type: 'failed', error: fromThrown(error) });
    });
  }

  async function launch(signal: AbortSignal) {
    if (core.auth.mode === 'proxy') throw realtimeNeedsToken();
    const activated = pageActivated(signal);
    if (activated) await activated;
    const engine = await abortable(engines.load(), signal);
    signal.throwIfAborted();
    void engine.preloadLiveKit();
    const model = engine.resolveModel(options.model);
    size = engine.sizeOf(model);
    input ??= engine.createSessionInput({
      video: video.value,
      microphone: microphone.value,
      size: () => size,
      mirror: mirror.getSnapshot,
      onInput: publish,
      onChange: () => run?.sendInput(),
      onError: (error) => (error.fatal ? finish({ type: 'failed', error }) : report(error)),
    });
    run = engine.startRun({
      core,
      model,
      input,
      signal,
      desired,
      stats,
      quality,
      seconds,
      limits,
      get leaving() {
        return leaving;
      },
      set leaving(closing) {
        leaving = closing;
      },
      options: () => options,
      status: () => lifecycle.status,
      imagesRead: prompts.imagesRead,
      dispatch: (event) => !signal.aborted && dispatch(event),
      publish: (changed) => !signal.aborted && publish(changed),
      report,
    });
  }

  const setInput = (next: VideoChoice) =>
    video.choose(next, () => input?.setVideo(next)).catch(rethrowNotFatal);
  const setMicrophone = (next: MicrophoneChoice) =>
    microphone.choose(next, () => input?.setMicrophone(next)).catch(rethrowNotFatal);

  function setMirror(next: Mirror) {
    mirror.set(next);
    run?.sendInput();
  }

  /** Nobody waits for a prop. What Decart said is in `promptStatus`; what never got there is reported. */
  function reportInvalid(error: DecartError) {
    if (error.code === 'INVALID_INPUT' && error !== details.promptError) report(error);
  }

  function update(change: SetOptions): Promise<UpdateResult> {
    limits.touch();
    const result = prompts.update(change);
    // After the unmount no start is to be expected; what was asked for counts for the next mount.
    if (wasUnmounted || core.signal.aborted) prompts.abort(sessionStoppedError());
    return result;
  }

  function close() {
    finish({ type: 'stop' });
    prompts.abort(sessionStoppedError());
  }

  const lease = createLease(() => {
    wasUnmounted = false;
    core.signal.addEventListener('abort', close);
    const stopWatching = watchPageCache({
      close() {
        const wasActive = isActive(lifecycle.status);
        finish({ type: 'stop' });
        return wasActive;
      },
      reopen: () => !isActive(lifecycle.status) && begin(),
    });
    if (options.autoStart || options.preload === 'mount') void engines.preload();
    if ((options.autoStart || startsWhenMounted) && !isActive(lifecycle.status)) begin();
    startsWhenMounted = false;
    return () => {
      wasUnmounted = true;
      stopWatching();
      core.signal.removeEventListener('abort', close);
      close();
    };
  });

  return {
    subscribe: store.subscribe,
    getSnapshot: store.getSnapshot,
    getServerSnapshot: () => serverSnapshot,
    statsStore: stats,
    qualityStore: quality,
    secondsStore: seconds,
    secondsLimitStore: limits.secondsLimitStore,
    endingStore: limits.endingStore,
    mirrorStore: mirror,

    async start() {
      // Between two mounts (Activity) nothing is open; after the last one nobody would close it.
      if (!lease.isHeld) {
        startsWhenMounted = true;
        return;
      }
      if (!isActive(lifecycle.status)) begin();
      await whenStore(store, ({ status }) => status !== 'connecting' && status !== 'queued');
    },

    async stop() {
      startsWhenMounted = false;
      close();
    },

    prepare: engines.prepare,

    setPrompt: (prompt, { enhance } = {}) => update({ prompt, enhance }),
    setImage: (image, { prompt, enhance } = {}) => update({ image, prompt: orNone(prompt), enhance }),
    set: ({ prompt, ...others }) => update({ ...others, prompt: orNone(prompt) }),
    setInput: limits.touching(setInput),
    setMicrophone: limits.touching(setMicrophone),
    setMirror: limits.touching(setMirror),

    setOptions(next) {
      const before = applied;
      options = next;
      applied = next;
      limits.setOptions(next);
      for (const change of prompts.setOptions(next, before)) change.catch(reportInvalid);
      if (next.mirror !== before.mirror) setMirror(next.mirror ?? false);
      if (!isSame(next.input, before.input)) {
        void setInput(next.input === undefined ? {} : next.input).catch(reportIfActive);
      }
      if (!isSame(next.microphone, before.microphone)) {
        void setMicrophone(next.microphone ?? false).catch(reportIfActive);
      }
      if (!isSameModel(next.model, before.model)) {
        if (isActive(lifecycle.status)) {
          closeRun(new DecartError('ABORTED', 'Another model was chosen.'));
          begin();
        } else if (lifecycle.status === 'error') {
          // Perhaps it was about the model before: with this one a start may succeed.
          finish({ type: 'stop' });
        }
      }
    },

    retain: lease.retain,
  };
}
