import { describe, expect, onTestFinished, test } from 'vitest';
import type { RealtimeOptions } from '../../src/realtime/types';
import { stripes } from '../support/pictures';
import { ALL_CLOSED, renderStream } from '../support/renderStream';
import {
  cameraRequests,
  failCamera,
  holdCamera,
  openMicrophones,
  pretendPermission,
  unplug,
} from '../support/resources';

const LIVE = { model: 'lucy-2.5', autoStart: true, input: { width: 320, height: 180 } } as const;
type View = ReturnType<typeof renderStream>;

async function renderLive(options: Partial<RealtimeOptions> = {}) {
  const view = renderStream({ ...LIVE, ...options });
  await view.reached('generating');
  return view;
}

const published = (view: View) => [...(view.sandbox.sessions.at(-1)?.publishedTracks ?? [])].sort();
const LIVE_ONCE = ['connecting', 'connected', 'generating'];

/** The sounds that were heard, oldest first. */
function recordSources() {
  const heard: (MediaStreamTrack | undefined)[] = [];
  const create = AudioContext.prototype.createMediaStreamSource;
  AudioContext.prototype.createMediaStreamSource = function watched(stream) {
    heard.push(stream.getAudioTracks()[0]);
    return create.call(this, stream);
  };
  onTestFinished(() => {
    AudioContext.prototype.createMediaStreamSource = create;
  });
  return heard;
}

test('it is turned off and on in a live session, without a reconnect', async () => {
  const view = await renderLive({ microphone: true });
  await expect.poll(() => published(view)).toEqual(['audio', 'video']);
  await expect.poll(openMicrophones).toBe(1);
  await view.stream.setMicrophone(false);
  expect(openMicrophones()).toBe(0);
  view.render({ microphone: { echoCancellation: false } });
  await expect.poll(openMicrophones).toBe(1);
  expect(view.statuses).toEqual(LIVE_ONCE);
  expect(view.sandbox.sessions).toHaveLength(1);
  view.unmount();
  await expect.poll(view.open).toEqual(ALL_CLOSED);
  expect(openMicrophones()).toBe(0);
});

test('a session that began without sound reconnects to get it, once', async () => {
  const view = await renderLive();
  expect(published(view)).toEqual(['video']);
  await view.stream.setMicrophone(true);
  const again = [...LIVE_ONCE, 'reconnecting', 'connected', 'generating'];
  await expect.poll(() => view.statuses).toEqual(again);
  await expect.poll(() => published(view)).toEqual(['audio', 'video']);
  await view.stream.setMicrophone(false);
  await view.stream.setMicrophone(true);
  expect(openMicrophones()).toBe(1);
  expect(view.sandbox.sessions).toHaveLength(2);
  expect(view.mostSessions).toBe(1);
});

test('one that is slow to open is heard in the first session', async () => {
  const view = renderStream({ ...LIVE, microphone: true });
  const devices = holdCamera();
  // Only for a moment: black comes back, too.
  await expect.poll(() => view.statuses).toContain('connected');
  await devices.release();
  await view.reached('generating');
  await expect.poll(openMicrophones).toBe(1);
  expect(published(view)).toEqual(['audio', 'video']);
  expect(view.sandbox.sessions).toHaveLength(1);
});

test('nobody is billed while its permission prompt waits', async () => {
  pretendPermission('microphone', 'prompt');
  const view = renderStream({ ...LIVE, microphone: true });
  const devices = holdCamera();
  await expect.poll(cameraRequests).toBe(1);
  await expect.poll(() => view.stream.phase).toBe('camera');
  await expect.poll(() => view.sandbox.tokenRequests).toBe(1);
  expect(view.sandbox.sessions).toHaveLength(0);
  await devices.release();
  await view.reached('generating');
  await expect.poll(() => published(view)).toEqual(['audio', 'video']);
});

