// One start of a session, from the camera prompt to its end, including every reconnect.
import { abortable } from '../errors/abortable';
import type { DecartError } from '../errors/DecartError';
import { normalizeError } from '../errors/normalizeError';
import { keepScreenOn } from '../media/keepScreenOn';
import { assertRealtimeSupport } from '../media/support';
import { getFirstToken } from '../reconnect/firstToken';
import { type ConnectionLoss, readError, type Verdict } from '../reconnect/policy';
import { type ConnectionProgress, type Outcome, runWithReconnect } from '../reconnect/runWithReconnect';
import { delay } from '../reconnect/waits';
import { type Connection, type ConnectionHandlers, type ConnectionOptions, connect } from './connection';
import { connectionVerdict } from './connectionVerdict';
import { createDeadline } from './deadline';
import type { DesiredState } from './desiredState';
import type { QueueState } from './machine';
import { connectionLost, timedOut } from './sessionErrors';
import type { Run, SessionHost } from './sessionHost';
import { createSessionSignals } from './sessionSignals';
import { settleOptions } from './settleOptions';
import { createStartPhases } from './startPhases';
import { watchQueue } from './watchQueue';

// Longer than the SDK's own limits for a step, so that a socket that hangs is closed before the next one is opened.
const ATTEMPT_MS = 20_000;
const CONNECT_TIMEOUT_MS = 30_000;
const SILENCE = { betweenTicks: 6000, afterOnline: 2000 };
const SEND_AGAIN_MS = 500;
// A cancelled connect that is about to publish closes sooner. We don't wait for one that hangs.
const LEAVING_MS = 2000;

