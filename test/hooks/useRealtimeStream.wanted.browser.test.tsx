import { describe, expect, onTestFinished, test } from 'vitest';
import { solidImage } from '../support/media';
import { LIVE, renderLive, session, type View } from '../support/renderLive';
import { renderStream } from '../support/renderStream';

/** What the last session received since the join. */
const sent = (view: View) => session(view)?.messages.slice(1) ?? [];

describe('many changes in a row', () => {
  test('of sixty prompts in a second, a handful are sent, and the last is shown', {
    tags: ['long'],
  }, async () => {
    const view = await renderLive();
    const answerMs = 100;
    view.sandbox.slowAcks(answerMs);
    const before = sent(view).length;
    const begun = performance.now();
    for (let i = 0; i < 60; i++) {
      view.render({ prompt: `look ${i}` });
      await new Promise((resolve) => setTimeout(resolve, 16));
    }
    // Those that were answered meanwhile, the one in flight, and the newest.
    const handful = (performance.now() - begun) / answerMs + 2;
    await expect.poll(() => session(view)?.prompt).toBe('look 59');
    await expect.poll(() => view.stream.promptStatus).toBe('applied');
    expect(sent(view).length - before).toBeLessThanOrEqual(handful);
  });

  test('with slow responses, one request is in flight, and the newest follows', async () => {
    const view = await renderLive();
    view.sandbox.slowAcks(300);
    const first = view.stream.setPrompt('one');
    await expect.poll(() => sent(view)).toHaveLength(2);
    const outcomes = [first, ...['two', 'three'].map((prompt) => view.stream.setPrompt(prompt))];
    await expect.poll(() => view.stream.promptStatus).toBe('pending');
    expect(await Promise.all(outcomes)).toEqual(['applied', 'superseded', 'applied']);
    expect(sent(view).slice(1)).toMatchObject([{ prompt: 'one' }, { prompt: 'three' }]);
  });

  test('two prompts at once: the second is sent', async () => {
    const view = await renderLive();
    const outcomes = [view.stream.setPrompt('one'), view.stream.setPrompt('two')];
    expect(await Promise.all(outcomes)).toEqual(['superseded', 'applied']);
    expect(sent(view).slice(1)).toMatchObject([{ prompt: 'two' }]);
  });

  test('prompt and image together are one request', async () => {
    const view = await renderLive();
    const outcome = await view.stream.set({ prompt: 'neon city', image: await solidImage('red') });
    expect(outcome).toBe('applied');
    expect(sent(view).slice(1)).toMatchObject([{ type: 'set_image', prompt: 'neon city' }]);
    expect(session(view)).toMatchObject({ prompt: 'neon city', image: expect.any(String) });
  });

  test('enhance goes with the prompt, by call and by prop', async () => {
    const view = await renderLive({ enhance: false });
    expect(sent(view)).toMatchObject([{ prompt: 'film noir', enhance_prompt: false }]);
    view.render({ enhance: true });
    await expect.poll(() => sent(view).at(-1)).toMatchObject({ prompt: 'film noir', enhance_prompt: true });
    await view.stream.setPrompt('neon city', { enhance: false });
    expect(sent(view).at(-1)).toMatchObject({ prompt: 'neon city', enhance_prompt: false });
  });
});

describe('how a prompt is read', () => {
  test('changed alone, it applies to a prompt that was set without it', async () => {
    const view = await renderLive({ enhance: false });
    await view.stream.setPrompt('neon city');
    view.render({ enhance: true });
    await expect.poll(() => sent(view).at(-1)).toMatchObject({ prompt: 'neon city', enhance_prompt: true });
    expect(session(view)?.prompt).toBe('neon city');
  });

  test('passed with a prompt, it applies to that prompt alone, whatever is loading meanwhile', async () => {
    const view = await renderLive();
    await view.stream.setPrompt('exact words', { enhance: false });
    view.render({ enhance: true });
    await view.stream.setPrompt('a castle');
    expect(sent(view).at(-1)).toMatchObject({ prompt: 'a castle', enhance_prompt: true });
    const image = solidImage('red');
    const both = [
      view.stream.set({ prompt: 'exact words', enhance: false, image: await image }),
      view.stream.setPrompt('a harbor'),
    ];
    await Promise.all(both);
    const prompts = sent(view).filter((message) => 'prompt' in message && message.prompt);
    expect(prompts.at(-1)).toMatchObject({ prompt: 'a harbor', enhance_prompt: true });
  });

  test('passed before there is a prompt, it applies to the first', async () => {
    const view = await renderLive({ prompt: undefined, enhance: false });
    expect(await view.stream.setPrompt('neon city')).toBe('applied');
    expect(sent(view)).toMatchObject([{ prompt: 'neon city', enhance_prompt: false }]);
  });
});