test('as soon as everything is allowed, the session connects: it does not wait until the devices are open', async () => {
  const setPermission = pretendPermission('microphone', 'prompt');
  const view = renderStream({ ...LIVE, microphone: true });
  const devices = holdCamera();
  await expect.poll(() => view.sandbox.tokenRequests).toBe(1);
  expect(view.sandbox.sessions).toHaveLength(0);
  setPermission('granted');
  await view.reached('connected');
  await devices.release();
  await view.reached('generating');
  await expect.poll(() => published(view)).toEqual(['audio', 'video']);
  expect(view.sandbox.sessions).toHaveLength(1);
});

test('turned on right before the start, it is heard', async () => {
  const view = renderStream({ ...LIVE, autoStart: false });
  void view.stream.setMicrophone(true);
  void view.stream.start();
  await view.reached('generating');
  await expect.poll(openMicrophones).toBe(1);
  expect(published(view)).toEqual(['audio', 'video']);
});

test('turned on and off again at once, it stays off', async () => {
  const view = await renderLive({ microphone: true });
  await view.stream.setMicrophone(false);
  const on = view.stream.setMicrophone(true);
  await view.stream.setMicrophone(false);
  await on;
  await expect.poll(openMicrophones).toBe(0);
});

test('turned off while the permission prompt is open, it does not come on', async () => {
  pretendPermission('microphone', 'prompt');
  const view = renderStream({ ...LIVE, microphone: true });
  const devices = holdCamera();
  await expect.poll(cameraRequests).toBe(1);
  const off = view.stream.setMicrophone(false);
  await devices.release();
  await off;
  await view.reached('generating');
  expect(openMicrophones()).toBe(0);
  expect(published(view)).toEqual(['video']);
});

test('denied in a live session: reported, and the session continues without it', async () => {
  const fatal: boolean[] = [];
  const view = await renderLive({ onError: (error) => fatal.push(error.fatal) });
  onTestFinished(failCamera('NotAllowedError', ({ audio }) => Boolean(audio)));
  await expect(view.stream.setMicrophone(true)).rejects.toMatchObject({
    code: 'MICROPHONE_DENIED',
    fatal: false,
  });
  view.render({ microphone: true });
  await expect.poll(() => view.errors).toEqual(['MICROPHONE_DENIED']);
  expect(fatal).toEqual([false]);
  expect(view.statuses).toEqual(LIVE_ONCE);
});

test('unplugged: it is reopened, or else another; without any: reported once, and one that is plugged in is heard', async () => {
  const fatal: boolean[] = [];
  const sources = recordSources();
  // LiveKit also analyzes the published audio.
  const heard = () => sources.filter((track) => track?.label.startsWith('Fake'));
  const view = await renderLive({ microphone: true, onError: (error) => fatal.push(error.fatal) });
  await expect.poll(openMicrophones).toBe(1);
  const pullOut = () => unplug(heard().at(-1)?.getSettings().deviceId);

  pullOut();
  await expect.poll(() => heard().length).toBe(2);
  expect(openMicrophones()).toBe(1);
  expect(view.errors).toEqual([]);

  const plugIn = failCamera('NotFoundError', ({ audio }) => Boolean(audio));
  pullOut();
  await expect.poll(() => view.errors).toEqual(['MICROPHONE_NOT_FOUND']);
  expect(fatal).toEqual([false]);
  plugIn();
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  await expect.poll(() => heard().length).toBe(3);
  expect(heard().at(-1)?.readyState).toBe('live');
  expect(view.errors).toHaveLength(1);
  expect(view.statuses).toEqual(LIVE_ONCE);

  // While it is off, no sound is recorded.
  pullOut();
  await view.stream.setMicrophone(false);
  await expect.poll(openMicrophones).toBe(0);
  view.unmount();
  await expect.poll(view.open).toEqual(ALL_CLOSED);
});

test('unplugged, with no other to replace it, another model continues without it', async () => {
  const sources = recordSources();
  const view = await renderLive({ microphone: true });
  await expect.poll(openMicrophones).toBe(1);
  onTestFinished(failCamera('NotFoundError', ({ audio }) => Boolean(audio)));
  unplug(sources.find((track) => track?.label.startsWith('Fake'))?.getSettings().deviceId);
  await expect.poll(() => view.errors).toEqual(['MICROPHONE_NOT_FOUND']);
  view.render({ model: 'lucy-vton-3' });
  await expect.poll(() => view.sandbox.sessions.at(-1)?.model).toBe('lucy-vton-3');
  await view.reached('generating');
  expect(view.errors).toHaveLength(1);
});

