import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { image, later, prompt, rejection, settle, setUp } from './desiredRequests';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('a rejected prompt', () => {
  test('rejects its caller and leaves the last good one desired', async () => {
    const { desired, connect, last, statuses, rejected } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    const outcome = desired.set({ prompt: prompt('forbidden') });
    await settle();
    last().refuse(rejection);
    await expect(outcome).rejects.toBe(rejection);
    expect(statuses.at(-1)).toBe('rejected');
    expect(rejected).toEqual(['forbidden']);
    expect(desired.snapshot().update.prompt).toEqual(prompt('noir'));
  });

  test('is forgotten when another one is applied', async () => {
    const { desired, connect, last, statuses, askForForbidden } = setUp();
    connect();
    await settle();
    await askForForbidden();
    await later(200);
    void desired.set({ prompt: prompt('noir') });
    await settle();
    expect(statuses.at(-1)).toBe('pending');
    last().acknowledge();
    await settle();
    expect(statuses.at(-1)).toBe('applied');
  });

  test('is over when the next session has the last good value', async () => {
    const { desired, connect, statuses, askForForbidden } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    await askForForbidden();
    await settle();
    desired.disconnect();
    connect();
    await settle();
    expect(statuses.at(-1)).toBe('applied');
  });

  test('is not sent again with the next change', async () => {
    const { desired, connect, last, askForForbidden } = setUp();
    connect();
    await settle();
    await askForForbidden();
    await later(200);
    void desired.set({ image: image('file_1') });
    await settle();
    expect(last().change).toEqual({ image: image('file_1') });
  });

  test('does not affect a newer prompt', async () => {
    const { desired, connect, last } = setUp();
    connect();
    await settle();
    desired.set({ prompt: prompt('forbidden') }).catch(() => {});
    await settle();
    const newer = desired.set({ prompt: prompt('noir') });
    last().refuse(rejection);
    await later(200);
    expect(last().change.prompt).toEqual(prompt('noir'));
    last().acknowledge();
    expect(await newer).toBe('applied');
  });

  test('as the initial one, is replaced by the last good one, which the new session does not have yet', async () => {
    const { desired, connect, last, statuses, connectRefused } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    desired.disconnect();
    desired.set({ prompt: prompt('forbidden') }).catch(() => {});
    connectRefused();
    await settle();
    expect(last().change.prompt).toEqual(prompt('noir'));
    last().acknowledge();
    await settle();
    expect(statuses.at(-1)).toBe('rejected');
  });

  test('as the initial one, is not sent again if an earlier session had accepted it', async () => {
    const { desired, connect, requests, rejected, connectRefused } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    desired.disconnect();
    connectRefused();
    await later(200);
    expect(requests).toEqual([]);
    expect(desired.snapshot().update.prompt).toBeUndefined();
    expect(rejected).toEqual(['forbidden']);
  });

  test('as the initial one, is reported too', async () => {
    const { desired, rejected, connectRefused } = setUp();
    const outcome = desired.set({ prompt: prompt('forbidden') });
    connectRefused();
    await expect(outcome).rejects.toBe(rejection);
    expect(rejected).toEqual(['forbidden']);
    expect(desired.snapshot().update.prompt).toBeUndefined();
  });
});

