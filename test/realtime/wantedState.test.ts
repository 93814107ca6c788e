import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { later, rejection, settle, setUp } from './wantedRequests';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('before a session is live', () => {
  test('a wish waits, and is part of what the session begins with', async () => {
    const { wanted, attach, requests } = setUp();
    const outcome = wanted.want({ prompt: 'noir' });
    expect(wanted.snapshot().wish.prompt).toBe('noir');
    attach();
    expect(await outcome).toBe('applied');
    expect(requests).toHaveLength(0);
  });

  test('a newer wish overtakes it', async () => {
    const { wanted, attach } = setUp();
    const older = wanted.want({ prompt: 'noir' });
    const newer = wanted.want({ prompt: 'neon' });
    expect(await older).toBe('superseded');
    attach();
    expect(await newer).toBe('applied');
  });

  test('a wish for the image does not overtake one for the prompt', async () => {
    const { wanted, attach } = setUp();
    const prompt = wanted.want({ prompt: 'noir' });
    const image = wanted.want({ image: 'file_1' });
    attach();
    expect(await Promise.all([prompt, image])).toEqual(['applied', 'applied']);
  });

  test('a stop rejects it', async () => {
    const { wanted } = setUp();
    const outcome = wanted.want({ prompt: 'noir' });
    wanted.abort(new DecartError('ABORTED', 'stopped'));
    await expect(outcome).rejects.toMatchObject({ code: 'ABORTED' });
  });

  test('a wish made while the session was being connected is sent once it is live', async () => {
    const { wanted, send, requests, last } = setUp();
    void wanted.want({ prompt: 'noir' });
    const begunWith = wanted.snapshot();
    const outcome = wanted.want({ prompt: 'neon' });
    wanted.attach(send, begunWith, Promise.resolve());
    await settle();
    expect(requests.map(({ change }) => change)).toEqual([{ prompt: 'neon' }]);
    last().acknowledge();
    expect(await outcome).toBe('applied');
  });
});

describe('in a live session', () => {
  test('a change is sent at once, and applied when it is acknowledged', async () => {
    const { wanted, attach, statuses, last } = setUp();
    attach();
    await settle();
    const outcome = wanted.want({ prompt: 'noir', enhance: false });
    await settle();
    expect(last().change).toEqual({ prompt: 'noir', enhance: false });
    expect(statuses.at(-1)).toBe('pending');
    last().acknowledge();
    expect(await outcome).toBe('applied');
    expect(statuses.at(-1)).toBe('applied');
  });

  test('sixty changes in a second send a handful, the last of them last', async () => {
    const { wanted, attach, requests } = setUp();
    attach();
    await settle();
    for (let i = 0; i < 60; i++) {
      wanted.want({ prompt: `look ${i}` }).catch(() => {});
      requests.at(-1)?.acknowledge();
      await later(16);
    }
    await later(200);
    expect(requests.length).toBeLessThanOrEqual(10);
    expect(requests.at(-1)?.change.prompt).toBe('look 59');
  });

  test('one request is in flight, and only the newest of those that wait is sent', async () => {
    const { wanted, attach, requests, last } = setUp();
    attach();
    await settle();
    const first = wanted.want({ prompt: 'one' });
    await settle();
    const second = wanted.want({ prompt: 'two' });
    const third = wanted.want({ prompt: 'three' });
    expect(requests).toHaveLength(1);
    const isThirdTold = vi.fn();
    void third.then(isThirdTold);
    last().acknowledge();
    await later(200);
    expect(requests.map(({ change }) => change.prompt)).toEqual(['one', 'three']);
    expect(isThirdTold).not.toHaveBeenCalled();
    last().acknowledge();
    expect(await Promise.all([first, second, third])).toEqual(['applied', 'superseded', 'applied']);
  });

  test('what is asked for in one go is sent as one, and the last of it counts', async () => {
    const { wanted, attach, requests, last } = setUp();
    attach();
    await settle();
    const outcomes = [
      wanted.want({ prompt: 'one' }),
      wanted.want({ image: 'file_1' }),
      wanted.want({ prompt: 'two' }),
    ];
    await settle();
    expect(requests.map(({ change }) => change)).toEqual([{ prompt: 'two', image: 'file_1' }]);
    last().acknowledge();
    expect(await Promise.all(outcomes)).toEqual(['superseded', 'applied', 'applied']);
  });

  test('a new prompt never touches the image', async () => {
    const { wanted, attach, last } = setUp();
    void wanted.want({ image: 'file_1', prompt: 'noir' });
    attach();
    await settle();
    void wanted.want({ prompt: 'neon' });
    await settle();
    expect(last().change).toEqual({ prompt: 'neon' });
  });

  test('the image is cleared by null, and by nothing else', async () => {
    const { wanted, attach, last } = setUp();
    void wanted.want({ image: 'file_1' });
    attach();
    await settle();
    void wanted.want({ image: null });
    await settle();
    expect(last().change).toEqual({ image: null });
  });

  test('how the prompt is read is changed by itself', async () => {
    const { wanted, attach, last } = setUp();
    void wanted.want({ prompt: 'noir' });
    attach();
    await settle();
    void wanted.want({ enhance: false });
    await settle();
    expect(last().change).toEqual({ prompt: 'noir', enhance: false });
  });

  test('how a prompt is to be read, without one, is nothing yet', async () => {
    const { wanted, attach, requests, statuses } = setUp();
    attach();
    await settle();
    expect(await wanted.want({ enhance: false })).toBe('applied');
    expect(statuses.at(-1)).toBe('idle');
    expect(requests).toHaveLength(0);
  });

  test('what is wanted already is applied without being sent', async () => {
    const { wanted, attach, requests } = setUp();
    void wanted.want({ prompt: 'noir' });
    attach();
    await settle();
    expect(await wanted.want({ prompt: 'noir' })).toBe('applied');
    expect(requests).toHaveLength(0);
  });
});

