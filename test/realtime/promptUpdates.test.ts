import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { createPromptUpdates } from '../../src/realtime/promptUpdates';
import type { Update } from '../../src/realtime/update';
import { connectedPrompts } from './connectedPrompts';
import { createDelivered } from './desiredRequests';

describe('an empty prompt', () => {
  test.each(['', '  '])('is refused if nothing else is requested: %j', async (prompt) => {
    const { update, desired } = connectedPrompts();
    await update({ prompt: 'noir' });
    await expect(update({ prompt })).rejects.toMatchObject({ code: 'INVALID_INPUT', fatal: false });
    expect(desired().prompt?.text).toBe('noir');
  });
});

test('a prompt that is a number gets an error that names the type', async () => {
  const { update } = connectedPrompts();
  // @ts-expect-error -- what plain JavaScript may pass
  await expect(update({ prompt: 123 })).rejects.toMatchObject({
    code: 'INVALID_INPUT',
    message: expect.stringContaining('string'),
  });
});

describe('how a prompt is read', () => {
  test('is set by its own call, else by the default', async () => {
    const { update, desired, setDefaultEnhance } = connectedPrompts();
    await update({ prompt: 'exact words', enhance: false });
    await update({ prompt: 'a castle' });
    expect(desired().prompt).toEqual({ text: 'a castle', enhance: true });
    await setDefaultEnhance(false);
    expect(desired().prompt).toEqual({ text: 'a castle', enhance: false });
    await update({ prompt: 'exact words', enhance: true });
    expect(setDefaultEnhance(true)).toBeUndefined();
    expect(setDefaultEnhance(false)).toBeUndefined();
    expect(desired().prompt).toEqual({ text: 'exact words', enhance: true });
  });

  test.each<[string, (prompts: ReturnType<typeof connectedPrompts>) => unknown]>([
    ['by a call', ({ update }) => update({ enhance: false })],
    ['as the default', ({ setDefaultEnhance }) => setDefaultEnhance(false)],
  ])('changed alone, %s, does not request a refused prompt again', async (_how, change) => {
    const prompts = connectedPrompts();
    await prompts.update({ prompt: 'a castle' });
    await expect(prompts.update({ prompt: 'forbidden' })).rejects.toMatchObject({ code: 'PROMPT_REJECTED' });
    await change(prompts);
    expect(prompts.sent.filter(({ prompt }) => prompt?.text === 'forbidden')).toHaveLength(1);
    expect(prompts.desired().prompt).toEqual({ text: 'a castle', enhance: false });
  });

  test('changed alone, applies to a prompt that waits for its image', async () => {
    const { update, desired } = connectedPrompts();
    await update({ prompt: 'a castle' });
    const both = update({ prompt: 'a harbor', image: 'file_1' });
    await update({ enhance: false });
    await both;
    expect(desired().prompt).toEqual({ text: 'a harbor', enhance: false });
  });

  test('set alone, applies to the newest prompt', async () => {
    const { update, desired } = connectedPrompts();
    expect(await update({ enhance: false })).toBe('applied');
    expect(desired()).toEqual({});
    await update({ prompt: 'a castle' });
    await update({ enhance: false });
    expect(desired().prompt).toEqual({ text: 'a castle', enhance: false });
  });
});

test('a reference image that another one has replaced is not kept in memory', async () => {
  const state = createDelivered({ onChange() {}, onRejected() {} });
  const read: WeakRef<object>[] = [];
  const stub = {
    ...state,
    // Other references to them are left out.
    async set({ image }: Update) {
      if (image) read.push(new WeakRef(image));
      return 'applied' as const;
    },
  };
  const { update, imagesRead } = createPromptUpdates(stub, true);
  for (let i = 0; i < 20; i++) await update({ image: `file_${i}` });
  await imagesRead();
  setFlagsFromString('--expose-gc');
  const gc: () => void = runInNewContext('gc');
  const kept = () => {
    gc();
    return read.filter((image) => image.deref()).length;
  };
  expect(read).toHaveLength(20);
  await expect.poll(kept).toBeLessThan(3);
});
