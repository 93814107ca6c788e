// The one place that decides which status a viewer has next. No React, no SDK, no media.
import type { DecartError } from '../errors/DecartError';

/** The status of a viewer, with the fields of that status only. */
export type ViewerLifecycle =
  | { status: 'idle' }
  | { status: 'waiting' }
  | { status: 'connecting' | 'connected' | 'reconnecting' | 'ended' }
  | { status: 'error'; error: DecartError };

/**
 * `waiting`: connected, but there is no video: the publisher hasn't begun, or has left. `connected`: there is video.
 * `ended`: the session is over, or the publisher was away for too long.
 */
export type ViewerStatus = ViewerLifecycle['status'];

/** What can happen to a viewer. */
export type ViewerEvent =
  | { type: 'start' | 'away' | 'picture' | 'lost' | 'ended' | 'stop' }
  | { type: 'failed'; error: DecartError };

/** The events that each status handles. An event that isn't listed here can't happen, and changes nothing. */
export const VIEWER_TRANSITIONS: Readonly<Record<ViewerStatus, readonly ViewerEvent['type'][]>> = {
  idle: ['start'],
  connecting: ['start', 'away', 'picture', 'ended', 'failed', 'stop'],
  waiting: ['start', 'picture', 'lost', 'ended', 'failed', 'stop'],
  connected: ['start', 'away', 'lost', 'ended', 'failed', 'stop'],
  reconnecting: ['start', 'away', 'picture', 'ended', 'failed', 'stop'],
  ended: ['start', 'stop'],
  error: ['start', 'stop'],
};

export const VIEWER_IDLE: ViewerLifecycle = { status: 'idle' };

/** The state after `event`: the same object if the event can't happen in this state. */
export function viewerTransition(state: ViewerLifecycle, event: ViewerEvent): ViewerLifecycle {
  if (!VIEWER_TRANSITIONS[state.status].includes(event.type)) return state;
  switch (event.type) {
    case 'start':
      return { status: 'connecting' };
    case 'away':
      return { status: 'waiting' };
    case 'picture':
      return { status: 'connected' };
    case 'lost':
      return { status: 'reconnecting' };
    case 'ended':
      return { status: 'ended' };
    case 'failed':
      return { status: 'error', error: event.error };
    case 'stop':
      return VIEWER_IDLE;
  }
}

/** A session is being watched, or should be. */
export function isWatching(status: ViewerStatus): boolean {
  return status !== 'idle' && status !== 'ended' && status !== 'error';
}
