// One start of a session, from the camera prompt to its end, through every reconnect in between.
import type { QueuePosition } from '@decartai/sdk';
import type { ClientCore } from '../client/clientCore';
import { abortable } from '../errors/abortable';
import type { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';
import { areGranted } from '../media/openDevices';
import { assertRealtimeSupport } from '../media/support';
import { LONGEST_WAIT_MS, untilOnline } from './backoff';
import {
  type Connection,
  type ConnectionHandlers,
  type ConnectionLoss,
  type ConnectionOptions,
  connect,
} from './connection';
import { createDeadline } from './deadline';
import { explainLoss } from './explainLoss';
import type { GenerationEnd, LifecycleEvent, RealtimePhase, RealtimeStatus } from './machine';
import { watchPageLeave } from './pageLeave';
import { type ParkedAttempt, park, unpark } from './parking';
import type { resolveModel } from './resolveModel';
import { createRetries } from './retries';
import { connectionLost, timedOut } from './sessionErrors';
import type { SessionInput } from './sessionInput';
import type { SessionSignals } from './sessionSignals';
import type { RealtimeDetails, RealtimeOptions } from './types';
import type { WantedState } from './wantedState';

export interface RunContext {
  core: ClientCore;
  model: ReturnType<typeof resolveModel>;
  input: SessionInput;
  wanted: WantedState;
  /** What is wanted includes the images that the caller handed over. */
  imagesRead(): Promise<unknown>;
  /** Attempts that were given up and are not over yet. */
  parked: ParkedAttempt[];
  signals: SessionSignals;
  /** Aborted when the session is stopped. */
  signal: AbortSignal;
  options(): RealtimeOptions;
  status(): RealtimeStatus;
  dispatch(event: LifecycleEvent): void;
  publish(details: Partial<RealtimeDetails>): void;
  /** The connection that is live, if any, and how to make it anew. */
  setConnection(connection: Connection | null, remake?: () => void): void;
  onQueue(position: QueuePosition): void;
  onServerError(error: DecartError): void;
  /** Ends the session with an error. */
  fail(error: DecartError): void;
}

type Outcome = { ended: GenerationEnd } | { loss: ConnectionLoss };

const PHASES: RealtimePhase[] = ['camera', 'token', 'signaling', 'media'];
// Longer than the SDK's own limits for a step, so that a socket that hangs is closed before the next one is opened.
const ATTEMPT_MS = 20_000;
// The close code of a service that has ended the session: before it is live, nothing else tells.
const ENDED = 1000;
const SILENCE = { beforePicture: 15_000, betweenTicks: 6000, afterOnline: 2000 };

export async function runSession(context: RunContext): Promise<void> {
  const { core, input, signal, dispatch } = context;
  // What is settled when a connection is made counts from the start on, for every reconnect.
  const { queryParams, resolution, preferredVideoCodec, debugQuality, passthrough } = context.options();
  const { connectTimeout = 30_000, reconnect } = context.options();
  const settled = {
    model: context.model,
    queryParams,
    resolution,
    preferredVideoCodec,
    debugQuality,
    passthrough,
  };
  const retries = createRetries(core.auth, signal, () => reconnect);
  const page = watchPageLeave(signal);
  const finished = new Set<RealtimePhase>();
  let wasLive = false;
  let sendsPicture = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastFailure: DecartError | undefined;

  const showPhase = () => {
    const phase = PHASES.find((each) => !finished.has(each));
    if (phase) dispatch({ type: 'phase', phase });
  };
  const finish = (phase: RealtimePhase) => {
    finished.add(phase);
    if (context.status() === 'connecting') showPhase();
  };
  const disarm = () => clearTimeout(timer);
  const arm = () => {
    disarm();
    if (wasLive || signal.aborted || context.status() !== 'connecting') return;
    const ms = Math.min(connectTimeout, LONGEST_WAIT_MS);
    timer = setTimeout(() => context.fail(timedOut(connectTimeout, lastFailure)), ms);
  };

  try {
    assertRealtimeSupport(input.devices.length > 0);
    // Both at once: neither needs the other.
    const camera = input.open().then(() => finish('camera'));
    const token = core.auth.getToken({ signal }).then(() => finish('token'));
    const ready = Promise.all([camera, token]).then(arm);
    ready.catch((error: unknown) => context.fail(fromThrown(error)));
    // Nobody may be billed while a permission prompt waits. Where none will show, the connection need not wait either.
    await abortable((await areGranted(input.devices)) ? token : ready, signal);

    while (true) {
      const result = await connectOnce();
      if ('ended' in result) {
        dispatch({ type: 'ended', ended: result.ended });
        return;
      }
      if ('error' in result) {
        const { error, apiKey } = result;
        lastFailure = error;
        if (wasLive) dispatch({ type: 'lost' });
        else if (context.status() === 'queued') {
          finished.delete('signaling');
          showPhase();
          arm();
        }
        await retries.afterFailure(error, apiKey);
        continue;
      }

      disarm();
      wasLive = true;
      retries.connected();
      const outcome = await live(result);
      context.setConnection(null);
      context.wanted.detach();
      if ('ended' in outcome) {
        dispatch({ type: 'ended', ended: outcome.ended });
        return;
      }
      dispatch({ type: 'lost' });
      if (outcome.loss.planned || page.isLeaving()) {
        await page.whenStaying();
        await untilOnline(signal);
        continue;
      }
      const { apiKey } = result;
      // To find out more takes time, which a reconnect does not have.
      const loss = reconnect === false ? outcome.loss : { said: outcome.loss.said };
      await retries.afterLoss(await explainLoss(core, apiKey, loss), apiKey);
    }
  } catch (error) {
    if (signal.aborted) return;
    const failure = fromThrown(error);
    context.fail(wasLive ? connectionLost(failure) : failure);
  } finally {
    disarm();
  }

  interface LiveConnection {
    apiKey: string;
    connection: Connection;
    over: Promise<Outcome>;
    lose(loss: ConnectionLoss): void;
  }
  interface FailedConnection {
    apiKey?: string;
    error: DecartError;
  }

  async function connectOnce(): Promise<LiveConnection | FailedConnection | { ended: GenerationEnd }> {
    let apiKey: string;
    // Before the token: who signs out while it is on its way leaves it to nobody.
    const identity = core.auth.identity();
    try {
      ({ apiKey } = await core.auth.getToken({ signal }));
    } catch (error) {
      return { error: fromThrown(error) };
    }
    await context.imagesRead();
    signal.throwIfAborted();

    let end: (outcome: Outcome) => void = () => {};
    const over = new Promise<Outcome>((resolve) => {
      end = resolve;
    });
    const lose = (loss: ConnectionLoss) => {
      context.signals.hold();
      end({ loss });
    };
    const limit = createDeadline();
    // At the start, `connectTimeout` is the limit.
    const startLimit = () => wasLive && limit.start(ATTEMPT_MS);
    const handlers: ConnectionHandlers = {
      onQueue(position) {
        disarm();
        // To wait for one's turn is no outage.
        limit.stop();
        retries.queued();
        dispatch({ type: 'queue', queue: position });
        context.onQueue(position);
      },
      onMedia() {
        finish('signaling');
        if (wasLive) dispatch({ type: 'lost' });
        else showPhase();
        arm();
        startLimit();
      },
      onRemoteStream: (stream) => context.publish({ remoteStream: context.signals.show(stream) }),
      onGenerating() {
        context.signals.tick(0);
        dispatch({ type: 'generating' });
      },
      onTick: (seconds) => context.signals.tick(seconds),
      onEnded: (ended) => end({ ended }),
      onLost: lose,
      onServerError: context.onServerError,
      onRefused: (error) => context.wanted.refuse(error),
      onStats: context.signals.stats.set,
      onQuality: context.signals.quality.set,
    };
    const begun = context.wanted.snapshot();
    const tracks = () => {
      const taken = input.take();
      sendsPicture = taken.some(({ kind }) => kind === 'video');
      return taken;
    };
    const options: ConnectionOptions = { ...settled, initial: begun.wish, tracks };
    const adopted = unpark(context.parked, identity, options, handlers);
    // It may have taken its tracks already, and they were stopped when it was given up.
    if (adopted) input.drop();
    const initial = adopted?.initial ?? begun;
    const attempt = adopted?.attempt ?? connect(core, apiKey, options, handlers);
    const giveUp = () => {
      attempt.abandon();
      // One that hung is no help to the next start.
      if (signal.reason?.code !== 'CONNECT_TIMEOUT')
        park(context.parked, { attempt, options, initial, identity });
    };
    signal.addEventListener('abort', giveUp);
    startLimit();
    if (attempt.queue) handlers.onQueue(attempt.queue);
    try {
      const expired = limit.passed.then((): { loss: ConnectionLoss } => ({ loss: { said: '' } }));
      const result = await abortable(Promise.race([attempt.done, expired]), signal);
      // Stopped in the very moment in which the connection came.
      signal.throwIfAborted();
      if ('loss' in result) {
        attempt.abandon();
        const { code, said } = result.loss;
        if (code === ENDED) return { ended: { seconds: 0, reason: said } };
        return { apiKey, error: await abortable(explainLoss(core, apiKey, result.loss), signal) };
      }
      const { connection } = result;
      context.setConnection(connection, () => {
        lose({ said: '', planned: true });
        connection.close();
      });
      context.wanted.attach(connection.send, initial, connection.initialAcknowledged);
      context.publish({ sessionId: connection.sessionId, subscribeToken: connection.subscribeToken });
      dispatch({ type: 'connected' });
      return { apiKey, connection, over, lose };
    } finally {
      limit.stop();
      signal.removeEventListener('abort', giveUp);
    }
  }

  /** Resolves when the session is over or lost; a service that has fallen silent is a loss too. */
  async function live({ connection, over, lose }: LiveConnection): Promise<Outcome> {
    // Who sends no picture may get none.
    const limits = sendsPicture ? SILENCE : { ...SILENCE, beforePicture: Number.POSITIVE_INFINITY };
    const stopWatching = context.signals.watchSilence(limits, () => {
      lose({ said: '' });
      connection.close();
    });
    signal.addEventListener('abort', connection.close);
    try {
      return await abortable(over, signal);
    } finally {
      stopWatching();
      signal.removeEventListener('abort', connection.close);
    }
  }
}