describe('a lost session', () => {
  test.each(['before', 'after'])(
    'keeps what is wanted for the next one, also when that is known %s the request fails',
    async (known) => {
      const { wanted, attach, last, statuses, rejected } = setUp();
      attach();
      await settle();
      const outcome = wanted.want({ prompt: 'noir' });
      await settle();
      if (known === 'before') wanted.detach();
      last().refuse(new DecartError('CONNECTION_LOST', 'lost'));
      await settle();
      wanted.detach();
      expect(wanted.snapshot().wish.prompt).toBe('noir');
      attach();
      expect(await outcome).toBe('applied');
      expect(statuses).not.toContain('rejected');
      expect(rejected).toEqual([]);
    },
  );

  test('leaves what was in flight to a newer wish, and sends nothing any more', async () => {
    const { wanted, attach, requests } = setUp();
    attach();
    await settle();
    const older = wanted.want({ prompt: 'one' });
    await settle();
    const newer = wanted.want({ prompt: 'two' });
    await settle();
    wanted.detach();
    expect(await older).toBe('superseded');
    expect(vi.getTimerCount()).toBe(0);
    attach();
    expect(await newer).toBe('applied');
    expect(requests).toHaveLength(1);
  });

  test('has nothing more to send, also when a change waits for its turn', async () => {
    const { wanted, attach, last } = setUp();
    attach();
    await settle();
    void wanted.want({ prompt: 'one' });
    await settle();
    last().acknowledge();
    void wanted.want({ prompt: 'two' });
    await settle();
    expect(vi.getTimerCount()).toBe(1);
    wanted.detach();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('has no say any more in what the next one is given', async () => {
    const { wanted, attach, requests, last } = setUp();
    attach();
    await settle();
    void wanted.want({ prompt: 'noir' });
    await settle();
    const lost = last();
    wanted.detach();
    attach();
    lost.refuse(rejection);
    await settle();
    expect(wanted.snapshot().wish.prompt).toBe('noir');
    expect(requests).toHaveLength(1);
  });
});
