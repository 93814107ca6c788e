// What a session has once its engine is loaded: its place in line, its input, its limits and its current run.
import { realtimeNeedsToken } from '../auth/realtimeNeedsToken';
import type { DecartError } from '../errors/DecartError';
import { normalizeError } from '../errors/normalizeError';
import type { SessionLimits } from '../limits/sessionLimits';
import { invokeCallback } from '../store/invokeCallback';
import type { ReadableStore } from '../store/store';
import type { DesiredState } from './desiredState';
import type { InputChoices } from './inputChoices';
import { meterSession } from './meterSession';
import type { RealtimeModel } from './model';
import { createPromptDelivery, type PromptDelivery } from './promptDelivery';
import type { ResolvedModel } from './resolveModel';
import { rethrowNotFatal } from './rethrowNotFatal';
import type { Run, SessionHost } from './sessionHost';
import type { createSessionInput, SessionInput } from './sessionInput';
import { createSessionPass, type SessionPass } from './sessionPass';
import type { SessionValues } from './sessionValues';
import type { RealtimeSnapshot } from './types';
import type { PromptStatus } from './update';

/** The operations that it may use on its session. */
export interface StartedSessionHost
  extends SessionValues,
    Omit<SessionHost, 'model' | 'input' | 'pass' | 'signal' | 'limits' | 'leaving' | 'delivery'> {
  readonly store: ReadableStore<RealtimeSnapshot>;
  readonly choices: InputChoices;
  readonly desired: DesiredState;
  showPrompt(status: PromptStatus, error: DecartError | null): void;
}

/** What a test replaces: the camera, the SDK and the network. */
export interface EngineParts {
  /** Loads livekit-client. Never rejects. */
  preloadLiveKit(): Promise<void>;
  resolveModel(model: RealtimeModel): ResolvedModel;
  sizeOf(model: ResolvedModel): { width: number; height: number; frameRate: number };
  createSessionInput: typeof createSessionInput;
  startRun(host: SessionHost): Run;
}

export interface StartedSession {
  readonly limits: SessionLimits;
  readonly delivery: PromptDelivery;
  /** Starts a run, with what is still open from the one before. It reports any failure to its session. */
  start(signal: AbortSignal): void;
  /** There is new video or audio to send. */
  sendInput(): void;
  /** Swaps what is open; undefined if nothing is. @throws `DecartError` that isn't fatal: the old input stays. */
  setVideo(...args: Parameters<SessionInput['setVideo']>): Promise<void> | undefined;
  setMicrophone(...args: Parameters<SessionInput['setMicrophone']>): Promise<void> | undefined;
  /** Closes the run; place and camera stay, for the next one. */
  closeRun(): void;
  /** Closes the input, and leaves the line. */
  close(): void;
}

export function createStartedSession(host: StartedSessionHost, parts: EngineParts): StartedSession {
  const { core, options, dispatch } = host;
  const leaving: SessionHost['leaving'] = { done: Promise.resolve() };
  let size = { width: 0, height: 0, frameRate: 0 };
  let pass: SessionPass | null = null;
  let input: SessionInput | null = null;
  let run: Run | null = null;
  const limits = meterSession({ ...host, end: (ended) => dispatch({ type: 'ended', ended }) });
  const delivery = createPromptDelivery({
    desired: host.desired,
    onChange: host.showPrompt,
    onRejected: (error) => invokeCallback(options().onPromptRejected, error),
  });
  const sendInput = () => run?.sendInput();

  function closeInput() {
    input?.close();
    input = null;
  }

  function startRun(signal: AbortSignal) {
    const model = parts.resolveModel(options().model);
    size = parts.sizeOf(model);
    pass ??= createSessionPass(core, () => invokeCallback(options().onTurn, undefined));
    input ??= parts.createSessionInput({
      choices: host.choices,
      size: () => size,
      remembersDevices: core.remembersDevices,
      onInput: host.publish,
      onAudio: host.audio.set,
      onChange: sendInput,
      onError: (error) => (error.fatal ? dispatch({ type: 'failed', error }) : host.report(error)),
    });
    run = parts.startRun({
      ...host,
      model,
      input,
      pass,
      signal,
      limits,
      delivery,
      leaving,
      dispatch: (event) => !signal.aborted && dispatch(event),
      publish: (changed) => !signal.aborted && host.publish(changed),
      restart() {
        if (signal.aborted) return;
        if (!input?.isScreen) closeInput();
        host.restart();
      },
    });
  }

  return {
    limits,
    delivery,
    sendInput,
    start(signal) {
      try {
        if (core.auth.mode === 'proxy') throw realtimeNeedsToken();
        void parts.preloadLiveKit();
        startRun(signal);
      } catch (error) {
        if (!signal.aborted) dispatch({ type: 'failed', error: normalizeError(error) });
      }
    },
    setVideo: (next) => input?.setVideo(next).catch(rethrowNotFatal),
    setMicrophone: (next) => input?.setMicrophone(next).catch(rethrowNotFatal),
    closeRun() {
      run?.close();
      run = null;
    },
    close() {
      closeInput();
      pass?.leave();
      pass = null;
    },
  };
}
