// One start of a session, from the camera prompt to its end, through every reconnect in between.
import type { QueuePosition } from '@decartai/sdk';
import type { ClientCore } from '../client/clientCore';
import { abortable } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import { fromThrown } from '../errors/fromThrown';
import { areGranted } from '../media/openDevices';
import { assertRealtimeSupport } from '../media/support';
import { backoff, DEFAULT_POLICY, sleep, untilOnline } from './backoff';
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
import { type ParkedAttempt, park, unpark } from './parking';
import type { resolveModel } from './resolveModel';
import type { SessionInput } from './sessionInput';
import type { SessionSignals } from './sessionSignals';
import type { RealtimeDetails, RealtimeOptions } from './types';
import type { WantedState } from './wantedState';

export interface RunContext {
  core: ClientCore;
  model: ReturnType<typeof resolveModel>;
  input: SessionInput;
  wanted: WantedState;
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
const OUTAGE_MS = 60_000;
// The close code of a service that has ended the session: before it is live, nothing else tells.
const ENDED = 1000;
// The service ticks every second while it generates.
const SILENCE_MS = 6000;
const SILENCE_AFTER_ONLINE_MS = 2000;

export async function runSession(context: RunContext): Promise<void> {
  const { core, input, signal, dispatch } = context;
  const finished = new Set<RealtimePhase>();
  let wasLive = false;
  let outageSince = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastFailure: DecartError | undefined;

  const finish = (phase: RealtimePhase) => {
    finished.add(phase);
    const next = PHASES.find((each) => !finished.has(each));
    if (next && context.status() === 'connecting') dispatch({ type: 'phase', phase: next });
  };
  const disarm = () => clearTimeout(timer);
  const arm = () => {
    disarm();
    if (wasLive || signal.aborted || context.status() !== 'connecting') return;
    const ms = context.options().connectTimeout ?? 30_000;
    timer = setTimeout(() => context.fail(lastFailure ?? connectTimeout(ms)), ms);
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

    let attempt = 0;
    let renewed = false;
    outageSince = performance.now();
    while (true) {
      const result = await connectOnce();
      if ('connection' in result) {
        disarm();
        wasLive = true;
        attempt = 0;
        renewed = false;
        const outcome = await live(result);
        context.setConnection(null);
        context.wanted.detach();
        if ('ended' in outcome) {
          dispatch({ type: 'ended', ended: outcome.ended });
          return;
        }
        dispatch({ type: 'lost' });
        outageSince = performance.now();
        if (context.options().reconnect === false && !outcome.loss.planned) {
          throw connectionLost(await explainLoss(core, result.apiKey, outcome.loss));
        }
        outageSince += await offlineTime();
        continue;
      }

      if ('ended' in result) {
        dispatch({ type: 'ended', ended: result.ended });
        return;
      }
      const { error, apiKey } = result;
      lastFailure = error;
      if (error.code === 'UNAUTHORIZED' && apiKey) {
        core.auth.invalidate(apiKey);
        if (!renewed) {
          renewed = true;
          continue;
        }
      }
      attempt += 1;
      const { reconnect } = context.options();
      const policy = { ...DEFAULT_POLICY, ...(reconnect === false ? { attempts: 1 } : reconnect) };
      const outOfTime = wasLive && performance.now() - outageSince > OUTAGE_MS;
      if (!error.retryable || attempt >= policy.attempts || outOfTime)
        throw wasLive ? connectionLost(error) : error;
      if (wasLive) dispatch({ type: 'lost' });
      else if (context.status() === 'queued') {
        dispatch({ type: 'phase', phase: 'signaling' });
        arm();
      }
      await sleep(backoff(attempt, policy), signal);
      outageSince += await offlineTime();
    }
  } catch (error) {
    if (!signal.aborted) context.fail(fromThrown(error));
  } finally {
    disarm();
  }

  async function offlineTime(): Promise<number> {
    const since = performance.now();
    await untilOnline(signal);
    return performance.now() - since;
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
    try {
      ({ apiKey } = await core.auth.getToken({ signal }));
    } catch (error) {
      return { error: fromThrown(error) };
    }
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
        outageSince = performance.now();
        dispatch({ type: 'queue', queue: position });
        context.onQueue(position);
      },
      onMedia() {
        finish('signaling');
        if (wasLive) dispatch({ type: 'lost' });
        else dispatch({ type: 'phase', phase: 'media' });
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
    const { queryParams, resolution, preferredVideoCodec, debugQuality, passthrough } = context.options();
    const begun = context.wanted.snapshot();
    const options: ConnectionOptions = {
      model: context.model,
      initial: begun.wish,
      tracks: input.take,
      passthrough,
      queryParams,
      resolution,
      preferredVideoCodec,
      debugQuality,
    };
    const adopted = unpark(context.parked, options, handlers);
    const initial = adopted?.initial ?? begun;
    const attempt = adopted?.attempt ?? connect(core, apiKey, options, handlers);
    const giveUp = () => {
      attempt.abandon();
      // One that hung is no help to the next start.
      if (signal.reason?.code !== 'CONNECT_TIMEOUT') park(context.parked, { attempt, options, initial });
    };
    signal.addEventListener('abort', giveUp);
    startLimit();
    try {
      const expired = limit.passed.then((): { loss: ConnectionLoss } => ({ loss: { said: '' } }));
      const result = await abortable(Promise.race([attempt.done, expired]), signal);
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
    const stopWatching = context.signals.watchSilence(SILENCE_MS, SILENCE_AFTER_ONLINE_MS, () => {
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

function connectTimeout(ms: number) {
  return new DecartError(
    'CONNECT_TIMEOUT',
    `No connection to Decart after ${ms / 1000} s. Check the network (a firewall may block WebRTC) and try again.`,
  );
}

/** Why the session could not be kept: what is known of it, or that the connection was lost. */
function connectionLost(error: DecartError) {
  if (!error.code.startsWith('WEBRTC_')) return error;
  return new DecartError(
    'CONNECTION_LOST',
    'The connection to Decart was lost and could not be taken up again.',
    {
      cause: error,
    },
  );
}
