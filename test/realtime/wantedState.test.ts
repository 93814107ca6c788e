import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { createWantedState, type Wish } from '../../src/realtime/wantedState';

interface Request {
  change: Wish;
  acknowledge(): void;
  refuse(error: DecartError): void;
}

function setUp() {
  const statuses: string[] = [];
  const rejected: string[] = [];
  const requests: Request[] = [];
  const wanted = createWantedState({
    onChange: (status) => statuses.push(status),
    onRejected: (error) => rejected.push(error.message),
  });
  const send = (change: Wish) =>
    new Promise<void>((acknowledge, refuse) => requests.push({ change, acknowledge, refuse }));
  const last = () => {
    const request = requests.at(-1);
    if (!request) throw new Error('nothing was sent');
    return request;
  };
  const attach = () => wanted.attach(send, wanted.snapshot(), Promise.resolve());
  return { wanted, send, statuses, rejected, requests, last, attach };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const later = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const rejection = new DecartError('PROMPT_REJECTED', 'forbidden', { fatal: false });

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
    last().acknowledge();
    await later(200);
    expect(requests.map(({ change }) => change.prompt)).toEqual(['one', 'three']);
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

  test('what is wanted already is applied without being sent', async () => {
    const { wanted, attach, requests } = setUp();
    void wanted.want({ prompt: 'noir' });
    attach();
    await settle();
    expect(await wanted.want({ prompt: 'noir' })).toBe('applied');
    expect(requests).toHaveLength(0);
  });
});

describe('a rejected prompt', () => {
  test('rejects its caller and leaves the last good one wanted', async () => {
    const { wanted, attach, last, statuses, rejected } = setUp();
    void wanted.want({ prompt: 'noir' });
    attach();
    await settle();
    const outcome = wanted.want({ prompt: 'forbidden' });
    await settle();
    last().refuse(rejection);
    await expect(outcome).rejects.toBe(rejection);
    expect(statuses.at(-1)).toBe('rejected');
    expect(rejected).toEqual(['forbidden']);
    expect(wanted.snapshot().wish.prompt).toBe('noir');
  });

  test('is not sent again with the next change', async () => {
    const { wanted, attach, last } = setUp();
    attach();
    await settle();
    wanted.want({ prompt: 'forbidden' }).catch(() => {});
    await settle();
    last().refuse(rejection);
    await later(200);
    void wanted.want({ image: 'file_1' });
    await settle();
    expect(last().change).toEqual({ image: 'file_1' });
  });

  test('does not take a newer prompt with it', async () => {
    const { wanted, attach, last } = setUp();
    attach();
    await settle();
    wanted.want({ prompt: 'forbidden' }).catch(() => {});
    await settle();
    const newer = wanted.want({ prompt: 'noir' });
    last().refuse(rejection);
    await later(200);
    expect(last().change.prompt).toBe('noir');
    last().acknowledge();
    expect(await newer).toBe('applied');
  });

  test('as the initial one gives way to the last good one, which the new session does not have yet', async () => {
    const { wanted, attach, send, last, statuses } = setUp();
    void wanted.want({ prompt: 'noir' });
    attach();
    await settle();
    wanted.detach();
    wanted.want({ prompt: 'forbidden' }).catch(() => {});
    wanted.attach(send, wanted.snapshot(), Promise.reject(rejection));
    await settle();
    expect(last().change.prompt).toBe('noir');
    last().acknowledge();
    await settle();
    expect(statuses.at(-1)).toBe('rejected');
  });

  test('as the initial one is told too', async () => {
    const { wanted, send, rejected } = setUp();
    const outcome = wanted.want({ prompt: 'forbidden' });
    wanted.attach(send, wanted.snapshot(), Promise.reject(rejection));
    await expect(outcome).rejects.toBe(rejection);
    expect(rejected).toEqual(['forbidden']);
    expect(wanted.snapshot().wish.prompt).toBeUndefined();
  });
});

