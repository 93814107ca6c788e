// The browser reads and scales the images that callers pass.
import { describe, expect, onTestFinished, test } from 'vitest';
import { DecartError } from '../../src/errors/DecartError';
import { solidImage } from '../support/media';
import { connectedPrompts } from './connectedPrompts';

const png = await solidImage('red');
/** How the base64 of a JPEG begins. */
const JPEG = /^\/9j\//;

const absolute = (url: string) => new URL(url, location.href).href;

/** The network doesn't respond until the test says so. */
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
        const answer = answers.get(absolute(String(input)));
        if (answer) resolve(answer);
      };
      listeners.addEventListener('answer', look);
      look();
    });
  return (url: string, answer = new Response(png)) => {
    answers.set(absolute(url), answer);
    listeners.dispatchEvent(new Event('answer'));
  };
}

describe('the newest wins while an image is loaded', () => {
  test('a prompt that came later than the image stays', async () => {
    const { update, desired } = connectedPrompts();
    const answer = slowNetwork();
    const both = update({ prompt: 'older', image: '/a.png' });
    const prompt = update({ prompt: 'newer' });
    answer('/a.png');
    expect(await Promise.all([both, prompt])).toEqual(['applied', 'applied']);
    expect(desired()).toMatchObject({
      prompt: { text: 'newer' },
      image: { source: '/a.png', data: expect.stringMatching(JPEG) },
    });
  });

  test('a prompt is not lost with the image that it came with', async () => {
    const { update, desired } = connectedPrompts();
    const answer = slowNetwork();
    const both = update({ prompt: 'kept', enhance: false, image: '/a.png' });
    const image = update({ image: 'file_b' });
    expect(await image).toBe('applied');
    answer('/a.png');
    expect(await both).toBe('applied');
    expect(desired()).toMatchObject({ prompt: { text: 'kept', enhance: false }, image: { data: 'file_b' } });
  });

  test('the `enhance` of an older prompt does not affect the newer one', async () => {
    const { update, desired } = connectedPrompts();
    const answer = slowNetwork();
    const both = update({ prompt: 'older', enhance: false, image: '/a.png' });
    await update({ prompt: 'newer' });
    answer('/a.png');
    await both;
    expect(desired()).toMatchObject({
      prompt: { text: 'newer' },
      image: { source: '/a.png', data: expect.stringMatching(JPEG) },
    });
    expect(desired().prompt?.enhance).toBe(true);
  });

  test('an image that a newer one overtook is not sent', async () => {
    const { update, desired, sent } = connectedPrompts();
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
  const { update, desired, abort } = connectedPrompts();
  const answer = slowNetwork();
  const outcome = update({ image: '/a.png' });
  const stopped = new DecartError('ABORTED', 'stopped');
  abort(stopped);
  await expect(outcome).rejects.toBe(stopped);
  answer('/a.png');
  await expect.poll(() => desired().image?.data).toMatch(JPEG);
  const next = update({ image: '/b.png' });
  answer('/b.png');
  expect(await next).toBe('applied');
});

describe('a reference image', () => {
  test('is read once: its file may be gone at the next reconnect', async () => {
    const { update, desired, imagesRead } = connectedPrompts();
    const file = new File([png], 'a.png', { type: 'image/png' });
    void update({ image: file });
    await imagesRead();
    const { image } = desired();
    expect(image).toEqual({ source: file, data: expect.stringMatching(JPEG) });
  });

  test("that is empty or isn't an image is reported at once, and changes nothing", async () => {
    const { update, desired } = connectedPrompts();
    const html = new Blob(['<html>'], { type: 'text/html' });
    for (const image of ['', ' ', new Blob([], { type: 'image/png' }), html]) {
      await expect(update({ image })).rejects.toMatchObject({ code: 'INVALID_INPUT', fatal: false });
    }
    const answer = slowNetwork();
    const page = update({ image: '/not-found' });
    answer('/not-found', new Response('<html>', { headers: { 'content-type': 'text/html' } }));
    await expect(page).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(desired()).toEqual({});
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
    const { update, desired } = connectedPrompts();
    const answer = slowNetwork();
    const outcome = update({ image });
    answer(image);
    expect(await outcome).toBe('applied');
    if (isLoaded) expect(desired().image?.data).toMatch(JPEG);
    else expect(desired().image?.data).toBe(image);
  });
});
