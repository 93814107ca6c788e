// Prompts and images that the service refuses at a start or a reconnect, or ends the session for.
import { expect, test } from 'vitest';
import { solidImage } from '../support/media';
import { LIVE, renderLive, session } from '../support/renderLive';
import { renderStream } from '../support/renderStream';

test('what was acknowledged late is kept when a later prompt ends the session', async () => {
  const view = renderStream({ ...LIVE, autoStart: false, image: await solidImage('red') });
  view.sandbox.slowAcks(3000);
  void view.stream.start();
  await view.reached('generating');
  await expect.poll(() => view.stream.promptStatus).toBe('applied');
  await expect.poll(() => session(view)?.seconds).toBeGreaterThan(3);
  view.sandbox.endAtNextChange('policy');
  view.stream.setPrompt('forbidden things').catch(() => {});
  await view.reached('error');
  view.sandbox.reset();
  await view.stream.start();
  expect(session(view)).toMatchObject({ prompt: 'film noir', image: expect.any(String) });
});

test('an image that is refused at a reconnect leaves the prompt', async () => {
  const view = await renderLive();
  view.sandbox.rejectImages('No such faces here.');
  view.sandbox.offline();
  await view.reached('reconnecting');
  const outcome = view.stream.setImage(await solidImage('blue'));
  outcome.catch(() => {});
  view.sandbox.online();
  await expect(outcome).rejects.toMatchObject({ code: 'PROMPT_REJECTED' });
  expect(view.stream.session.getSnapshot().prompt).toBe('film noir');
  await expect.poll(() => session(view)).toMatchObject({ prompt: 'film noir', image: null });
  expect(view.stream.promptStatus).toBe('rejected');
});

test('a prompt that is refused at a reconnect is replaced by the last good one', async () => {
  const view = await renderLive();
  view.sandbox.rejectPrompts(/forbidden/);
  view.sandbox.offline();
  await view.reached('reconnecting');
  const outcome = view.stream.setPrompt('forbidden things');
  outcome.catch(() => {});
  view.sandbox.online();
  await expect(outcome).rejects.toMatchObject({ code: 'PROMPT_REJECTED' });
  await expect.poll(() => session(view)?.prompt).toBe('film noir');
  expect(view.stream.promptStatus).toBe('rejected');
});

test('a prompt that is too large for the service is sent once', async () => {
  const view = await renderLive();
  view.sandbox.limitMessages(4000);
  await expect(view.stream.setPrompt('very '.repeat(1000))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  await view.reached('generating');
  await expect.poll(() => session(view)?.prompt).toBe('film noir');
  expect(view.sandbox.sessions).toHaveLength(2);
  expect(view.stream.promptStatus).toBe('rejected');
});

test('a first prompt that is too large for the service is sent once', async () => {
  const view = renderStream({ ...LIVE, prompt: 'very '.repeat(1000), autoStart: false });
  view.sandbox.limitMessages(4000);
  void view.stream.start();
  await view.reached('generating');
  expect(session(view)?.prompt).toBeNull();
  expect(view.stream.promptStatus).toBe('rejected');
});
