// The live session behind `useRealtimeStream`. It is created once, then started, stopped and changed. Its engine is
// loaded late.
import type { ClientCore } from '../client/clientCore';
import { abortable } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import { pageActivated } from '../reconnect/pageActivated';
import { watchPageCache } from '../reconnect/pageCache';
import { invokeCallback } from '../store/invokeCallback';
import { createLease } from '../store/lease';
import { createStore } from '../store/store';
import { whenStore } from '../store/whenStore';
import { createDesiredState } from './desiredState';
import { createEngineLoader, type Engine, importEngine } from './engineLoader';
import { createInputChoices } from './inputChoices';
import { IDLE, isActive, type Lifecycle, type LifecycleEvent, transition } from './machine';
import { isSameModel } from './model';
import { createPromptUpdates, orNone, type SetOptions } from './promptUpdates';
import { sessionStoppedError } from './sessionStoppedError';
import { createSessionValues } from './sessionValues';
import { initialDetails, NO_CONNECTION, toSnapshot } from './snapshot';
import type { StartedSession } from './startedSession';
import type { OwnedSession, RealtimeDetails, RealtimeOptions } from './types';
import type { PromptStatus, UpdateResult } from './update';

export function createRealtimeSession(
  core: ClientCore,
  initialOptions: RealtimeOptions,
  importIt: () => Promise<Engine> = importEngine,
): OwnedSession {
  let options = initialOptions;
  // Options apply from the first `setOptions` on: a server renders without it, and loads nothing.
  let applied: RealtimeOptions = { ...initialOptions, prompt: undefined, image: undefined };
  let lifecycle: Lifecycle = IDLE;
  let details = initialDetails(initialOptions);
  let current = new AbortController();
  let started: StartedSession | null = null;
  let releaseToken = () => {};
  let startsWhenMounted = false;
  let wasUnmounted = false;

  const engines = createEngineLoader(core, importIt);
  const choices = createInputChoices({
    options,
    started: () => started,
    onError: (error) => isActive(lifecycle.status) && report(error),
  });
  const values = createSessionValues();
  const store = createStore(toSnapshot(lifecycle, details));
  const serverSnapshot = store.getSnapshot();

  const desired = createDesiredState({
    onDesired: (changed) =>
      publish({
        ...('prompt' in changed && { prompt: changed.prompt?.text ?? null }),
        ...('image' in changed && { image: changed.image?.source ?? null }),
      }),
    onPending: () => showPrompt('pending', null),
    delivery: () => started?.delivery ?? null,
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

  function showPrompt(promptStatus: PromptStatus, promptError: DecartError | null) {
    if (isActive(lifecycle.status)) publish({ promptStatus, promptError });
  }

  function dispatch(event: LifecycleEvent) {
    if (event.type === 'ended' || event.type === 'failed') return finish(event);
    const next = transition(lifecycle, event);
    if (next !== lifecycle) show(next, {});
  }

  function report(error: DecartError) {
    invokeCallback(options.onError, error);
    core.reportError(error);
  }

  /** Nothing stays open, and everything in progress is cancelled. */
  function finish(event: LifecycleEvent) {
    const next = transition(lifecycle, event);
    if (next === lifecycle) return;
    const reason = event.type === 'failed' ? event.error : sessionStoppedError();
    closeRun(reason);
    started?.close();
    releaseToken();
    prompts.abort(reason);
    const { promptStatus, promptError } = details;
    // A prompt that made Decart end the session is still shown as refused.
    const isShown = event.type === 'failed' && promptError;
    show(next, { ...NO_CONNECTION, ...(isShown && { promptStatus, promptError }) });
    if (next.status === 'error') report(next.error);
    if (next.status === 'ended') invokeCallback(options.onEnded, next.ended);
  }

  function closeRun(reason: DecartError) {
    current.abort(reason);
    started?.closeRun();
  }

  /** For the caller it is the same session: it keeps its place and its camera. */
  function beginAgain(reason: string) {
    closeRun(new DecartError('ABORTED', reason));
    begin();
  }

  function begin() {
    if (core.signal.aborted) return;
    current = new AbortController();
    const { signal } = current;
    releaseToken();
    // With a waiting line, each connection gets its own token.
    releaseToken = core.line.exists() ? () => {} : core.auth.retain();
    started?.limits.reset();
    const { update } = desired.snapshot();
    values.seconds.set(0);
    const promptStatus = update.prompt || update.image ? 'pending' : 'idle';
    show(transition(lifecycle, { type: 'start' }), { ...NO_CONNECTION, promptStatus });
    // A callback may have stopped it again.
    if (signal.aborted) return;
    launch(signal).catch((error: DecartError) => {
      if (!signal.aborted) finish({ type: 'failed', error });
    });
  }

  /** Rejects with a `DecartError` if it has to start without its engine. */
  async function launch(signal: AbortSignal) {
    const activated = pageActivated(signal);
    if (activated) await activated;
    const engine = await abortable(engines.load(), signal);
    signal.throwIfAborted();
    started ??= engine.createStartedSession({
      core,
      store,
      desired,
      choices,
      ...values,
      options: () => options,
      status: () => lifecycle.status,
      imagesRead: prompts.imagesRead,
      dispatch,
      publish,
      showPrompt,
      report,
      restart: () => beginAgain('Restarting to join the waiting line.'),
    });
    started.start(signal);
  }

  /** No caller waits for a prop. Decart's refusal is in `promptStatus`; what never reached Decart is reported. */
  function reportInvalid(error: DecartError) {
    if (error.code === 'INVALID_INPUT' && error !== details.promptError) report(error);
  }

  function update(change: SetOptions): Promise<UpdateResult> {
    started?.limits.touch();
    const result = prompts.update(change);
    // After the unmount no start is expected; the requested values remain for the next mount.
    if (wasUnmounted || core.signal.aborted) prompts.abort(sessionStoppedError());
    return result;
  }

  /** For calls by the app: a call shows that somebody is there. */
  const touching =
    <T, R>(call: (value: T) => R) =>
    (value: T): R => {
      started?.limits.touch();
      return call(value);
    };

  function close() {
    finish({ type: 'stop' });
    prompts.abort(sessionStoppedError());
  }

  const lease = createLease(() => {
    wasUnmounted = false;
    core.signal.addEventListener('abort', close);
    const stopWatching = watchPageCache({
      close() {
        // A screen can't be asked for without a click.
        const opensAgain = isActive(lifecycle.status) && choices.video !== 'screen';
        finish({ type: 'stop' });
        return opensAgain;
      },
      reopen: () => !isActive(lifecycle.status) && begin(),
    });
    // After the click for a screen there is no time to load anything.
    if (options.autoStart || options.preload === 'mount' || options.input === 'screen')
      void engines.preload();
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
    audioStore: values.audio,
    statsStore: values.stats,
    qualityStore: values.quality,
    secondsStore: values.seconds,
    secondsLimitStore: values.secondsLimit,
    endingStore: values.ending,
    inputStore: choices.inputStore,
    microphoneStore: choices.microphoneStore,
    mirrorStore: choices.mirrorStore,

    async start() {
      // Between two mounts (Activity) nothing is open; after the last one nobody would close it.
      startsWhenMounted = !lease.isHeld;
      if (startsWhenMounted) return;
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
    setInput: touching(choices.setInput),
    setMicrophone: touching(choices.setMicrophone),
    setMirror: touching(choices.setMirror),

    setOptions(next) {
      const before = applied;
      options = next;
      applied = next;
      if (started) started.limits.setOptions(next);
      else values.secondsLimit.set(next.maxDurationSeconds ?? null);
      for (const change of prompts.setOptions(next, before)) change.catch(reportInvalid);
      choices.setOptions(next, before);
      if (!isSameModel(next.model, before.model)) {
        if (isActive(lifecycle.status)) beginAgain('The model changed.');
        // The error may have been about the previous model: with this one a start may succeed.
        else if (lifecycle.status === 'error') finish({ type: 'stop' });
      }
    },

    retain: lease.retain,
  };
}
