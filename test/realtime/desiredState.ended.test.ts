import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { image, prompt, rejection, settle, setUp } from './desiredRequests';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the value that ended the session', () => {
  test('is never sent again: the next session begins with what was acknowledged', async () => {
    const { desired, connect, statuses, rejected } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    const refused = desired.set({ prompt: prompt('forbidden') });
    const alone = desired.set({ image: image('file_1') });
    await settle();
    desired.disconnect();
    desired.rollback([['prompt', 'image']], rejection);
    await expect(refused).rejects.toBe(rejection);
    await expect(alone).rejects.toBe(rejection);
    expect(desired.snapshot().update).toEqual({ prompt: prompt('noir'), image: undefined });
    expect(statuses.at(-1)).toBe('rejected');
    expect(rejected).toEqual(['forbidden']);
  });

  test('stays rejected in the status while the session reconnects with what was acknowledged', async () => {
    const { desired, connect, statuses } = setUp();
    void desired.set({ image: image('file_1') });
    connect();
    await settle();
    desired.set({ image: image('too large') }).catch(() => {});
    await settle();
    desired.disconnect();
    desired.rollback([['image']], rejection);
    connect();
    await settle();
    expect(desired.snapshot().update.image).toBe(image('file_1'));
    expect(statuses.at(-1)).toBe('rejected');
  });

  const [noir, oil] = [prompt('noir'), prompt('oil')];
  const [one, other] = [image('file_1'), image('file_2')];

  test.each([
    ['prompt', { prompt: oil }, { prompt: noir, image: one }],
    ['image', { image: other }, { prompt: noir, image: one }],
    ['image, which was removed', { image: null }, { prompt: noir, image: one }],
  ])('is only the %s that changed', async (_, change, before) => {
    const { desired, connect, rejected } = setUp();
    void desired.set(before);
    connect();
    await settle();
    const refused = desired.set(change);
    await settle();
    desired.disconnect();
    desired.rollback([['prompt', 'image']], rejection);
    await expect(refused).rejects.toBe(rejection);
    expect(desired.snapshot().update).toEqual(before);
    expect(rejected).toEqual(['forbidden']);
  });

  test('is not a newer one, which was not sent yet', async () => {
    const { desired, connect, statuses, rejected } = setUp();
    void desired.set({ image: one });
    connect();
    await settle();
    void desired.set({ image: image('too large') });
    await settle();
    const newer = desired.set({ image: other });
    desired.disconnect();
    desired.rollback([['image']], rejection);
    expect(desired.snapshot().update.image).toBe(other);
    expect(rejected).toEqual([]);
    connect();
    expect(await newer).toBe('applied');
    expect(statuses.at(-1)).toBe('applied');
  });

  test('is not one that was requested while the next session began without it', async () => {
    const { desired, rejected } = setUp();
    void desired.set({ prompt: noir });
    const { update } = desired.snapshot();
    void desired.set({ prompt: oil });
    desired.rollback([['prompt', 'image']], rejection, update);
    expect(desired.snapshot().update.prompt).toBe(oil);
    expect(rejected).toEqual([]);
  });

  test('is not a value that was acknowledged', async () => {
    const { desired, connect, rejected } = setUp();
    void desired.set({ prompt: prompt('noir') });
    connect();
    await settle();
    desired.disconnect();
    desired.rollback([['prompt', 'image']], rejection);
    expect(desired.snapshot().update.prompt).toEqual(prompt('noir'));
    expect(rejected).toEqual([]);
  });

  test("is not a session's initial value that was acknowledged late", async () => {
    const { desired, connectUnconfirmed } = setUp();
    const before = { prompt: noir, image: one };
    void desired.set(before);
    const { confirm } = connectUnconfirmed();
    await settle();
    confirm();
    await settle();
    desired.set({ prompt: oil }).catch(() => {});
    await settle();
    desired.disconnect();
    desired.rollback([['prompt', 'image']], rejection);
    expect(desired.snapshot().update).toEqual(before);
  });

  test("may be a session's initial value that was refused, whatever is confirmed later", async () => {
    const { desired, connectUnconfirmed } = setUp();
    void desired.set({ prompt: prompt('forbidden') });
    const { confirm } = connectUnconfirmed();
    await settle();
    desired.rejectInitial(rejection);
    confirm();
    await settle();
    desired.set({ prompt: oil }).catch(() => {});
    await settle();
    desired.disconnect();
    desired.rollback([['prompt', 'image']], rejection);
    expect(desired.snapshot().update.prompt).toBeUndefined();
  });

  test("may be a session's initial value, as long as it was not acknowledged", async () => {
    const { desired, connect } = setUp();
    void desired.set({ prompt: prompt('forbidden') });
    connect(false);
    await settle();
    desired.disconnect();
    desired.rollback([['prompt', 'image']], rejection);
    expect(desired.snapshot().update.prompt).toBeUndefined();
  });
});
