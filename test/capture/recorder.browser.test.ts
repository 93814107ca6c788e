import { expect, it, onTestFinished } from 'vitest';
import { grabFrame } from '../../src/capture/grabFrame';
import { createRecorder, type Recording } from '../../src/capture/recorder';
import type { RecordingPart } from '../../src/capture/recordFile';
import { createTestPicture } from '../../src/sandbox';
import { createStore } from '../../src/store/store';
import { averageColor } from '../support/pixels';
import { replace } from '../support/replace';

interface State {
  status: string;
  remoteStream: MediaStream | null;
}

function picture(color: string) {
  const made = createTestPicture({ width: 320, height: 180, color });
  onTestFinished(made.stop);
  return made.stream;
}

function setup() {
  const source = createStore<State>({ status: 'generating', remoteStream: picture('#c02040') });
  const recorder = createRecorder();
  const parts: RecordingPart[] = [];
  const recorded: Recording[] = [];
  const callbacks = {
    onPart: (part: RecordingPart) => void parts.push(part),
    onRecorded: (recording: Recording) => void recorded.push(recording),
  };
  recorder.setOptions({ ...callbacks, timeslice: 100 });
  const leave = recorder.follow(source);
  onTestFinished(leave);
  const status = () => recorder.getSnapshot().status;
  const recordedFor = (ms: number) =>
    expect.poll(() => Date.now() - (recorder.getSnapshot().startedAt ?? Date.now())).toBeGreaterThan(ms);
  return { source, recorder, callbacks, parts, recorded, leave, status, recordedFor };
}

it('writes a file that a browser plays', async () => {
  const { recorder, parts, recordedFor } = setup();
  recorder.start();
  await recordedFor(600);
  const recording = await recorder.stop();
  expect(recording).toEqual({ parts });
  const [part] = parts;
  expect(part?.blob?.type).toBe(part?.mimeType);
  const video = document.createElement('video');
  video.src = URL.createObjectURL(part?.blob ?? new Blob());
  await expect.poll(() => video.videoWidth).toBe(320);
  URL.revokeObjectURL(video.src);
});

/** Plays a file, and resolves with its length at the end. */
async function playToEnd({ blob }: RecordingPart): Promise<number> {
  const video = document.createElement('video');
  video.muted = true;
  video.src = URL.createObjectURL(blob ?? new Blob());
  onTestFinished(() => URL.revokeObjectURL(video.src));
  await new Promise((resolve, reject) => {
    video.onended = resolve;
    video.onerror = () => reject(new Error(video.error?.message));
    void video.play();
  });
  return video.currentTime;
}

it('keeps the file when the same session is followed again at once, as at a Fast Refresh', async () => {
  const { source, recorder, parts, leave, status, recordedFor } = setup();
  recorder.start();
  await recordedFor(200);
  leave();
  onTestFinished(recorder.follow(source));
  await recordedFor(600);
  expect(status()).toBe('recording');
  expect(parts).toEqual([]);
});

it('passes all files at once when the recording has ended, however often the connection was lost', async () => {
  const { source, recorder, callbacks, parts, recorded, status } = setup();
  let chunks = 0;
  recorder.setOptions({ ...callbacks, timeslice: 100, onChunk: () => void chunks++ });
  /** An empty recording isn't a file. */
  const somethingIsRecorded = () => {
    const before = chunks;
    return expect.poll(() => chunks).toBeGreaterThan(before + 1);
  };
  recorder.start();
  for (const color of ['#2040c0', '#20c040']) {
    await somethingIsRecorded();
    source.set({ ...source.getSnapshot(), status: 'reconnecting' });
    await expect.poll(status).toBe('waiting');
    source.set({ status: 'generating', remoteStream: picture(color) });
    await expect.poll(status).toBe('recording');
  }
  await somethingIsRecorded();
  expect(recorded).toEqual([]);
  await recorder.stop();
  await expect.poll(() => recorded.length).toBe(1);
  expect(parts).toHaveLength(3);
  expect(recorded).toEqual([{ parts }]);
});

