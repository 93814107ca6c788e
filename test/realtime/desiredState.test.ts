import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { image, later, prompt, rejection, settle, setUp } from './desiredRequests';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('before a session is live', () => {
  test('an update waits, and is part of what the session begins with', async () => {
    const { desired, connect, requests } = setUp();
    const outcome = desired.set({ prompt: prompt('noir') });
    expect(desired.snapshot().update.prompt).toEqual(prompt('noir'));
    connect();
    expect(await outcome).toBe('applied');
    expect(requests).toHaveLength(0);
  });

  test('a newer update overtakes it', async () => {
    const { desired, connect } = setUp();
    const older = desired.set({ prompt: prompt('noir') });
    const newer = desired.set({ prompt: prompt('neon') });
    expect(await older).toBe('superseded');
    connect();
    expect(await newer).toBe('applied');
  });

  test('an update of the image does not overtake one for the prompt', async () => {
    const { desired, connect } = setUp();
    const results = [desired.set({ prompt: prompt('noir') }), desired.set({ image: image('file_1') })];
    connect();
    expect(await Promise.all(results)).toEqual(['applied', 'applied']);
  });

  test('a stop rejects it', async () => {
    const { desired } = setUp();
    const outcome = desired.set({ prompt: prompt('noir') });
    desired.abort(new DecartError('ABORTED', 'stopped'));
    await expect(outcome).rejects.toMatchObject({ code: 'ABORTED' });
  });

  test('an update made while the session was being connected is sent once it is live', async () => {
    const { desired, send, requests, last } = setUp();
    void desired.set({ prompt: prompt('noir') });
    const begunWith = desired.snapshot();
    const outcome = desired.set({ prompt: prompt('neon') });
    desired.connect(send, begunWith, Promise.resolve(), Promise.resolve());
    await settle();
    expect(requests.map(({ change }) => change)).toEqual([{ prompt: prompt('neon') }]);
    last().acknowledge();
    expect(await outcome).toBe('applied');
  });
});

describe('in a live session', () => {
  test('a change is sent at once, and applied when it is acknowledged', async () => {
    const { desired, connect, statuses, last } = setUp();
    connect();
    await settle();
    const outcome = desired.set({ prompt: prompt('noir', false) });
    await settle();
    expect(last().change).toEqual({ prompt: prompt('noir', false) });
    expect(statuses.at(-1)).toBe('pending');
    last().acknowledge();
    expect(await outcome).toBe('applied');
    expect(statuses.at(-1)).toBe('applied');
  });

  test('of sixty changes in a second, a handful are sent, the last one last', async () => {
    const { desired, connect, requests } = setUp();
    connect();
    await settle();
    for (let i = 0; i < 60; i++) {
      desired.set({ prompt: prompt(`look ${i}`) }).catch(() => {});
      requests.at(-1)?.acknowledge();
      await later(16);
    }
    await later(200);
    expect(requests.length).toBeLessThanOrEqual(10);
    expect(requests.at(-1)?.change.prompt).toEqual(prompt('look 59'));
  });

  test('one request is in flight, and only the newest waiting one is sent', async () => {
    const { desired, connect, requests, last } = setUp();
    connect();
    await settle();
    const first = desired.set({ prompt: prompt('one') });
    await settle();
    const second = desired.set({ prompt: prompt('two') });
    const third = desired.set({ prompt: prompt('three') });
    expect(requests).toHaveLength(1);
    const isThirdTold = vi.fn();
    void third.then(isThirdTold);
    last().acknowledge();
    await later(200);
    expect(requests.map(({ change }) => change.prompt?.text)).toEqual(['one', 'three']);
    expect(isThirdTold).not.toHaveBeenCalled();
    last().acknowledge();
    expect(await Promise.all([first, second, third])).toEqual(['applied', 'superseded', 'applied']);
  });

  test('changes made at once are sent as one, and the last of them counts', async () => {
    const { desired, connect, requests, last } = setUp();
    connect();
    await settle();
    const outcomes = [
      desired.set({ prompt: prompt('one') }),
      desired.set({ image: image('file_1') }),
      desired.set({ prompt: prompt('two') }),
    ];
    await settle();
    expect(requests.map(({ change }) => change)).toEqual([{ prompt: prompt('two'), image: image('file_1') }]);
    last().acknowledge();
    expect(await Promise.all(outcomes)).toEqual(['superseded', 'applied', 'applied']);
  });

  test('a new prompt never touches the image', async () => {
    const { desired, connect, last } = setUp();
    void desired.set({ image: image('file_1'), prompt: prompt('noir') });
    connect();
    await settle();
    void desired.set({ prompt: prompt('neon') });
    await settle();
    expect(last().change).toEqual({ prompt: prompt('neon') });
  });

  test('the image is cleared only by null', async () => {
    const { desired, connect, last } = setUp();
    void desired.set({ image: image('file_1') });
    connect();
    await settle();
    void desired.set({ image: null });
    await settle();
    expect(last().change).toEqual({ image: null });
  });

  test('how the prompt is read can be changed on its own', async () => {
    const { desired, connect, last } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    void desired.set({ prompt: prompt('noir', false) });
    await settle();
    expect(last().change).toEqual({ prompt: prompt('noir', false) });
  });

  test('an empty update is applied, and sends nothing', async () => {
    const { desired, connect, requests, statuses } = setUp();
    connect();
    await settle();
    expect(await desired.set({})).toBe('applied');
    expect(statuses.at(-1)).toBe('idle');
    expect(requests).toHaveLength(0);
  });

  test('a value that is already desired is applied without being sent', async () => {
    const { desired, connect, requests } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    expect(await desired.set({ prompt: prompt('noir') })).toBe('applied');
    expect(requests).toHaveLength(0);
  });
});