describe('a prompt that was refused together with an image', () => {
  test('requested separately leaves the image desired, which is sent alone', async () => {
    const { desired, requests, last, statuses, rejected, connectRefused } = setUp();
    const refused = desired.set({ prompt: prompt('forbidden') });
    const alone = desired.set({ image: image('file_1') });
    connectRefused();
    await expect(refused).rejects.toBe(rejection);
    expect(requests.map(({ change }) => change)).toEqual([{ image: image('file_1') }]);
    last().acknowledge();
    expect(await alone).toBe('applied');
    await later(200);
    expect(requests).toHaveLength(1);
    expect(rejected).toEqual(['forbidden']);
    expect(statuses.at(-1)).toBe('rejected');
    expect(desired.snapshot().update).toMatchObject({ prompt: undefined, image: image('file_1') });
  });

  test('is dropped together with it when the image is refused, too', async () => {
    const { desired, requests, last, connectRefused } = setUp();
    desired.set({ prompt: prompt('forbidden') }).catch(() => {});
    const alone = desired.set({ image: image('file_1') });
    connectRefused();
    await settle();
    last().refuse(rejection);
    await expect(alone).rejects.toBe(rejection);
    await later(200);
    expect(requests).toHaveLength(1);
    expect(desired.snapshot().update).toMatchObject({ prompt: undefined, image: undefined });
  });

  test('and acknowledged before stays: the image is at fault', async () => {
    const { desired, connect, requests, rejected, connectRefused } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    desired.disconnect();
    const outcome = desired.set({ image: image('file_1') });
    connectRefused();
    await expect(outcome).rejects.toBe(rejection);
    await later(200);
    expect(requests.map(({ change }) => change)).toEqual([{ prompt: prompt('noir') }]);
    expect(desired.snapshot().update).toMatchObject({ prompt: prompt('noir'), image: undefined });
    expect(rejected).toEqual(['forbidden']);
  });

  test('late, and acknowledged before, stays: the image is at fault', async () => {
    const { desired, connect, requests } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    desired.disconnect();
    void desired.set({ image: image('file_1') });
    connect();
    await settle();
    desired.rejectInitial(rejection);
    await later(200);
    expect(requests.map(({ change }) => change)).toEqual([{ prompt: prompt('noir') }]);
  });

  test('in one call drops the image with it', async () => {
    const { desired, connect, last, requests } = setUp();
    connect();
    await settle();
    const outcome = desired.set({ prompt: prompt('forbidden'), image: image('file_1') });
    await settle();
    last().refuse(rejection);
    await expect(outcome).rejects.toBe(rejection);
    await later(200);
    expect(requests).toHaveLength(1);
    expect(desired.snapshot().update).toMatchObject({ prompt: undefined, image: undefined });
  });
});

describe('the initial state of a session, refused after it seemed accepted', () => {
  test('is reported, and is no longer desired', async () => {
    const { desired, connect, requests, statuses, rejected } = setUp();
    void desired.set({ prompt: prompt('forbidden') });
    connect();
    await settle();
    desired.rejectInitial(rejection);
    await later(200);
    expect(statuses.at(-1)).toBe('rejected');
    expect(rejected).toEqual(['forbidden']);
    expect(desired.snapshot().update.prompt).toBeUndefined();
    expect(requests).toHaveLength(0);
  });

  test('is not sent again if an earlier session had accepted it', async () => {
    const { desired, connect, requests } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    desired.disconnect();
    connect();
    await settle();
    desired.rejectInitial(rejection);
    await later(200);
    expect(requests).toEqual([]);
    expect(desired.snapshot().update.prompt).toBeUndefined();
  });

  test('is replaced by the last good one, which the new session does not have yet', async () => {
    const { desired, connect, last, statuses } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    desired.disconnect();
    desired.set({ prompt: prompt('forbidden') }).catch(() => {});
    connect();
    await settle();
    desired.rejectInitial(rejection);
    expect(last().change.prompt).toEqual(prompt('noir'));
    last().acknowledge();
    await settle();
    expect(statuses.at(-1)).toBe('rejected');
    expect(desired.snapshot().update.prompt).toEqual(prompt('noir'));
  });

  test('does not affect a newer prompt', async () => {
    const { desired, connect, last, rejected } = setUp();
    void desired.set({ prompt: prompt('forbidden') });
    connect();
    await settle();
    void desired.set({ prompt: prompt('neon') });
    await settle();
    last().acknowledge();
    await settle();
    desired.rejectInitial(rejection);
    expect(rejected).toEqual([]);
  });
});

describe('an error of the service, which may be about something else,', () => {
  const serverError = new DecartError('WEBRTC_SERVER_ERROR', 'hiccup', { fatal: false });

  test('costs one more request, not the change', async () => {
    const { desired, connect, requests, last } = setUp();
    connect();
    await settle();
    const outcome = desired.set({ prompt: prompt('noir') });
    await settle();
    last().refuse(serverError);
    await settle();
    expect(requests).toHaveLength(2);
    last().acknowledge();
    expect(await outcome).toBe('applied');
  });

  test('that comes again is about the change', async () => {
    const { desired, connect, requests, last } = setUp();
    connect();
    await settle();
    const outcome = desired.set({ prompt: prompt('noir') });
    await settle();
    last().refuse(serverError);
    await settle();
    last().refuse(serverError);
    await expect(outcome).rejects.toBe(serverError);
    await later(200);
    expect(requests).toHaveLength(2);
  });
});