/** The page learns late that a video has changed its size, as on a busy machine. */
function delayResize(ms: number) {
  const native = Object.getOwnPropertyDescriptor(HTMLElement.prototype, 'onresize') ?? {};
  const set = function (this: HTMLElement, handler: (() => void) | null) {
    native.set?.call(this, handler && (() => setTimeout(handler, ms)));
  };
  Object.defineProperty(HTMLElement.prototype, 'onresize', { ...native, set });
  onTestFinished(() => void Object.defineProperty(HTMLElement.prototype, 'onresize', native));
}

// H.264 as `avc1` stores the size once.
it.each([0, 500])(
  'begins another file when the size changes, and each plays to its end: seen after %d ms',
  async (ms) => {
    delayResize(ms);
    const { source, recorder, callbacks, parts, recorded, recordedFor } = setup();
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    [canvas.width, canvas.height] = [320, 180];
    const timer = setInterval(() => {
      if (!context) return;
      context.fillStyle = `hsl(${performance.now() / 10} 80% 50%)`;
      context.fillRect(0, 0, canvas.width, canvas.height);
    }, 40);
    onTestFinished(() => clearInterval(timer));
    source.set({ status: 'generating', remoteStream: canvas.captureStream() });
    recorder.setOptions({ ...callbacks, mimeType: 'video/mp4;codecs=avc1' });
    recorder.start();
    await recordedFor(1000);
    const { startedAt } = recorder.getSnapshot();
    [canvas.width, canvas.height] = [180, 320];
    await expect.poll(() => recorder.getSnapshot().startedAt !== startedAt).toBe(true);
    await recordedFor(1000);
    await recorder.stop();
    await expect.poll(() => recorded.length).toBe(1);
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(Math.abs((await playToEnd(part)) - part.seconds)).toBeLessThan(0.5);
  },
);

it('finishes the file when the connection is lost, and continues in a new one when the picture is back', async () => {
  const { source, recorder, parts, status, recordedFor } = setup();
  recorder.start();
  await recordedFor(300);
  source.set({ ...source.getSnapshot(), status: 'reconnecting' });
  await expect.poll(() => parts.length).toBe(1);
  expect(status()).toBe('waiting');

  source.set({ status: 'generating', remoteStream: picture('#2040c0') });
  await expect.poll(status).toBe('recording');
  await recordedFor(300);
  await recorder.stop();
  expect(parts).toHaveLength(2);
  expect(parts.every(({ blob }) => (blob?.size ?? 0) > 0)).toBe(true);
});

it('continues in a new file when the stream gets another track, as after a node move', async () => {
  const { source, recorder, parts, status, recordedFor } = setup();
  recorder.start();
  await recordedFor(300);
  const stream = source.getSnapshot().remoteStream;
  const [old] = stream?.getTracks() ?? [];
  const [next] = picture('#20c040').getTracks();
  if (old) stream?.removeTrack(old);
  if (next) stream?.addTrack(next);
  old?.stop();
  await expect.poll(() => parts.length).toBe(1);
  await expect.poll(status).toBe('recording');
});

it('ends with the session, and with its component', async () => {
  const { source, recorder, parts, status, leave, recordedFor } = setup();
  recorder.start();
  await recordedFor(200);
  source.set({ status: 'ended', remoteStream: null });
  await expect.poll(() => parts.length).toBe(1);
  expect(status()).toBe('idle');

  source.set({ status: 'generating', remoteStream: picture('#c0c020') });
  recorder.start();
  await recordedFor(200);
  leave();
  await expect.poll(() => parts.length).toBe(2);
});

it('waits for the first frame if it is started before the session is live', async () => {
  const { source, recorder, status } = setup();
  source.set({ status: 'connecting', remoteStream: null });
  recorder.start();
  expect(status()).toBe('waiting');
  source.set({ status: 'connected', remoteStream: picture('#c02040') });
  await expect.poll(status).toBe('recording');
});

