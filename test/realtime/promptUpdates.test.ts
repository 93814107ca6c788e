import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { createDesiredState } from '../../src/realtime/desiredState';
import { createPromptUpdates } from '../../src/realtime/promptUpdates';
import type { Update } from '../../src/realtime/update';

function setUp() {
  const sent: Update[] = [];
  const state = createDesiredState({ onDesired() {}, onChange() {}, onRejected() {} });
  state.connect(async (change) => void sent.push(change), state.snapshot(), Promise.resolve(true));
  const prompts = createPromptUpdates(state, true);
  return { ...prompts, sent, desired: () => state.snapshot().update };
}

const png = new Blob([new Uint8Array([137, 80, 78, 71])], { type: 'image/png' });
const PNG = 'iVBORw==';

/** The network answers to nothing until it is told to. */
function slowNetwork() {
  const { fetch } = globalThis;
  onTestFinished(() => {
    globalThis.fetch = fetch;
  });
  const listeners = new EventTarget();
  const answers = new Map<string, Response>();
  globalThis.fetch = (input) =>
    new Promise((resolve) => {
      const look = () => {
        const answer = answers.get(String(input));
        if (answer) resolve(answer);
      };
      listeners.addEventListener('answer', look);
      look();
    });
  return (url: string, answer = new Response(png)) => {
    answers.set(url, answer);
    listeners.dispatchEvent(new Event('answer'));
  };
}

describe('the newest wins while an image is loaded', () => {
  test('a prompt that came later than the image stays', async () => {
    const { update, desired } = setUp();
    const answer = slowNetwork();
    const both = update({ prompt: 'older', image: '/a.png' });
    const prompt = update({ prompt: 'newer' });
    answer('/a.png');
    expect(await Promise.all([both, prompt])).toEqual(['applied', 'applied']);
    expect(desired()).toMatchObject({ prompt: { text: 'newer' }, image: { source: '/a.png', data: PNG } });
  });

  test('a prompt is not lost with the image that it came with', async () => {
    const { update, desired } = setUp();
    const answer = slowNetwork();
    const both = update({ prompt: 'kept', enhance: false, image: '/a.png' });
    const image = update({ image: 'file_b' });
    expect(await image).toBe('applied');
    answer('/a.png');
    expect(await both).toBe('applied');
    expect(desired()).toMatchObject({ prompt: { text: 'kept', enhance: false }, image: { data: 'file_b' } });
  });

  test('how an older prompt was to be read says nothing of the newer one', async () => {
    const { update, desired } = setUp();
    const answer = slowNetwork();
    const both = update({ prompt: 'older', enhance: false, image: '/a.png' });
    await update({ prompt: 'newer' });
    answer('/a.png');
    await both;
    expect(desired()).toMatchObject({ prompt: { text: 'newer' }, image: { source: '/a.png', data: PNG } });
    expect(desired().prompt?.enhance).toBe(true);
  });

  test('an image that a newer one overtook is not sent', async () => {
    const { update, desired, sent } = setUp();
    const answer = slowNetwork();
    const older = update({ image: '/a.png' });
    const newer = update({ image: null });
    answer('/a.png');
    expect(await Promise.all([older, newer])).toEqual(['superseded', 'applied']);
    expect(desired().image).toBeNull();
    expect(sent).toEqual([{ image: null }]);
  });
});

test('a stop rejects the call that waits for an image at once; the image stays desired, and the next call waits again', async () => {
  const { update, desired, abort } = setUp();
  const answer = slowNetwork();
  const outcome = update({ image: '/a.png' });
  const stopped = new DecartError('ABORTED', 'stopped');
  abort(stopped);
  await expect(outcome).rejects.toBe(stopped);
  answer('/a.png');
  await expect.poll(() => desired().image?.data).toBe(PNG);
  const next = update({ image: '/b.png' });
  answer('/b.png');
  expect(await next).toBe('applied');
});

describe('a prompt that says nothing', () => {
  test.each(['', '  '])('is refused where it is all that is asked for: %j', async (prompt) => {
    const { update, desired } = setUp();
    await update({ prompt: 'noir' });
    await expect(update({ prompt })).rejects.toMatchObject({ code: 'INVALID_INPUT', fatal: false });
    expect(desired().prompt?.text).toBe('noir');
  });
});

describe('a reference image', () => {
  test('is read once: its file may be gone at the next reconnect', async () => {
    const { update, desired, imagesRead } = setUp();
    const file = new File([png], 'a.png', { type: 'image/png' });
    void update({ image: file });
    await imagesRead();
    const { image } = desired();
    expect(image).toEqual({ source: file, data: PNG });
  });

  test('that cannot be read, is empty or is no image is said at once, and changes nothing', async () => {
    const { update, desired } = setUp();
    const gone = new File([png], 'gone.png', { type: 'image/png' });
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    for (const image of [
      gone,
      new Blob([], { type: 'image/png' }),
      new Blob(['<html>'], { type: 'text/html' }),
    ]) {
      await expect(update({ image })).rejects.toMatchObject({ code: 'INVALID_INPUT', fatal: false });
    }
    const answer = slowNetwork();
    const page = update({ image: '/not-found' });
    answer('/not-found', new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    await expect(page).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(desired()).toEqual({});
  });

  test('that another one has replaced is not kept in memory', async () => {
    const state = createDesiredState({ onDesired() {}, onChange() {}, onRejected() {} });
    const read: WeakRef<object>[] = [];
    const stub = {
      ...state,
      // Whatever else would keep them is left out.
      async set({ image }: Update) {
        if (image) read.push(new WeakRef(image));
        return 'applied' as const;
      },
    };
    const { update, imagesRead } = createPromptUpdates(stub, true);
    for (let i = 0; i < 20; i++) await update({ image: png });
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

  test.each([
    ['https://example.com/a.png', true],
    ['/a', true],
    ['./a.png', true],
    ['images/a.png', true],
    ['blob:https://example.com/1', true],
    ['file_abc', false],
    ['data:image/png;base64,iVBORw0KGgo=', false],
    ['/9j/4AAQSkZJRgABAQAAAQABAAD', false],
    ['iVBORw0KGgoAAAANSUhEUgAA', false],
  ])('%s is loaded: %s', async (image, isLoaded) => {
    const { update, desired } = setUp();
    const answer = slowNetwork();
    const outcome = update({ image });
    answer(image);
    expect(await outcome).toBe('applied');
    expect(desired().image?.data).toBe(isLoaded ? PNG : image);
  });
});

describe('how a prompt is read', () => {
  test('is what its own call says, else the default', async () => {
    const { update, desired, setDefaultEnhance } = setUp();
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

  test('said alone is said of the newest prompt', async () => {
    const { update, desired } = setUp();
    expect(await update({ enhance: false })).toBe('applied');
    expect(desired()).toEqual({});
    await update({ prompt: 'a castle' });
    await update({ enhance: false });
    expect(desired().prompt).toEqual({ text: 'a castle', enhance: false });
  });
});
