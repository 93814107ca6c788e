/** @module-tag long */
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { SessionEnding } from '../../src/limits/sessionLimits';
import type { RealtimeOptions } from '../../src/realtime/types';
import { hideTab } from '../support/hideTab';
import { ALL_CLOSED, renderStream } from '../support/renderStream';

const options: RealtimeOptions = {
  model: 'lucy-2.5',
  autoStart: true,
  input: { width: 160, height: 90 },
};

function renderLimited(limits: RealtimeOptions | Partial<RealtimeOptions>) {
  const endings: SessionEnding[] = [];
  const onEnding = (ending: SessionEnding) => endings.push(ending);
  const onEnded = vi.fn<NonNullable<RealtimeOptions['onEnded']>>();
  const view = renderStream({ ...options, onEnding, onEnded, ...limits });
  return { view, endings, onEnded };
}

/** One session was open, it is closed, and so is the camera. */
async function expectEnded({ view, onEnded }: ReturnType<typeof renderLimited>, reason: string) {
  await view.reached('ended');
  expect(view.stream.ended).toMatchObject({ reason });
  expect(onEnded.mock.calls).toEqual([[view.stream.ended]]);
  expect(view.stream.localStream).toBeNull();
  await expect.poll(view.open).toEqual(ALL_CLOSED);
  expect(view.sandbox.sessions).toHaveLength(1);
  expect(view.errors).toEqual([]);
}

describe('a limit ends the session at its second, with a warning before, and turns the camera off', () => {
  test('maxDurationSeconds', async () => {
    const limited = renderLimited({ maxDurationSeconds: 4 });
    await expectEnded(limited, 'max_duration');
    expect(limited.endings).toMatchObject([{ reason: 'max_duration', secondsLeft: 2 }]);
    expect(limited.view.sandbox.sessions[0]?.seconds).toBe(4);
  });

  test('stopWhenIdleSeconds: a key, or a call of set…, restarts it', async () => {
    const limited = renderLimited({ stopWhenIdleSeconds: 5 });
    const { view, endings } = limited;
    await expect.poll(() => endings).toHaveLength(1);
    dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    await expect.poll(() => endings).toHaveLength(2);
    void view.stream.setPrompt('film noir');
    await expect.poll(() => endings).toHaveLength(3);
    await expectEnded(limited, 'idle');
    // Three times the first half of the limit, and the second half.
    expect(view.sandbox.sessions[0]?.seconds).toBeGreaterThanOrEqual(9);
    expect(view.sandbox.sessions[0]?.seconds).toBeLessThanOrEqual(14);
  });

  test('stopWhenHiddenSeconds: a visible page is never ended', async () => {
    const limited = renderLimited({ stopWhenHiddenSeconds: 2 });
    await expect.poll(() => limited.view.sandbox.sessions[0]?.seconds ?? 0).toBeGreaterThanOrEqual(3);
    const before = performance.now();
    hideTab();
    await expectEnded(limited, 'hidden');
    expect(performance.now() - before).toBeGreaterThan(1900);
    expect(limited.endings).toMatchObject([{ reason: 'hidden', secondsLeft: 1 }]);
  });
});

test('a hidden page with a visible picture-in-picture window is not hidden', async () => {
  const limited = renderLimited({ stopWhenHiddenSeconds: 1 });
  await limited.view.reached('generating');
  // A real window needs a person's click.
  let pictureInPictureElement: Element | null = limited.view.output;
  Object.defineProperty(document, 'pictureInPictureElement', {
    configurable: true,
    get: () => pictureInPictureElement,
  });
  onTestFinished(() => void Reflect.deleteProperty(document, 'pictureInPictureElement'));
  hideTab();
  const seconds = () => limited.view.sandbox.sessions[0]?.seconds ?? 0;
  await expect.poll(seconds).toBeGreaterThanOrEqual(3);
  expect(limited.view.stream.status).toBe('generating');
  pictureInPictureElement = null;
  await expectEnded(limited, 'hidden');
});

test('a session that ended at a limit can be started again, with the whole limit', async () => {
  const limited = renderLimited({ maxDurationSeconds: 2 });
  await limited.view.reached('ended');
  await limited.view.stream.start();
  await limited.view.reached('ended');
  expect(limited.view.sandbox.sessions.map(({ seconds }) => seconds)).toEqual([2, 2]);
});