export function startRun(host: SessionHost): Run {
  const { core, input, pass, signal, desired, delivery, dispatch } = host;
  const { connectTimeout = CONNECT_TIMEOUT_MS, reconnect, capacityTimeout, ...options } = host.options();
  const settled = settleOptions(host.model, options);
  const signals = createSessionSignals(host.seconds.set);
  let connection: Connection | null = null;
  // Reconnects a live connection that lacks a track for the new input.
  let remake: (() => void) | undefined;
  let sendAgain: ReturnType<typeof setTimeout> | undefined;
  let wasLive = false;
  let isFull = false;
  let sendsVideo = false;
  let lastFailure: DecartError | undefined;

  const fail = (error: DecartError) => dispatch({ type: 'failed', error });

  const phases = createStartPhases({
    status: host.status,
    dispatch,
    timeout: connectTimeout,
    onTimeout: () => fail(timedOut(connectTimeout, lastFailure)),
  });
  const showQueue = (queue: QueueState) => {
    phases.disarm();
    dispatch({ type: 'queue', queue });
  };
  const armStart = () => !wasLive && !signal.aborted && phases.arm();

  async function run() {
    try {
      assertRealtimeSupport(input.devices.length > 0);
      if (input.isScreen) await abortable(input.open(), signal);
      // The camera is off while the user waits in line.
      await pass.enter({ signal, onQueue: showQueue, onTurn: phases.show });
      const camera = input.open().then(() => phases.finish('camera'));
      const token = firstToken().then(() => phases.finish('token'));
      const ready = Promise.all([camera, token]).then(armStart);
      ready.catch((error: unknown) => fail(normalizeError(error)));
      // Nobody should be billed while a permission prompt is open. Without one, the connection doesn't wait.
      await abortable(Promise.race([ready, Promise.all([token, input.whenAllowed(signal)])]), signal);
      await runWithReconnect({
        signal,
        auth: core.auth,
        reconnect,
        capacityTimeout,
        connect: connectOnce,
        onLost: () => dispatch({ type: 'lost' }),
        onFailure,
        onCapacity(retrySeconds) {
          isFull = true;
          pass.refuse();
          showQueue({ kind: 'capacity', retrySeconds });
        },
      });
    } catch (error) {
      if (signal.aborted) return;
      const failure = normalizeError(error);
      fail(wasLive ? connectionLost(failure) : failure);
    } finally {
      phases.disarm();
    }
  }

  async function firstToken() {
    if (core.line.exists()) return;
    await getFirstToken(core.auth, signal);
    // The page's first token says whether there is a line, while the camera already opens.
    if (core.line.exists()) host.restart();
    signal.throwIfAborted();
  }

  function onFailure(error: DecartError) {
    lastFailure = error;
    if (wasLive) dispatch({ type: 'lost' });
    else if (host.status() === 'queued') {
      phases.repeatSignaling();
      armStart();
    }
  }

  async function connectOnce(progress: ConnectionProgress): Promise<Outcome> {
    const limit = createDeadline();
    // At the start, `connectTimeout` is the limit.
    const startLimit = () => (wasLive || isFull) && limit.start(ATTEMPT_MS);
    const onQueue = (queue: QueueState) => {
      limit.stop();
      progress.queued();
      showQueue(queue);
    };
    let apiKey: string;
    try {
      const token = await pass.getToken({ signal, onQueue, onTurn: showTurn });
      apiKey = token.apiKey;
      host.limits.setServiceLimit(token.constraints?.realtime?.maxSessionDuration);
    } catch (error) {
      return { verdict: readError(normalizeError(error)) };
    }
    await host.imagesRead();
    // Never two sessions of one hook at a time.
    await Promise.race([host.leaving.done, delay(LEAVING_MS, signal)]);
    signal.throwIfAborted();

    let resolveOver: (how: { loss: ConnectionLoss }) => void = () => {};
    const over = new Promise<{ loss: ConnectionLoss }>((resolve) => {
      resolveOver = resolve;
    });
    const lose = (loss: ConnectionLoss) => {
      signals.hold();
      resolveOver({ loss });
    };
    const queued = watchQueue(() => lose({}));
    const handlers: ConnectionHandlers = {
      onQueue({ position, queueSize }) {
        queued.begin();
        onQueue({ kind: 'service', position, queueSize });
      },
      onMedia() {
        queued.end();
        phases.finish('signaling');
        if (wasLive) dispatch({ type: 'lost' });
        else phases.show();
        armStart();
        startLimit();
      },
      onRemoteStream: (stream) => host.publish({ remoteStream: signals.show(stream) }),
      onGenerating() {
        signals.tick(0);
        dispatch({ type: 'generating' });
      },
      onTick: signals.tick,
      onEnded: (end) => dispatch({ type: 'ended', ended: { ...end, seconds: signals.total(end.seconds) } }),
      onLosing: signals.hold,
      onLost: (loss) => resolveOver({ loss }),
      onServerError: host.report,
      onRefused: delivery.rejectInitial,
      onStats: host.stats.set,
      onQuality: host.quality.set,
    };
    const initial = desired.snapshot();
    const connectionOptions: ConnectionOptions = {
      ...settled,
      initial: initial.update,
      tracks() {
        const tracks = input.take();
        sendsVideo = tracks.some(({ kind }) => kind === 'video');
        return tracks;
      },
    };
    signals.connect();
    const attempt = connect(core, apiKey, connectionOptions, handlers);
    const abandon = () => {
      attempt.abandon();
      host.leaving.done = attempt.done;
    };
    signal.addEventListener('abort', abandon);
    startLimit();
    try {
      const expired = limit.passed.then(() => ({ loss: {} }));
      const result = await abortable(Promise.race([attempt.done, over, expired]), signal);
      // It was stopped at the moment when the connection was made.
      signal.throwIfAborted();
      if (!('connection' in result)) {
        abandon();
        return toOutcome(result.loss, apiKey, initial.update);
      }
      limit.stop();
      return await live(result.connection, initial, progress, over, lose, apiKey);
    } finally {
      limit.stop();
      queued.end();
      signal.removeEventListener('abort', abandon);
    }
  }

  function showTurn() {
    if (wasLive) dispatch({ type: 'lost' });
    else phases.show();
    armStart();
  }

  /** Resolves when the session is over or lost; a silent service counts as lost too. */
  async function live(
    opened: Connection,
    initial: ReturnType<DesiredState['snapshot']>,
    progress: ConnectionProgress,
    over: Promise<{ loss: ConnectionLoss }>,
    lose: (loss: ConnectionLoss) => void,
    apiKey: string,
  ): Promise<Outcome> {
    connection = opened;
    remake = () => {
      lose({ planned: true });
      opened.close();
    };
    phases.disarm();
    if (!wasLive) keepScreenOn(signal);
    wasLive = true;
    isFull = false;
    progress.live();
    pass.start();
    delivery.connect(opened.send, initial, opened.initialAccepted, opened.initialConfirmed);
    host.publish({ sessionId: opened.sessionId, subscribeToken: opened.subscribeToken });
    dispatch({ type: 'connected' });
    // The camera may have opened or changed while the connection was made.
    void sendInput();
    // If we send no video, we may receive none.
    const beforePicture = sendsVideo ? connectTimeout : Number.POSITIVE_INFINITY;
    const stopWatching = signals.watchSilence({ ...SILENCE, beforePicture }, () => {
      lose({});
      opened.close();
    });
    try {
      const result = await abortable(over, signal);
      disconnect();
      const outcome = await toOutcome({ ...result.loss, wasLive: true }, apiKey);
      return { ...outcome, worked: signals.isGenerating, planned: result.loss.planned };
    } finally {
      stopWatching();
      disconnect();
    }
  }

  function disconnect() {
    clearTimeout(sendAgain);
    if (connection) delivery.disconnect();
    connection = null;
    remake = undefined;
  }

  async function toOutcome(
    loss: ConnectionLoss,
    apiKey: string,
    sent?: ConnectionOptions['initial'],
  ): Promise<{ verdict: Verdict; apiKey: string }> {
    const verdict = await abortable(connectionVerdict(core, apiKey, loss), signal);
    const { refused, error } = verdict;
    if (refused) delivery.rollback(refused, error, sent);
    // Another session still holds a slot. The session is in line, and the next free slot goes to it.
    const waits = error.code === 'CONCURRENCY_LIMIT' && pass.isInLine;
    return { verdict: waits ? { ...verdict, next: 'wait' } : verdict, apiKey };
  }

  /** Sends the current tracks on a live connection; if it has no track for one of them, it reconnects. */
  async function sendInput() {
    const current = connection;
    if (!current) return input.hideUnseen();
    if (input.isIncomplete) return remake?.();
    if ((await input.swapVideo(current.replaceVideoTrack)) || current !== connection) return;
    // While LiveKit moves to another node there is no track to replace. A lost connection gets it when it reconnects.
    clearTimeout(sendAgain);
    sendAgain = setTimeout(() => void sendInput(), SEND_AGAIN_MS);
  }

  void run();
  return {
    sendInput: () => void sendInput(),
    close() {
      connection?.close();
      disconnect();
      phases.disarm();
      signals.reset();
      host.stats.set(null);
      host.quality.set(null);
    },
  };
}