describe('a prompt that was refused together with an image', () => {
  test('that somebody else asked for leaves the image wanted, which is sent alone', async () => {
    const { wanted, send, requests, last, statuses, rejected } = setUp();
    wanted.want({ prompt: 'forbidden' }).catch(() => {});
    wanted.want({ image: 'file_1' }).catch(() => {});
    wanted.attach(send, wanted.snapshot(), Promise.reject(rejection));
    await settle();
    expect(requests.map(({ change }) => change)).toEqual([{ image: 'file_1' }]);
    last().acknowledge();
    await later(200);
    expect(requests).toHaveLength(1);
    expect(rejected).toEqual(['forbidden']);
    expect(statuses.at(-1)).toBe('rejected');
    expect(wanted.snapshot().wish).toMatchObject({ prompt: undefined, image: 'file_1' });
  });

  test('is given up with it when the image is refused, too', async () => {
    const { wanted, send, requests, last } = setUp();
    wanted.want({ prompt: 'forbidden' }).catch(() => {});
    wanted.want({ image: 'file_1' }).catch(() => {});
    wanted.attach(send, wanted.snapshot(), Promise.reject(rejection));
    await settle();
    last().refuse(rejection);
    await later(200);
    expect(requests).toHaveLength(1);
    expect(wanted.snapshot().wish).toMatchObject({ prompt: undefined, image: undefined });
  });

  test('in one call takes the image with it', async () => {
    const { wanted, attach, last, requests } = setUp();
    attach();
    await settle();
    const outcome = wanted.want({ prompt: 'forbidden', image: 'file_1' });
    await settle();
    last().refuse(rejection);
    await expect(outcome).rejects.toBe(rejection);
    await later(200);
    expect(requests).toHaveLength(1);
    expect(wanted.snapshot().wish).toMatchObject({ prompt: undefined, image: undefined });
  });
});

describe('what a session began with, refused after it was taken for accepted', () => {
  test('is told, and is wanted no longer', async () => {
    const { wanted, attach, requests, statuses, rejected } = setUp();
    void wanted.want({ prompt: 'forbidden' });
    attach();
    await settle();
    wanted.refuse(rejection);
    await later(200);
    expect(statuses.at(-1)).toBe('rejected');
    expect(rejected).toEqual(['forbidden']);
    expect(wanted.snapshot().wish.prompt).toBeUndefined();
    expect(requests).toHaveLength(0);
  });

  test('gives way to the last good one, which the new session does not have yet', async () => {
    const { wanted, attach, last, statuses } = setUp();
    void wanted.want({ prompt: 'noir' });
    attach();
    await settle();
    wanted.detach();
    wanted.want({ prompt: 'forbidden' }).catch(() => {});
    attach();
    await settle();
    wanted.refuse(rejection);
    expect(last().change.prompt).toBe('noir');
    last().acknowledge();
    await settle();
    expect(statuses.at(-1)).toBe('rejected');
    expect(wanted.snapshot().wish.prompt).toBe('noir');
  });

  test('does not take a newer prompt with it', async () => {
    const { wanted, attach, last, rejected } = setUp();
    void wanted.want({ prompt: 'forbidden' });
    attach();
    await settle();
    void wanted.want({ prompt: 'neon' });
    await settle();
    last().acknowledge();
    await settle();
    wanted.refuse(rejection);
    expect(rejected).toEqual([]);
  });
});

describe('a lost session', () => {
  test('keeps what is wanted for the next one', async () => {
    const { wanted, attach, last } = setUp();
    attach();
    await settle();
    const outcome = wanted.want({ prompt: 'noir' });
    await settle();
    last().refuse(new DecartError('CONNECTION_LOST', 'lost'));
    wanted.detach();
    await settle();
    expect(wanted.snapshot().wish.prompt).toBe('noir');
    attach();
    expect(await outcome).toBe('applied');
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

test('an error of the service that may be about something else costs one more request, not the wish', async () => {
  const { wanted, attach, requests, last } = setUp();
  attach();
  await settle();
  const outcome = wanted.want({ prompt: 'noir' });
  await settle();
  const serverError = new DecartError('WEBRTC_SERVER_ERROR', 'hiccup', { fatal: false });
  last().refuse(serverError);
  await settle();
  expect(requests).toHaveLength(2);
  last().acknowledge();
  expect(await outcome).toBe('applied');
});
