// The one place that decides which status a live session has next. No React, no SDK, no media.
import type { DecartError } from '../errors/DecartError';
import type { LimitReason } from '../limits/nextLimit';
import { isSame } from './isSame';

/** What a session that is starting waits for: the first unfinished step. */
export type RealtimePhase = 'camera' | 'token' | 'signaling' | 'media';

/** What a session in status `queued` waits for, and how long it may take. Unknown values are left out. */
export interface QueueState {
  /**
   * `service`: Decart's own queue. `capacity`: Decart is full; the session asks again after `retrySeconds`. `line`: the
   * waiting line of your token route, or the `sessionQueue` of the provider.
   */
  kind: 'service' | 'capacity' | 'line';
  /** The place in line; 1 is next. */
  position?: number | undefined;
  /** How many are waiting in total. */
  queueSize?: number | undefined;
  /** The estimated wait in seconds. */
  estimatedSeconds?: number | undefined;
  /** `own`: this user has reached the token route's limit of sessions, and waits until one of them ends. */
  reason?: 'own' | undefined;
  /** Seconds until the session asks again. */
  retrySeconds?: number | undefined;
}

/** Why a session ended: the known reasons of the service, those of this package, and any new reason of the service. */
export type EndReason =
  | 'session_duration_limit'
  | 'moderation_violation'
  | 'insufficient_credits'
  | LimitReason
  | (string & {});

/** How a session ended. */
export interface GenerationEnd {
  /** How many seconds of video the session generated, including all its reconnects: this is billed. */
  seconds: number;
  /** Why it ended, such as `session_duration_limit`. */
  reason: EndReason;
}

/** The status of a live session, with the fields of that status only. */
export type Lifecycle =
  | { status: 'idle' }
  | { status: 'connecting'; phase: RealtimePhase }
  | { status: 'queued'; queue: QueueState }
  | { status: 'connected' }
  | { status: 'generating' }
  | { status: 'reconnecting' }
  | { status: 'ended'; ended: GenerationEnd }
  | { status: 'error'; error: DecartError };

/** The status of a live session. */
export type RealtimeStatus = Lifecycle['status'];

/** What can happen to a session. */
export type LifecycleEvent =
  | { type: 'start' }
  | { type: 'phase'; phase: RealtimePhase }
  | { type: 'queue'; queue: QueueState }
  | { type: 'connected' }
  | { type: 'generating' }
  | { type: 'lost' }
  | { type: 'ended'; ended: GenerationEnd }
  | { type: 'failed'; error: DecartError }
  | { type: 'stop' };

/** The events that each status handles. An event that isn't listed here can't happen, and changes nothing. */
export const TRANSITIONS: Readonly<Record<RealtimeStatus, readonly LifecycleEvent['type'][]>> = {
  idle: ['start'],
  connecting: ['start', 'phase', 'queue', 'connected', 'ended', 'failed', 'stop'],
  // A place in the queue can be lost: then a start connects again, and a reconnect reconnects again.
  queued: ['start', 'phase', 'queue', 'lost', 'connected', 'ended', 'failed', 'stop'],
  connected: ['start', 'generating', 'lost', 'ended', 'failed', 'stop'],
  generating: ['start', 'lost', 'ended', 'failed', 'stop'],
  reconnecting: ['start', 'queue', 'connected', 'ended', 'failed', 'stop'],
  ended: ['start', 'stop'],
  error: ['start', 'stop'],
};

export const IDLE: Lifecycle = { status: 'idle' };

/** The state after `event`: the same object if the event can't happen in this state, or changes nothing. */
export function transition(state: Lifecycle, event: LifecycleEvent): Lifecycle {
  if (!TRANSITIONS[state.status].includes(event.type)) return state;
  switch (event.type) {
    case 'start':
      return { status: 'connecting', phase: 'camera' };
    case 'phase':
      return state.status === 'connecting' && state.phase === event.phase
        ? state
        : { status: 'connecting', phase: event.phase };
    case 'queue':
      return state.status === 'queued' && isSame(state.queue, event.queue)
        ? state
        : { status: 'queued', queue: event.queue };
    case 'connected':
      return { status: 'connected' };
    case 'generating':
      return { status: 'generating' };
    case 'lost':
      return { status: 'reconnecting' };
    case 'ended':
      return { status: 'ended', ended: event.ended };
    case 'failed':
      return { status: 'error', error: event.error };
    case 'stop':
      return IDLE;
  }
}

/**
 * Whether a session is connected: video is arriving, or is about to.
 *
 * @param status - the `status` of `useRealtimeStream`
 *
 * @example
 * ```tsx
 * const { status } = useRealtimeStream({ model: 'lucy-2.5' });
 * return isLive(status) && <p>On air</p>;
 * ```
 */
export function isLive(status: RealtimeStatus): boolean {
  return status === 'connected' || status === 'generating';
}

/**
 * Whether a session is open or starting: every status but `idle`, `ended` and `error`.
 *
 * @param status - the `status` of `useRealtimeStream`
 *
 * @example
 * ```tsx
 * const { status, start, stop } = useRealtimeStream({ model: 'lucy-2.5' });
 * return <button onClick={() => void (isActive(status) ? stop() : start())}>{isActive(status) ? 'Stop' : 'Start'}</button>;
 * ```
 */
export function isActive(status: RealtimeStatus): boolean {
  return status !== 'idle' && status !== 'ended' && status !== 'error';
}
