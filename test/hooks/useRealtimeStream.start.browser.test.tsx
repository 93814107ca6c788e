import { describe, expect, test } from 'vitest';
import type { UseRealtimeStreamResult } from '../../src/hooks/useRealtimeStream';
import type { RealtimeOptions } from '../../src/realtime/types';
import { expectMovingPicture } from '../support/pictures';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import { cameraRequests, failCamera } from '../support/resources';

const OPTIONS = { model: 'lucy-2.5', input: { width: 320, height: 180 } } as const;
type View = ReturnType<typeof renderStream>;
type Status = UseRealtimeStreamResult['status'];

const render = (options: Partial<RealtimeOptions> = {}) => renderStream({ ...OPTIONS, ...options });
const statusOf = (view: View): Status => view.stream.session.getSnapshot().status;
/** The status at the moment when start() resolves. */
const started = (view: View) => view.stream.start().then(() => statusOf(view));

describe('start() resolves', () => {
  test('when the session is live', async () => {
    const view = render();
    expect(await started(view)).toBe('connected');
    expect(await started(view)).toMatch(/connected|generating/);
    expect(view.sandbox.sessions).toHaveLength(1);
  });

  test('when it failed', async () => {
    const view = render();
    const repair = failCamera('NotAllowedError');
    expect(await started(view)).toBe('error');
    repair();
  });

  test('when it was stopped, or unmounted', async () => {
    const view = render();
    const release = view.sandbox.holdSignaling();
    const first = started(view);
    await view.reached('connecting');
    await view.stream.stop();
    expect(await first).toBe('idle');
    const second = started(view);
    await view.reached('connecting');
    view.unmount();
    expect(await second).toBe('idle');
    release();
    await expect.poll(view.open).toEqual(ALL_CLOSED);
  });

  test('every one of them, after its turn in the queue', async () => {
    const view = render();
    view.sandbox.queue(3, { intervalMs: 60 });
    expect(await Promise.all([started(view), started(view)])).toEqual(['connected', 'connected']);
    expect(view.sandbox.sessions).toHaveLength(1);
  });

  test('when the service ends it before the picture has arrived: ended, once, and no second session', async () => {
    const ends: string[] = [];
    const view = render({ onEnded: ({ reason }) => ends.push(reason) });
    const release = view.sandbox.hold('media');
    const start = started(view);
    await expect.poll(() => view.sandbox.waitingAt('media')).toBe(1);
    view.sandbox.endGeneration('no credits left');
    release();
    expect(await start).toBe('ended');
    expect(ends).toEqual(['no credits left']);
    expect(view.errors).toEqual([]);
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    expect(view.sandbox.sessions).toHaveLength(1);
  });
});

