import { StrictMode, useEffect, useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type UseRealtimeStreamResult, useRealtimeStream } from '../../src/hooks/useRealtimeStream';
import { DecartProvider } from '../../src/provider/DecartProvider';
import { createSandbox } from '../../src/sandbox';
import { stripes } from '../support/pictures';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import { cameraRequests, NOTHING_OPEN, openResources, watchResources } from '../support/resources';

const LIVE = { model: 'lucy-2.5', autoStart: true, input: { width: 320, height: 180 } } as const;

const leave = (persisted = true) => dispatchEvent(new PageTransitionEvent('pagehide', { persisted }));
const comeBack = (persisted = true) => dispatchEvent(new PageTransitionEvent('pageshow', { persisted }));
/** Long enough for a start in a later task. */
const nextTasks = () => new Promise((resolve) => setTimeout(resolve, 50));

describe('the page is left', () => {
  test.each([true, false])(
    'the session is closed and the camera off (kept by the browser: %s)',
    async (kept) => {
      const view = renderStream(LIVE);
      await view.reached('generating');
      leave(kept);
      expect(view.open().liveTracks).toBe(0);
      expect(view.stream.session.getSnapshot().status).toBe('idle');
      await expect.poll(view.open).toEqual(ALL_CLOSED);
    },
  );

  test.each(['token', 'signaling', 'media'] as const)(
    'during the start, at %s: nothing is left',
    async (stage) => {
      const view = renderStream(LIVE);
      const release = view.sandbox.hold(stage);
      await expect.poll(() => view.sandbox.waitingAt(stage)).toBe(1);
      leave();
      expect(view.open().liveTracks).toBe(0);
      release();
      await expect.poll(view.open).toEqual(ALL_CLOSED);
      expect(view.errors).toEqual([]);
    },
  );
});

describe('the page comes back', () => {
  test('it starts cleanly, once', async () => {
    const view = renderStream({ ...LIVE, prompt: 'film noir' });
    await view.reached('generating');
    await view.stream.setPrompt('neon city');
    leave();
    comeBack();
    await view.reached('generating');
    expect(view.statuses.slice(3)).toEqual(['idle', 'connecting', 'connected', 'generating']);
    expect(view.sandbox.sessions).toHaveLength(2);
    expect(view.sandbox.sessions[1]?.prompt).toBe('neon city');
    expect(view.mostSessions).toBe(1);
    expect(cameraRequests()).toBe(2);
  });

  test('an app that starts it automatically gets no second session', async () => {
    const view = renderStream({ ...LIVE, autoStart: false });
    const start = () => void view.stream.start();
    addEventListener('pageshow', start, { capture: true });
    onTestFinished(() => removeEventListener('pageshow', start, { capture: true }));
    await view.stream.start();
    leave();
    comeBack();
    await view.reached('generating');
    expect(view.sandbox.sessions).toHaveLength(2);
    expect(view.mostSessions).toBe(1);
    await view.stream.stop();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
  });

  test('a session that was stopped before, or never started, stays stopped', async () => {
    const view = renderStream(LIVE);
    await view.reached('generating');
    await view.stream.stop();
    leave();
    comeBack();
    comeBack(false);
    await nextTasks();
    expect(view.stream.status).toBe('idle');
    expect(view.sandbox.sessions).toHaveLength(1);
  });

  test('a component that was unmounted meanwhile stays gone', async () => {
    const view = renderStream(LIVE);
    await view.reached('generating');
    leave();
    view.unmount();
    comeBack();
    await nextTasks();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    expect(view.sandbox.sessions).toHaveLength(1);
  });
});

test('a video that the browser paused while the page was hidden continues to play', async () => {
  const view = renderStream(LIVE);
  await view.reached('generating');
  await expect.poll(() => view.output.paused).toBe(false);
  view.output.pause();
  document.dispatchEvent(new Event('visibilitychange'));
  await expect.poll(() => view.output.paused).toBe(false);
});

test('your own stream is released when the component is gone', async () => {
  const input = stripes('red');
  let listeners = 0;
  const { addEventListener: add } = input;
  input.addEventListener = (type: string, listener: EventListener, options?: AddEventListenerOptions) => {
    add.call(input, type, listener, options);
    listeners += 1;
    options?.signal?.addEventListener('abort', () => {
      listeners -= 1;
    });
  };
  const view = renderStream({ ...LIVE, input });
  await view.reached('generating');
  expect(listeners).toBeGreaterThan(0);
  view.unmount();
  await expect.poll(() => listeners).toBe(0);
});

interface StartingProps {
  useStart(effect: () => void): void;
  onResult(stream: UseRealtimeStreamResult): void;
}

function Starting({ useStart, onResult }: StartingProps) {
  const stream = useRealtimeStream({ ...LIVE, autoStart: false });
  const { start } = stream;
  useStart(() => void start());
  onResult(stream);
  return null;
}

describe('a component that starts it by itself', () => {
  function renderStarting(useStart: StartingProps['useStart']) {
    const stopWatching = watchResources();
    const sandbox = createSandbox();
    const root = createRoot(document.createElement('div'));
    onTestFinished(() => {
      root.unmount();
      sandbox.dispose();
      stopWatching();
    });
    let stream: UseRealtimeStreamResult | undefined;
    root.render(
      <StrictMode>
        <DecartProvider {...sandbox.providerProps}>
          <Starting useStart={useStart} onResult={(result) => (stream = result)} />
        </DecartProvider>
      </StrictMode>,
    );
    return { sandbox, root, stream: () => stream };
  }

  test.each([
    ['an effect', useEffect],
    ['a layout effect', useLayoutEffect],
  ])('in %s, under StrictMode: one session', async (_, useStart) => {
    const page = renderStarting(useStart);
    await expect.poll(() => page.stream()?.status).toBe('generating');
    expect(page.sandbox.sessions.filter(({ open }) => open)).toHaveLength(1);
    page.root.unmount();
    await expect.poll(openResources).toEqual(NOTHING_OPEN);
  });

  test('does not start by itself if it was stopped right after mounting', async () => {
    const view = renderStream(LIVE);
    await view.stream.stop();
    await nextTasks();
    expect(view.stream.status).toBe('idle');
    expect(cameraRequests()).toBe(0);
  });

  test('after it is unmounted: nothing is opened', async () => {
    const page = renderStarting(() => {});
    await expect.poll(page.stream).toBeDefined();
    await nextTasks();
    page.root.unmount();
    await page.stream()?.start();
    await nextTasks();
    expect(cameraRequests()).toBe(0);
    expect(page.sandbox.tokenRequests).toBe(0);
    expect(page.stream()?.session.getSnapshot().status).toBe('idle');
  });
});
