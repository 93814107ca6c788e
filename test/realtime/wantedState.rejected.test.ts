import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { later, rejection, settle, setUp } from './wantedRequests';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

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

  test('is forgotten when another one is applied', async () => {
    const { wanted, attach, last, statuses, wantForbidden } = setUp();
    attach();
    await settle();
    await wantForbidden();
    await later(200);
    void wanted.want({ prompt: 'noir' });
    await settle();
    expect(statuses.at(-1)).toBe('pending');
    last().acknowledge();
    await settle();
    expect(statuses.at(-1)).toBe('applied');
  });

  test('is past when the next session has what was good before', async () => {
    const { wanted, attach, statuses, wantForbidden } = setUp();
    void wanted.want({ prompt: 'noir' });
    attach();
    await settle();
    await wantForbidden();
    await settle();
    wanted.detach();
    attach();
    await settle();
    expect(statuses.at(-1)).toBe('applied');
  });

  test('is not sent again with the next change', async () => {
    const { wanted, attach, last, wantForbidden } = setUp();
    attach();
    await settle();
    await wantForbidden();
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

describe('an error of the service, which may be about something else,', () => {
  const serverError = new DecartError('WEBRTC_SERVER_ERROR', 'hiccup', { fatal: false });

  test('costs one more request, not the wish', async () => {
    const { wanted, attach, requests, last } = setUp();
    attach();
    await settle();
    const outcome = wanted.want({ prompt: 'noir' });
    await settle();
    last().refuse(serverError);
    await settle();
    expect(requests).toHaveLength(2);
    last().acknowledge();
    expect(await outcome).toBe('applied');
  });

  test('that comes again is about the wish', async () => {
    const { wanted, attach, requests, last } = setUp();
    attach();
    await settle();
    const outcome = wanted.want({ prompt: 'noir' });
    await settle();
    last().refuse(serverError);
    await settle();
    last().refuse(serverError);
    await expect(outcome).rejects.toBe(serverError);
    await later(200);
    expect(requests).toHaveLength(2);
  });
});
