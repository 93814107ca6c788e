// The engine of a live session in a test: no camera, no SDK, no network. The session, its reducer, limits, usage and
// prompts are the real ones; the test plays the service.
import { createClientAuth } from '../auth/clientAuth';
import type { DecartErrorCode } from '../errors/codes';
import { DecartError } from '../errors/DecartError';
import { normalizeError } from '../errors/normalizeError';
import { isStream } from '../media/mediaInput';
import type { Engine } from '../realtime/engineLoader';
import type { EndReason } from '../realtime/machine';
import type { RealtimeModel } from '../realtime/model';
import type { ResolvedModel } from '../realtime/resolveModel';
import type { Run, SessionHost } from '../realtime/sessionHost';
import type { SessionInput } from '../realtime/sessionInput';
import { createStartedSession, type EngineParts } from '../realtime/startedSession';
import type { ImageInput, Update } from '../realtime/update';
import { isDrop } from '../reconnect/policy';
import { createTestStream } from './testStream';

/** One start of a session, and the actions of the service on it. */
export interface TestRun extends Run {
  /** Resolves when camera and token are ready. */
  readonly ready: Promise<void>;
  readonly isOpen: boolean;
  readonly prompt: string | null;
  readonly image: ImageInput | null;
  goLive(): void;
  lose(): void;
  queue(position: number, queueSize: number): void;
  end(reason: EndReason): void;
  fail(code: DecartErrorCode, message: string): void;
  tick(seconds: number): void;
}

const SIZE = { width: 1280, height: 720 };
const FPS = 25;

/** The model makes no difference here. */
const resolveModel = (model: RealtimeModel): ResolvedModel =>
  typeof model === 'string' ? { name: model, urlPath: '/v1/stream', fps: FPS, ...SIZE } : model;

type InputOptions = Parameters<EngineParts['createSessionInput']>[0];

/** A camera that is always allowed, and sends nothing. */
function createTestInput({ choices, onInput }: InputOptions): SessionInput {
  let current = choices.video;
  let isClosed = false;
  const show = () => {
    if (isClosed) return;
    if (current === null) return onInput({ localStream: null, inputStatus: 'none' });
    onInput({ localStream: isStream(current) ? current : createTestStream(), inputStatus: 'live' });
  };
  return {
    devices: [],
    isScreen: false,
    async whenAllowed() {},
    isIncomplete: false,
    open: async () => show(),
    take: () => [],
    swapVideo: async () => true,
    hideUnseen() {},
    async setVideo(next) {
      current = next;
      show();
    },
    async setMicrophone() {},
    close() {
      isClosed = true;
      onInput({ localStream: null, inputStatus: 'none' });
    },
  };
}

/** The test's setting for the next prompt. */
export interface Moderation {
  /** Takes the pending refusal, if there is one. */
  take(): DecartError | undefined;
}

let sessions = 0;

function startTestRun(host: SessionHost, moderation: Moderation): TestRun {
  const { input, pass, signal, limits, desired, delivery, dispatch, publish } = host;
  const remoteStream = createTestStream();
  let accepted: Update = {};
  let isConnected = false;
  let wasLive = false;

  async function prepare() {
    const onQueue = (queue: Parameters<Parameters<typeof pass.enter>[0]['onQueue']>[0]) =>
      dispatch({ type: 'queue', queue });
    const onTurn = () => dispatch({ type: 'phase', phase: 'signaling' });
    const wait = { signal, onQueue, onTurn };
    await pass.enter(wait);
    await input.open();
    dispatch({ type: 'phase', phase: 'token' });
    const { constraints } = await pass.getToken(wait);
    limits.setServiceLimit(constraints?.realtime?.maxSessionDuration);
    await host.imagesRead();
    signal.throwIfAborted();
    dispatch({ type: 'phase', phase: 'signaling' });
  }

  const ready = prepare();
  ready.catch((error: unknown) => dispatch({ type: 'failed', error: normalizeError(error) }));

  /** Answers a change as the service does: applied, or refused. */
  async function answer(change: Update): Promise<void> {
    const refusal = moderation.take();
    if (refusal) throw refusal;
    accepted = { ...accepted, ...change };
  }

  /** Each connection is a new session for the service, which knows nothing of the one before. */
  async function answerFirst(initial: Update): Promise<void> {
    accepted = {};
    const isEmpty = initial.prompt === undefined && !initial.image;
    if (!isEmpty) await answer(initial);
  }

  function disconnect() {
    if (isConnected) delivery.disconnect();
    isConnected = false;
  }

  function assertLive() {
    if (!isConnected) throw new Error("The session isn't live: call `goLive()` first.");
  }

  function lose() {
    assertLive();
    disconnect();
    dispatch({ type: 'lost' });
  }

  return {
    ready,
    lose,
    get isOpen() {
      return !signal.aborted;
    },
    get prompt() {
      return accepted.prompt?.text ?? null;
    },
    get image() {
      return accepted.image?.source ?? null;
    },
    goLive() {
      if (isConnected || signal.aborted) return;
      // Its turn has come, if it was in line.
      dispatch(wasLive ? { type: 'lost' } : { type: 'phase', phase: 'media' });
      // A callback may have stopped it.
      if (signal.aborted) return;
      isConnected = true;
      wasLive = true;
      sessions += 1;
      const sessionId = `test-session-${sessions}`;
      const subscribeToken = btoa(JSON.stringify({ room_name: sessionId }));
      publish({ sessionId, subscribeToken, remoteStream });
      const initial = desired.snapshot();
      const answered = answerFirst(initial.update);
      const confirmed = new Promise<void>((resolve) => void answered.then(resolve, () => {}));
      delivery.connect(answer, initial, answered, confirmed);
      pass.start();
      dispatch({ type: 'connected' });
      dispatch({ type: 'generating' });
    },
    queue(position, queueSize) {
      if (isConnected) throw new Error('The session is live: call `lose()` first.');
      dispatch({ type: 'queue', queue: { kind: 'service', position, queueSize } });
    },
    end(reason) {
      if (isDrop(reason)) return lose();
      dispatch({ type: 'ended', ended: { reason, seconds: host.seconds.getSnapshot() } });
    },
    fail(code, message) {
      const error = new DecartError(code, message);
      // What was not applied yet isn't sent again.
      if (code === 'POLICY_VIOLATION')
        delivery.rollback([['prompt', 'image']], error, desired.snapshot().update);
      dispatch({ type: 'failed', error });
    },
    tick(seconds) {
      assertLive();
      host.seconds.set(host.seconds.getSnapshot() + seconds);
    },
    sendInput() {},
    close: disconnect,
  };
}

const preloadLiveKit = async () => {};

/** An engine that needs no browser. `onRun` gets each start. */
export const createTestEngine = (moderation: Moderation, onRun: (run: TestRun) => void): Engine => ({
  createClientAuth,
  preloadLiveKit,
  createStartedSession: (host) =>
    createStartedSession(host, {
      preloadLiveKit,
      resolveModel,
      sizeOf: ({ width, height }) => ({ width, height, frameRate: FPS }),
      createSessionInput: createTestInput,
      startRun(runHost) {
        const run = startTestRun(runHost, moderation);
        onRun(run);
        return run;
      },
    }),
});