describe('start and stop in quick succession', () => {
  test('start, stop, start: one session is live', async () => {
    const view = render();
    void view.stream.start();
    void view.stream.stop();
    expect(await started(view)).toBe('connected');
    await view.reached('generating');
    expect(view.open().sessions).toBe(1);
    expect(view.mostSessions).toBe(1);
  });

  test('at every stage of the start', async () => {
    const view = render();
    for (const stage of ['token', 'signaling', 'room', 'livekit', 'media', 'publish'] as const) {
      const release = view.sandbox.hold(stage);
      void view.stream.start();
      if (stage === 'token') view.sandbox.expireTokens();
      await expect.poll(() => view.sandbox.waitingAt(stage) > 0 || stage === 'token').toBe(true);
      await view.stream.stop();
      expect(view.open().liveTracks).toBe(0);
      release();
      await expect.poll(view.open).toEqual(ALL_CLOSED);
    }
    await view.stream.start();
    await view.reached('generating');
    expect(view.errors).toEqual([]);
    const givenUp = view.sandbox.sessions.slice(0, -1);
    expect(givenUp.length).toBeGreaterThan(3);
    expect(givenUp.map(({ framesReceived }) => framesReceived)).toEqual(givenUp.map(() => 0));
  });

  test('started again at the last moment, the picture comes, from the camera that is open now', async () => {
    const view = render();
    const release = view.sandbox.hold('publish');
    void view.stream.start();
    await expect.poll(() => view.sandbox.waitingAt('publish')).toBe(1);
    await view.stream.stop();
    void view.stream.start();
    release();
    await view.reached('generating');
    await expectMovingPicture(view);
    expect(view.mostSessions).toBe(1);
  });

  test('from within the callback for the status', async () => {
    let stops = 0;
    const view = render({
      onStatusChange(status) {
        if (status !== 'connecting' || stops > 0) return;
        stops += 1;
        void view.stream.stop();
      },
    });
    expect(await started(view)).toBe('idle');
    expect(cameraRequests()).toBe(0);
    expect(await started(view)).toBe('connected');
  });

  test('from within the callback that announces its turn: nothing is sent', async () => {
    let wasQueued = false;
    const view = render({
      microphone: true,
      onStatusChange(status) {
        wasQueued ||= status === 'queued';
        if (status === 'connecting' && wasQueued) void view.stream.stop();
      },
    });
    view.sandbox.queue(2, { intervalMs: 60 });
    expect(await started(view)).toBe('idle');
    await expect.poll(view.open).toEqual(ALL_CLOSED);
    expect(view.sandbox.sessions.map(({ publishedTracks }) => publishedTracks)).toEqual([[]]);
  });

  test('ended by the service, it can be restarted from within onEnded', async () => {
    const view = render({ onEnded: () => void view.stream.start() });
    await view.stream.start();
    await view.reached('generating');
    view.sandbox.endGeneration();
    await expect.poll(() => view.sandbox.sessions.length).toBe(2);
    await view.reached('generating');
    expect(view.mostSessions).toBe(1);
  });
});

describe('connectTimeout', () => {
  test.each([Number.POSITIVE_INFINITY, 30 * 86_400_000])('of %d ms leaves it the time', async (ms) => {
    const view = render({ connectTimeout: ms });
    expect(await started(view)).toBe('connected');
    expect(view.errors).toEqual([]);
  });

  test('changes during a start apply to the next start', async () => {
    const view = render({ connectTimeout: 20_000 });
    view.sandbox.queue(2, { intervalMs: 60 });
    const first = started(view);
    await view.reached('queued');
    view.render({ connectTimeout: 1 });
    expect(await first).toBe('connected');
    await view.stream.stop();
    expect(await started(view)).toBe('error');
    expect(view.stream.session.getSnapshot().error?.code).toBe('CONNECT_TIMEOUT');
  });
});

describe('a cancelled connect', () => {
  test('with other options is not reused: the new ones apply', async () => {
    const view = render();
    view.sandbox.queue(8, { intervalMs: 60 });
    void view.stream.start();
    await view.reached('queued');
    await view.stream.stop();
    view.render({ preferredVideoCodec: 'vp9' });
    await view.stream.start();
    await view.reached('generating');
    await expect.poll(() => view.sandbox.sessions.at(-1)?.codecs()).toMatchObject({ received: 'vp9' });
    await expect.poll(() => view.sandbox.sessions[0]?.open).toBe(false);
    expect(view.sandbox.sessions[0]?.publishedTracks).toEqual([]);
  });

  test('by the service while it queued is replaced, within connectTimeout', async () => {
    const view = render({ connectTimeout: 400, reconnect: { minDelay: 10 } });
    view.sandbox.queue(20, { intervalMs: 50 });
    void view.stream.start();
    await view.reached('queued');
    view.sandbox.holdSignaling();
    view.sandbox.closeSignaling(1011);
    await view.reached('error');
    expect(view.stream.error?.code).toMatch(/CONNECT_TIMEOUT|WEBRTC/);
  });

  test('because it hung is not reused: another try is a fresh one', async () => {
    const view = render({ connectTimeout: 400 });
    view.sandbox.hold('room');
    await view.stream.start();
    expect(view.stream.error?.code).toBe('CONNECT_TIMEOUT');
    void view.stream.start();
    await expect.poll(() => view.sandbox.sessions.length).toBe(2);
  });
});
