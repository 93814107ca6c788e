import { describe, expect, it } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import {
  isWatching,
  VIEWER_IDLE,
  VIEWER_TRANSITIONS,
  type ViewerEvent,
  type ViewerLifecycle,
  viewerTransition,
} from '../../src/viewer/machine';

const error = new DecartError('CONNECTION_LOST', '');
const STATES: ViewerLifecycle[] = [
  { status: 'idle' },
  { status: 'connecting' },
  { status: 'waiting' },
  { status: 'connected' },
  { status: 'reconnecting' },
  { status: 'ended' },
  { status: 'error', error },
];
const EVENTS: ViewerEvent[] = [
  { type: 'start' },
  { type: 'away' },
  { type: 'picture' },
  { type: 'lost' },
  { type: 'ended' },
  { type: 'failed', error },
  { type: 'stop' },
];

const stateAfter = (...types: ViewerEvent[]) => types.reduce(viewerTransition, VIEWER_IDLE);

describe('the life of a viewer', () => {
  it.each(STATES)('in status $status, what is not listed changes nothing', (state) => {
    for (const event of EVENTS) {
      const known = VIEWER_TRANSITIONS[state.status].includes(event.type);
      expect(viewerTransition(state, event) === state).toBe(!known);
    }
  });

  it('sees a publisher that leaves, and one that comes back', () => {
    const start: ViewerEvent[] = [{ type: 'start' }, { type: 'picture' }, { type: 'away' }];
    expect(stateAfter(...start).status).toBe('waiting');
    expect(stateAfter(...start, { type: 'picture' }).status).toBe('connected');
    expect(stateAfter(...start, { type: 'ended' }).status).toBe('ended');
  });

  it('does not treat a first connection as a reconnect', () => {
    expect(stateAfter({ type: 'start' }, { type: 'lost' }).status).toBe('connecting');
  });

  it('has an error in status error only, and can be started again', () => {
    expect(stateAfter({ type: 'start' }, { type: 'failed', error })).toEqual({ status: 'error', error });
    expect(stateAfter({ type: 'start' }, { type: 'failed', error }, { type: 'start' })).toEqual({
      status: 'connecting',
    });
  });

  it('is over when idle, ended or failed', () => {
    const over = STATES.filter(({ status }) => !isWatching(status)).map(({ status }) => status);
    expect(over).toEqual(['idle', 'ended', 'error']);
  });
});
