import { expect, onTestFinished, test, vi } from 'vitest';
import { createSwitchableAudioTrack } from '../../src/media/switchableAudioTrack';
import { replace } from '../support/replace';

/** A switchable audio track, and the context behind it. */
function createTrack() {
  const contexts: AudioContext[] = [];
  const Native = globalThis.AudioContext;
  onTestFinished(
    replace(
      globalThis,
      'AudioContext',
      class extends Native {
        constructor(options?: AudioContextOptions) {
          super(options);
          contexts.push(this);
        }
      },
    ),
  );
  const audio = createSwitchableAudioTrack();
  const [context] = contexts;
  if (!context) throw new Error('there is no context');
  return { audio, context };
}

test("the first tap, click or key turns the microphone's sound on, whichever the browser takes for a gesture", () => {
  const { audio, context } = createTrack();
  const resume = vi.spyOn(context, 'resume');
  // A touch may begin a scroll: only the release counts as a gesture.
  for (const gesture of ['pointerdown', 'pointerup', 'touchend', 'click', 'keydown']) {
    resume.mockClear();
    dispatchEvent(new Event(gesture));
    expect(resume, gesture).toHaveBeenCalledOnce();
  }
  audio.close();
  resume.mockClear();
  dispatchEvent(new Event('click'));
  expect(resume).not.toHaveBeenCalled();
});

test('after a call that interrupted it, the microphone is heard again without a gesture', async () => {
  const { audio, context } = createTrack();
  onTestFinished(audio.close);
  await context.resume();
  await context.suspend();
  await expect.poll(() => context.state).toBe('running');

  // The system refuses during the call, but not after the user returns to the page.
  const release = replace(context, 'resume', () => Promise.reject(new DOMException('', 'InvalidStateError')));
  await context.suspend();
  await new Promise((resolve) => context.addEventListener('statechange', resolve, { once: true }));
  release();
  expect(context.state).toBe('suspended');
  document.dispatchEvent(new Event('visibilitychange'));
  await expect.poll(() => context.state).toBe('running');
});