describe('an empty prompt, beside an image, leaves the current prompt', () => {
  test.each<[string, (view: View, image: Blob) => Promise<string>]>([
    ['by setImage', ({ stream }, image) => stream.setImage(image, { prompt: '' })],
    ['by set', ({ stream }, image) => stream.set({ prompt: '', image })],
  ])('%s', async (_how, setImage) => {
    const view = await renderLive();
    expect(await setImage(view, await solidImage('red'))).toBe('applied');
    expect(session(view)).toMatchObject({ prompt: 'film noir', image: expect.any(String) });
    expect(await view.stream.set({ prompt: '' })).toBe('applied');
    expect(session(view)?.prompt).toBe('film noir');
  });
});

describe('a change made while no session is live is applied when one is', () => {
  test('while queued', async () => {
    const view = renderStream(LIVE);
    view.sandbox.queue(4, { intervalMs: 100 });
    await view.reached('queued');
    expect(await view.stream.setPrompt('neon city')).toBe('applied');
    expect(session(view)?.prompt).toBe('neon city');
  });

  test('while offline', { tags: ['long'] }, async () => {
    const view = await renderLive();
    view.sandbox.offline();
    await view.reached('reconnecting');
    const outcome = view.stream.setPrompt('neon city');
    view.render({ image: await solidImage('red') });
    await expect.poll(() => view.stream.promptStatus).toBe('pending');
    view.sandbox.online();
    expect(await outcome).toBe('applied');
    await expect.poll(() => session(view)).toMatchObject({ prompt: 'neon city', image: expect.any(String) });
    expect(view.errors).toEqual([]);
  });

  test('while its response was in flight when the connection was lost', async () => {
    const view = await renderLive();
    view.sandbox.slowAcks(10_000);
    const outcome = view.stream.setPrompt('neon city');
    await expect.poll(() => sent(view).length).toBe(2);
    view.sandbox.slowAcks(0);
    view.sandbox.closeSignaling();
    expect(await outcome).toBe('applied');
    expect(view.sandbox.sessions).toHaveLength(2);
    expect(session(view)?.prompt).toBe('neon city');
  });

  test('before the start, at the next one, although stop() rejects it', async () => {
    const view = renderStream({ ...LIVE, autoStart: false });
    const outcomes = [view.stream.setPrompt('neon city'), view.stream.setImage(await solidImage('red'))];
    for (const outcome of outcomes) outcome.catch(() => {});
    await view.stream.stop();
    for (const outcome of outcomes) await expect(outcome).rejects.toMatchObject({ code: 'ABORTED' });
    await view.stream.start();
    expect(session(view)).toMatchObject({ prompt: 'neon city', image: expect.any(String) });
  });
});

