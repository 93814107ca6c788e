import { expect, test } from 'vitest';
import type { ConnectionAttempt, ConnectionHandlers, ConnectionOptions } from '../../src/realtime/connection';
import { park, unpark } from '../../src/realtime/parking';
import { resolveModel } from '../../src/realtime/resolveModel';

const options: ConnectionOptions = {
  model: resolveModel('lucy-2.5'),
  initial: {},
  passthrough: undefined,
  tracks: () => [],
};
const nothing = () => {};
const handlers: ConnectionHandlers = {
  onQueue: nothing,
  onMedia: nothing,
  onRemoteStream: nothing,
  onGenerating: nothing,
  onTick: nothing,
  onEnded: nothing,
  onLost: nothing,
  onServerError: nothing,
  onRefused: nothing,
  onStats: nothing,
  onQuality: nothing,
};
const attempt: ConnectionAttempt = {
  done: new Promise(() => {}),
  queue: null,
  abandon: nothing,
  adopt: () => true,
};
const ann = {};
const bob = {};

function parkedByAnn() {
  const given = { attempt, options, initial: { wish: {}, number: 0 }, identity: ann };
  const parked: Parameters<typeof park>[0] = [];
  park(parked, given);
  return { parked, given };
}

test('a place in the queue is taken over by a start that asks for the same, once', () => {
  const { parked, given } = parkedByAnn();
  expect(unpark(parked, ann, options, handlers)).toBe(given);
  expect(unpark(parked, ann, options, handlers)).toBeUndefined();
});

test('not with other options', () => {
  const { parked } = parkedByAnn();
  expect(unpark(parked, ann, { ...options, queryParams: { a: '1' } }, handlers)).toBeUndefined();
});

test('not for another model', () => {
  const { parked } = parkedByAnn();
  const other = { ...options, model: resolveModel('lucy-vton-3') };
  expect(unpark(parked, ann, other, handlers)).toBeUndefined();
});

test('once it has ended, it is kept no longer', async () => {
  const done = Promise.resolve({ loss: { said: '' } });
  const parked: Parameters<typeof park>[0] = [];
  park(parked, { attempt: { ...attempt, done }, options, initial: { wish: {}, number: 0 }, identity: ann });
  expect(parked).toHaveLength(1);
  await done;
  expect(parked).toEqual([]);
});

test('not by whoever signs in after the user who queued has signed out', () => {
  const { parked } = parkedByAnn();
  expect(unpark(parked, bob, options, handlers)).toBeUndefined();
});
