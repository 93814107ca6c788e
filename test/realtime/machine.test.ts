import { describe, expect, test } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import {
  IDLE,
  isActive,
  isLive,
  type Lifecycle,
  type LifecycleEvent,
  type RealtimeStatus,
  TRANSITIONS,
  transition,
} from '../../src/realtime/machine';

const error = new DecartError('CONNECTION_LOST', 'gone');
const states: Record<RealtimeStatus, Lifecycle> = {
  idle: IDLE,
  connecting: { status: 'connecting', phase: 'token' },
  queued: { status: 'queued', queue: { kind: 'service', position: 2, queueSize: 5 } },
  connected: { status: 'connected' },
  generating: { status: 'generating' },
  reconnecting: { status: 'reconnecting' },
  ended: { status: 'ended', ended: { seconds: 3, reason: 'limit' } },
  error: { status: 'error', error },
};
const events: Record<LifecycleEvent['type'], LifecycleEvent> = {
  start: { type: 'start' },
  phase: { type: 'phase', phase: 'signaling' },
  queue: { type: 'queue', queue: { kind: 'service', position: 1, queueSize: 5 } },
  connected: { type: 'connected' },
  generating: { type: 'generating' },
  lost: { type: 'lost' },
  ended: { type: 'ended', ended: { seconds: 9, reason: 'limit' } },
  failed: { type: 'failed', error },
  stop: { type: 'stop' },
};
const next: Record<LifecycleEvent['type'], Lifecycle> = {
  start: { status: 'connecting', phase: 'camera' },
  phase: { status: 'connecting', phase: 'signaling' },
  queue: { status: 'queued', queue: { kind: 'service', position: 1, queueSize: 5 } },
  connected: { status: 'connected' },
  generating: { status: 'generating' },
  lost: { status: 'reconnecting' },
  ended: { status: 'ended', ended: { seconds: 9, reason: 'limit' } },
  failed: { status: 'error', error },
  stop: IDLE,
};

// Written out, so that a change of the table also fails here.
const allowed: [RealtimeStatus, LifecycleEvent['type'][]][] = [
  ['idle', ['start']],
  ['connecting', ['start', 'phase', 'queue', 'connected', 'ended', 'failed', 'stop']],
  ['queued', ['start', 'phase', 'queue', 'lost', 'connected', 'ended', 'failed', 'stop']],
  ['connected', ['start', 'generating', 'lost', 'ended', 'failed', 'stop']],
  ['generating', ['start', 'lost', 'ended', 'failed', 'stop']],
  ['reconnecting', ['start', 'queue', 'connected', 'ended', 'failed', 'stop']],
  ['ended', ['start', 'stop']],
  ['error', ['start', 'stop']],
];

describe.each(allowed)('in status %s', (status, types) => {
  const all = Object.keys(events) as LifecycleEvent['type'][];

  test.each(types)('%s leads on', (type) => {
    expect(transition(states[status], events[type])).toEqual(next[type]);
  });

  test.each(all.filter((type) => !types.includes(type)))('%s changes nothing', (type) => {
    expect(transition(states[status], events[type])).toBe(states[status]);
  });

  test('the table of transitions agrees', () => {
    expect([...TRANSITIONS[status]].sort()).toEqual([...types].sort());
  });
});

test('the same phase again is no change', () => {
  const state = states.connecting;
  expect(transition(state, { type: 'phase', phase: 'token' })).toBe(state);
});

test('which statuses count as live and as active', () => {
  const live = allowed.map(([status]) => status).filter(isLive);
  expect(live).toEqual(['connected', 'generating']);
  const inactive = allowed.map(([status]) => status).filter((status) => !isActive(status));
  expect(inactive).toEqual(['idle', 'ended', 'error']);
});