describe('a change that fails', () => {
  test('a server error meanwhile is reported, and the prompt is still applied', async () => {
    const fatal: boolean[] = [];
    const view = await renderLive({ onError: (error) => fatal.push(error.fatal) });
    view.sandbox.slowAcks(300);
    const outcome = view.stream.setPrompt('neon city');
    await expect.poll(() => sent(view).length).toBe(2);
    view.sandbox.sendError('hiccup');
    expect(await outcome).toBe('applied');
    expect(view.errors).toEqual(['WEBRTC_SERVER_ERROR']);
    expect(fatal).toEqual([false]);
    expect(view.stream.status).toBe('generating');
  });

  test('an image that the service refuses leaves the old one and the prompt unchanged', async () => {
    const view = await renderLive({ image: await solidImage('red') });
    const before = session(view)?.image;
    view.sandbox.rejectImages('No such faces here.');
    await expect(view.stream.setImage(await solidImage('blue'))).rejects.toMatchObject({
      code: 'PROMPT_REJECTED',
      message: expect.stringContaining('No such faces here.'),
    });
    await expect.poll(() => view.stream.promptStatus).toBe('rejected');
    view.sandbox.rejectImages(null);
    view.sandbox.closeSignaling();
    await expect.poll(() => view.sandbox.sessions.length).toBe(2);
    await view.reached('generating');
    expect(session(view)).toMatchObject({ image: before, prompt: 'film noir' });
  });

  test("an image is loaded from its URL once; one that can't be loaded is reported", async () => {
    const url = URL.createObjectURL(await solidImage('red'));
    const view = await renderLive({ image: url });
    await expect.poll(() => session(view)?.image).toBeTruthy();
    URL.revokeObjectURL(url);
    view.sandbox.closeSignaling();
    await expect.poll(() => view.sandbox.sessions.length).toBe(2);
    await view.reached('generating');
    expect(session(view)?.image).toBeTruthy();
    view.render({ image: '/no-such-image.png?404' });
    await expect.poll(() => view.errors).toEqual(['INVALID_INPUT']);
    expect(view.stream.status).toBe('generating');
  });

  test('an initial prompt that is refused after the picture has come is reported', async () => {
    const refusals: string[] = [];
    const view = renderStream({
      ...LIVE,
      prompt: 'forbidden things',
      onPromptRejected: ({ message }) => refusals.push(message),
    });
    view.sandbox.rejectPrompts(/forbidden/, 'That is not shown here.');
    view.sandbox.slowAcks(1200);
    await view.reached('generating');
    await expect.poll(() => view.stream.promptStatus).toBe('rejected');
    expect(view.stream.promptError?.message).toContain('That is not shown here.');
    expect(refusals).toHaveLength(1);
    expect(view.errors).toEqual([]);
  });

  test('a server error is reported once, even before the first prompt is acknowledged', async () => {
    const view = renderStream({ ...LIVE, autoStart: false });
    view.sandbox.slowAcks(20_000);
    void view.stream.start();
    await view.reached('generating');
    view.sandbox.sendError('hiccup');
    await expect.poll(() => view.errors).toEqual(['WEBRTC_SERVER_ERROR']);
    const seconds = session(view)?.seconds ?? 0;
    await expect.poll(() => session(view)?.seconds).toBeGreaterThan(seconds);
    expect(view.errors).toHaveLength(1);
  });
});

test('an error thrown by a callback is shown as an error of the page, and the session continues', async () => {
  const thrown: unknown[] = [];
  const onPageError = (event: ErrorEvent) => {
    event.preventDefault();
    thrown.push(event.error.message);
  };
  addEventListener('error', onPageError);
  onTestFinished(() => removeEventListener('error', onPageError));
  const fail = (what: string) => () => {
    throw new Error(what);
  };
  const view = renderStream({
    ...LIVE,
    onStatusChange: fail('status'),
    onPromptRejected: fail('rejected'),
    onError: fail('error'),
    onEnded: fail('ended'),
    onQueuePosition: fail('queue'),
  });
  view.sandbox.queue(1, { intervalMs: 50 });
  await view.reached('generating');
  view.sandbox.rejectPrompts(/forbidden/);
  await expect(view.stream.setPrompt('forbidden')).rejects.toMatchObject({ code: 'PROMPT_REJECTED' });
  view.sandbox.sendError('hiccup');
  await expect.poll(() => view.errors).toEqual(['WEBRTC_SERVER_ERROR']);
  view.sandbox.endGeneration();
  await view.reached('ended');
  expect(new Set(thrown)).toEqual(new Set(['status', 'queue', 'rejected', 'error', 'ended']));
});