test('unplugged, the one that the app requires: no other is opened, and it is heard again when it is back', async () => {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const { deviceId: exact = '' } = devices.findLast(({ kind }) => kind === 'audioinput') ?? {};
  const sources = recordSources();
  const heard = () => sources.filter((track) => track?.label.startsWith('Fake'));
  const view = await renderLive({ microphone: { deviceId: { exact } } });
  await expect.poll(openMicrophones).toBe(1);
  const isRequired = ({ audio }: MediaStreamConstraints) => JSON.stringify(audio)?.includes(exact) ?? false;

  const plugIn = failCamera('OverconstrainedError', isRequired);
  const before = cameraRequests();
  unplug(exact);
  await expect.poll(() => view.errors).toEqual(['MICROPHONE_NOT_FOUND']);
  // Those that fail aren't counted.
  expect(cameraRequests()).toBe(before);
  expect(openMicrophones()).toBe(0);

  plugIn();
  navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
  await expect.poll(openMicrophones).toBe(1);
  expect(heard().map((track) => track?.getSettings().deviceId)).toEqual([exact, exact]);
  expect(view.statuses).toEqual(LIVE_ONCE);

  // Stop and Start while it is missing: the start names it, rather than taking another.
  await view.stream.stop();
  onTestFinished(failCamera('OverconstrainedError', isRequired));
  void view.stream.start();
  await view.reached('error');
  expect(view.errors.at(-1)).toBe('MICROPHONE_NOT_FOUND');
  expect(openMicrophones()).toBe(0);
});

test.each([
  ['NotFoundError', 'MICROPHONE_NOT_FOUND'],
  ['NotReadableError', 'MICROPHONE_IN_USE'],
])('%s at the start: an error with its own code, and the camera is off', async (name, code) => {
  const view = renderStream({ ...LIVE, microphone: true });
  onTestFinished(failCamera(name, ({ audio }) => Boolean(audio)));
  await view.reached('error');
  expect(view.errors).toEqual([code]);
  await expect.poll(view.open).toEqual(ALL_CLOSED);
});

test('another model keeps the one microphone that is open', async () => {
  const view = renderStream({ ...LIVE, input: null, microphone: true });
  await view.reached('connected');
  view.render({ model: 'lucy-vton-3' });
  await view.reached('connected');
  await expect.poll(() => view.sandbox.sessions.at(-1)?.model).toBe('lucy-vton-3');
  await expect.poll(openMicrophones).toBe(1);
  view.unmount();
  await expect.poll(view.open).toEqual(ALL_CLOSED);
});

describe('your own stream’s sound', () => {
  function soundTrack() {
    const context = new AudioContext();
    onTestFinished(() => context.close());
    const oscillator = context.createOscillator();
    const destination = context.createMediaStreamDestination();
    oscillator.connect(destination);
    oscillator.start();
    const [track] = destination.stream.getAudioTracks();
    if (!track) throw new Error('no sound');
    return track;
  }

  test('is sent, and so is another track of it', async () => {
    const input = stripes('red');
    const first = soundTrack();
    input.addTrack(first);
    const view = await renderLive({ input });
    await expect.poll(() => published(view)).toEqual(['audio', 'video']);
    input.removeTrack(first);
    const heard = recordSources();
    const second = soundTrack();
    input.addTrack(second);
    await expect.poll(() => heard.at(-1)).toBe(second);
    expect(view.statuses).toEqual(LIVE_ONCE);
  });

  test('added later, it is sent after one reconnect', async () => {
    const input = stripes('red');
    const view = await renderLive({ input });
    input.addTrack(soundTrack());
    await expect.poll(() => view.statuses).toContain('reconnecting');
    await view.reached('generating');
    await expect.poll(() => published(view)).toEqual(['audio', 'video']);
    expect(view.sandbox.sessions).toHaveLength(2);
  });
});