describe('a lost session', () => {
  test.each(['before', 'after'])(
    'keeps the desired state for the next session, whether its loss is known %s the request fails',
    async (known) => {
      const { desired, connect, last, statuses, rejected } = setUp();
      connect();
      await settle();
      const outcome = desired.set({ prompt: prompt('noir') });
      await settle();
      if (known === 'before') desired.disconnect();
      last().refuse(new DecartError('CONNECTION_LOST', 'lost'));
      await settle();
      desired.disconnect();
      expect(desired.snapshot().update.prompt).toEqual(prompt('noir'));
      connect();
      expect(await outcome).toBe('applied');
      expect(statuses).not.toContain('rejected');
      expect(rejected).toEqual([]);
    },
  );

  test('leaves the request in flight to a newer update, and sends nothing any more', async () => {
    const { desired, connect, requests } = setUp();
    connect();
    await settle();
    const older = desired.set({ prompt: prompt('one') });
    await settle();
    const newer = desired.set({ prompt: prompt('two') });
    await settle();
    desired.disconnect();
    expect(await older).toBe('superseded');
    expect(vi.getTimerCount()).toBe(0);
    connect();
    expect(await newer).toBe('applied');
    expect(requests).toHaveLength(1);
  });

  test('has nothing more to send, even if a change waits for its turn', async () => {
    const { desired, connect, last } = setUp();
    connect();
    await settle();
    void desired.set({ prompt: prompt('one') });
    await settle();
    last().acknowledge();
    void desired.set({ prompt: prompt('two') });
    await settle();
    expect(vi.getTimerCount()).toBe(1);
    desired.disconnect();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('no longer affects what the next one begins with', async () => {
    const { desired, connect, requests, last } = setUp();
    connect();
    await settle();
    void desired.set({ prompt: prompt('noir') });
    await settle();
    const lost = last();
    desired.disconnect();
    connect();
    lost.refuse(rejection);
    await settle();
    expect(desired.snapshot().update.prompt).toEqual(prompt('noir'));
    expect(requests).toHaveLength(1);
  });
});
