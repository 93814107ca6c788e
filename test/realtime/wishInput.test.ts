import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { createWantedState, type Wish } from '../../src/realtime/wantedState';
import { createWishes } from '../../src/realtime/wishInput';

function setUp() {
  const sent: Wish[] = [];
  const wanted = createWantedState({ onChange() {}, onRejected() {} });
  wanted.attach(async (change) => void sent.push(change), wanted.snapshot(), Promise.resolve());
  const wishes = createWishes(wanted);
  return { ...wishes, sent, wish: () => wanted.snapshot().wish };
}

const png = new Blob([new Uint8Array([137, 80, 78, 71])], { type: 'image/png' });

/** The network answers to nothing until it is told to. */
function slowNetwork() {
  const { fetch } = globalThis;
  onTestFinished(() => {
    globalThis.fetch = fetch;
  });
  const answers: Record<string, (response: Response) => void> = {};
  globalThis.fetch = (url) =>
    new Promise((resolve) => {
      answers[String(url)] = resolve;
    });
  return (url: string, answer = new Response(png)) => answers[url]?.(answer);
}

describe('the newest wins while an image is loaded', () => {
  test('a prompt that came later than the image stays', async () => {
    const { want, wish } = setUp();
    const answer = slowNetwork();
    const both = want({ prompt: 'older', image: '/a.png' });
    const prompt = want({ prompt: 'newer' });
    answer('/a.png');
    expect(await Promise.all([both, prompt])).toEqual(['applied', 'applied']);
    expect(wish()).toMatchObject({ prompt: 'newer', image: expect.any(Blob) });
  });

  test('a prompt is not lost with the image that it came with', async () => {
    const { want, wish } = setUp();
    const answer = slowNetwork();
    const both = want({ prompt: 'kept', enhance: false, image: '/a.png' });
    const image = want({ image: 'file_b' });
    expect(await image).toBe('applied');
    answer('/a.png');
    expect(await both).toBe('applied');
    expect(wish()).toMatchObject({ prompt: 'kept', enhance: false, image: 'file_b' });
  });

  test('how an older prompt was to be read says nothing of the newer one', async () => {
    const { want, wish } = setUp();
    const answer = slowNetwork();
    const both = want({ prompt: 'older', enhance: false, image: '/a.png' });
    await want({ prompt: 'newer' });
    answer('/a.png');
    await both;
    expect(wish()).toMatchObject({ prompt: 'newer', image: expect.any(Blob) });
    expect(wish().enhance).toBeUndefined();
  });

  test('an image that a newer one overtook is not sent', async () => {
    const { want, wish, sent } = setUp();
    const answer = slowNetwork();
    const older = want({ image: '/a.png' });
    const newer = want({ image: null });
    answer('/a.png');
    expect(await Promise.all([older, newer])).toEqual(['superseded', 'applied']);
    expect(wish().image).toBeNull();
    expect(sent).toEqual([{ image: null }]);
  });
});

test('who waits for an image is told of a stop at once; the image stays wanted, and the next is waited for again', async () => {
  const { want, wish, abort } = setUp();
  const answer = slowNetwork();
  const outcome = want({ image: '/a.png' });
  const stopped = new DecartError('ABORTED', 'stopped');
  abort(stopped);
  await expect(outcome).rejects.toBe(stopped);
  answer('/a.png');
  await expect.poll(() => wish().image).toBeInstanceOf(Blob);
  const next = want({ image: '/b.png' });
  answer('/b.png');
  expect(await next).toBe('applied');
});

describe('a prompt that says nothing', () => {
  test.each(['', '  '])('is refused where it is all that is asked for: %j', async (prompt) => {
    const { want, wish } = setUp();
    await want({ prompt: 'noir' });
    await expect(want({ prompt })).rejects.toMatchObject({ code: 'INVALID_INPUT', fatal: false });
    expect(wish().prompt).toBe('noir');
  });
});

describe('a reference image', () => {
  test('is read once: its file may be gone at the next reconnect', async () => {
    const { want, wish, imagesRead } = setUp();
    const file = new File([png], 'a.png', { type: 'image/png' });
    void want({ image: file });
    await imagesRead();
    const { image } = wish();
    expect(image).toBeInstanceOf(Blob);
    expect(image).not.toBe(file);
    expect(image).toMatchObject({ size: 4, type: 'image/png' });
  });

  test('that cannot be read, is empty or is no image is said at once, and is no wish', async () => {
    const { want, wish } = setUp();
    const gone = new File([png], 'gone.png', { type: 'image/png' });
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    for (const image of [
      gone,
      new Blob([], { type: 'image/png' }),
      new Blob(['<html>'], { type: 'text/html' }),
    ]) {
      await expect(want({ image })).rejects.toMatchObject({ code: 'INVALID_INPUT', fatal: false });
    }
    const answer = slowNetwork();
    const page = want({ image: '/not-found' });
    answer('/not-found', new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    await expect(page).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(wish()).toEqual({});
  });

  test('that another has replaced is not kept in memory', async () => {
    const wanted = createWantedState({ onChange() {}, onRejected() {} });
    const read: WeakRef<Blob>[] = [];
    const { want, imagesRead } = createWishes({
      ...wanted,
      // Whatever else would keep them is left out.
      async want({ image }) {
        if (image instanceof Blob) read.push(new WeakRef(image));
        return 'applied';
      },
    });
    for (let i = 0; i < 20; i++) await want({ image: png });
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
    const { want, wish } = setUp();
    const answer = slowNetwork();
    const outcome = want({ image });
    answer(image);
    expect(await outcome).toBe('applied');
    expect(wish().image instanceof Blob).toBe(isLoaded);
  });
});