it('records as soon as the button is pressed, because the code that writes files was loaded when the video came', async () => {
  const { recorder, status } = setup();
  await import('../../src/capture/recordedFiles');
  recorder.start();
  expect(status()).toBe('recording');
});

it('passes chunks on as they come, and keeps none', async () => {
  const { recorder } = setup();
  const chunks: Blob[] = [];
  recorder.setOptions({ onChunk: (chunk) => chunks.push(chunk), timeslice: 50 });
  recorder.start();
  await expect.poll(() => chunks.length).toBeGreaterThan(1);
  expect(await recorder.stop()).toMatchObject({ parts: [{ blob: null }] });
});

it("reports that the browser can't write the format", async () => {
  const { recorder } = setup();
  // The first is refused at once, the second when the picture is written.
  for (const mimeType of ['video/nonsense', 'audio/webm']) {
    recorder.setOptions({ mimeType });
    recorder.start();
    await expect
      .poll(() => recorder.getSnapshot())
      .toMatchObject({ status: 'idle', error: { code: 'UNSUPPORTED_BROWSER' } });
    expect(await recorder.stop()).toBeNull();
  }
});

it('returns no file if it is stopped before the first frame', async () => {
  const { recorder, parts, status } = setup();
  recorder.start();
  expect(await recorder.stop()).toBeNull();
  await expect.poll(status).toBe('idle');
  expect(parts).toEqual([]);
});

it('reports a failing encoder, rather than writing endless empty files', async () => {
  const { recorder, parts } = setup();
  let begun = 0;
  const { MediaRecorder: Native } = globalThis;
  // The browser's error for an encoder that can't start.
  class Failing extends Native {
    override start() {
      begun += 1;
      // An endless loop of new files would end here.
      if (begun > 20) return;
      setTimeout(() => {
        for (const event of [new Event('error'), new Event('stop')]) this.dispatchEvent(event);
      });
    }
  }
  onTestFinished(replace(globalThis, 'MediaRecorder', Failing));
  recorder.start();
  await expect.poll(() => recorder.getSnapshot().error?.code).toBe('UNSUPPORTED_BROWSER');
  expect(recorder.getSnapshot().status).toBe('idle');
  expect(begun).toBeLessThan(5);
  expect(parts).toEqual([]);
});

it('asks the encoder for the requested bit rate', async () => {
  const { recorder } = setup();
  const rates: number[] = [];
  const { MediaRecorder: Native } = globalThis;
  class Watched extends Native {
    override start(timeslice?: number) {
      rates.push(this.videoBitsPerSecond);
      super.start(timeslice);
    }
  }
  onTestFinished(replace(globalThis, 'MediaRecorder', Watched));
  recorder.setOptions({ videoBitsPerSecond: 400_000 });
  recorder.start();
  await expect.poll(() => rates).toEqual([400_000]);
  await recorder.stop();
});

it('returns the recording to everyone who asks while it is being finished', async () => {
  const { recorder, recorded, recordedFor } = setup();
  recorder.start();
  await recordedFor(200);
  const [first, second] = await Promise.all([recorder.stop(), recorder.stop()]);
  expect(second).toBe(first);
  expect(recorded).toEqual([first]);
  expect(await recorder.stop()).toBeNull();
});

it('takes the current picture in full size, from a stream that nobody shows', async () => {
  const bitmap = await createImageBitmap(await grabFrame(picture('#c02040')));
  expect([bitmap.width, bitmap.height]).toEqual([320, 180]);
  const { r, g, b } = averageColor(bitmap, { x: 0, y: 0, width: 0.05, height: 0.05 });
  expect(r).toBeGreaterThan(g + 60);
  expect(r).toBeGreaterThan(b + 60);
});

it('refuses a snapshot when there is no picture', async () => {
  const stopped = picture('#c02040');
  for (const track of stopped.getTracks()) track.stop();
  await expect(grabFrame(stopped)).rejects.toMatchObject({ code: 'INVALID_INPUT', fatal: false });
  await expect(grabFrame(null)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
});
