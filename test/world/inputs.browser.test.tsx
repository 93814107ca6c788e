// Inputs besides a camera and a stream: a canvas, a video, a file.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { VideoInput } from '../../src/media/mediaInput';
import { playVideo, solidImage, solidVideo } from '../support/media';
import { isBlue, isRed } from '../support/pictures';
import { type Color, waitForColor } from '../support/pixels';
import { realFile } from '../support/realFile';
import { renderStream } from '../support/renderStream';
import { replace } from '../support/replace';
import { cameraRequests } from '../support/resources';

const isBlack = ({ r, g, b }: Color) => r + g + b < 30;

async function renderLive(input: VideoInput) {
  const view = renderStream({ model: 'lucy-2.5', autoStart: true, input });
  await view.reached('generating');
  return view;
}

function drawnCanvas(color: string) {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 180 });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no 2D context');
  context.fillStyle = color;
  context.fillRect(0, 0, 320, 180);
  return { canvas, context };
}

async function playedVideo(color: string, durationMs?: number) {
  const video = await playVideo(await solidVideo(color, durationMs));
  onTestFinished(() => {
    video.pause();
    URL.revokeObjectURL(video.src);
  });
  return video;
}

/** The object URLs that are held, except for those that a test created before. */
function watchObjectUrls() {
  const held = new Set<string>();
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (object) => {
    const url = createObjectURL(object);
    if (object instanceof Blob && /^(video|image)/.test(object.type)) held.add(url);
    return url;
  };
  URL.revokeObjectURL = (url) => {
    held.delete(url);
    revokeObjectURL(url);
  };
  onTestFinished(() => void Object.assign(URL, { createObjectURL, revokeObjectURL }));
  return held;
}

/** The video tracks that are captured from canvases from now on. */
function watchCaptures() {
  const tracks: MediaStreamTrack[] = [];
  const { captureStream } = HTMLCanvasElement.prototype;
  function watched(this: HTMLCanvasElement) {
    const stream = captureStream.call(this);
    tracks.push(...stream.getTracks());
    return stream;
  }
  onTestFinished(replace(HTMLCanvasElement.prototype, 'captureStream', watched));
  return tracks;
}

describe('a canvas', () => {
  test('drawn once is seen, what is drawn later too, and it is left alone at the end', async () => {
    const captures = watchCaptures();
    const { canvas, context } = drawnCanvas('red');
    const view = await renderLive(canvas);
    await waitForColor(view.output, isRed);
    context.fillStyle = 'blue';
    context.fillRect(0, 0, 320, 180);
    await waitForColor(view.output, isBlue);
    await expect.poll(() => view.stream.inputStatus).toBe('live');
    view.unmount();
    await expect.poll(() => view.open().liveTracks).toBe(0);
    expect(captures.length).toBeGreaterThan(0);
    await expect.poll(() => captures.filter(({ readyState }) => readyState === 'live')).toEqual([]);
    context.fillStyle = 'red';
    context.fillRect(0, 0, 320, 180);
    expect([...context.getImageData(0, 0, 1, 1).data]).toEqual([255, 0, 0, 255]);
    expect(cameraRequests()).toBe(0);
  });

  test('that shows something of another site: the session says what to do', async () => {
    const refuse = () => {
      throw new DOMException('Canvas is not origin-clean.', 'SecurityError');
    };
    onTestFinished(replace(HTMLCanvasElement.prototype, 'captureStream', refuse));
    const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: drawnCanvas('red').canvas });
    await view.reached('error');
    expect(view.stream.error?.code).toBe('INVALID_INPUT');
    expect(view.stream.error?.message).toContain('`crossorigin`');
    expect(view.sandbox.sessions).toHaveLength(0);
  });

  test('without a size: the session says what to do', async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 0 });
    const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: canvas });
    await view.reached('error');
    expect(view.stream.error).toMatchObject({ code: 'INVALID_INPUT' });
    expect(view.stream.error?.message).toContain('Give it a width and a height');
  });
});

describe('a video', () => {
  test('that is paused is seen; black after its end, and seen again when it is played once more', {
    tags: ['long'],
  }, async () => {
    const video = await playedVideo('red', 1500);
    video.pause();
    const view = await renderLive(video);
    await waitForColor(view.output, isRed);
    await video.play();
    await waitForColor(view.output, isBlack);
    await expect.poll(() => view.stream.inputStatus).toBe('ended');
    video.loop = true;
    await video.play();
    await waitForColor(view.output, isRed);
    await expect.poll(() => view.stream.inputStatus).toBe('live');
    view.unmount();
    await expect.poll(() => view.open().liveTracks).toBe(0);
    expect(video.paused).toBe(false);
    expect(video.currentSrc).toContain('blob:');
    expect(cameraRequests()).toBe(0);
  });

  test('that loses its file goes black', async () => {
    const video = await playedVideo('blue');
    video.loop = true;
    const view = await renderLive(video);
    await waitForColor(view.output, isBlue);
    video.removeAttribute('src');
    video.load();
    await waitForColor(view.output, isBlack);
    await expect.poll(() => view.stream.inputStatus).toBe('ended');
  });

  test('none of whose sources can be loaded: the session says so', async () => {
    const video = document.createElement('video');
    const source = Object.assign(document.createElement('source'), { src: '/no-such-video.mp4' });
    video.append(source);
    const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: video });
    await view.reached('error');
    expect(view.stream.error).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining("can't play"),
    });
    expect(view.sandbox.sessions).toHaveLength(0);
  });

  test('without a frame yet: the session waits for it, and nobody is billed meanwhile', async () => {
    const video = document.createElement('video');
    const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: video });
    await expect.poll(() => view.stream.phase).toBe('camera');
    video.src = URL.createObjectURL(await solidVideo('red'));
    onTestFinished(() => URL.revokeObjectURL(video.src));
    expect(view.sandbox.sessions).toHaveLength(0);
    await view.reached('generating');
    await waitForColor(view.output, isRed);
  });
});

describe('a file', () => {
  test('of a video plays from its beginning, ends in black, and is not held afterwards', async () => {
    const held = watchObjectUrls();
    const view = await renderLive(await solidVideo('blue', 1500));
    await waitForColor(view.output, isBlue);
    await waitForColor(view.output, isBlack);
    await expect.poll(() => view.stream.inputStatus).toBe('ended');
    expect(held.size).toBe(1);
    view.sandbox.closeSignaling(1006);
    await view.reached('reconnecting');
    await view.reached('generating');
    await expect.poll(() => view.stream.inputStatus).toBe('ended');
    view.unmount();
    await expect.poll(() => held.size).toBe(0);
  });

  test('of an image is seen, even when it is chosen while a video is live', async () => {
    const held = watchObjectUrls();
    const view = await renderLive(await solidVideo('red', 1500));
    await waitForColor(view.output, isRed);
    await view.stream.setInput(await solidImage('blue'));
    await waitForColor(view.output, isBlue);
    expect(held.size).toBe(0);
    expect(view.sandbox.sessions).toHaveLength(1);
  });

  test.for([
    ['hevc.mov', "(hevc.mov) can't be played by this browser"],
    ['photo.heic', "(photo.heic) can't be shown by this browser"],
  ])(
    'that this browser cannot show, %s: the session continues, and the error names it',
    async ([name, says]) => {
      const held = watchObjectUrls();
      const { canvas } = drawnCanvas('red');
      const view = await renderLive(canvas);
      const failed = await view.stream.setInput(await realFile(name ?? '')).catch((error: unknown) => error);
      expect(failed).toMatchObject({ code: 'INVALID_INPUT', fatal: false });
      expect(String(failed)).toContain(says);
      await waitForColor(view.output, isRed);
      expect(held.size).toBe(0);
    },
  );

  test.for([
    [new Blob([], { type: 'video/mp4' }), 'is empty'],
    [new File(['%PDF'], 'a.pdf', { type: 'application/pdf' }), '(a.pdf) must be a video or an image'],
  ] as const)('that is none: %s', async ([file, says]) => {
    const view = renderStream({ model: 'lucy-2.5', autoStart: true, input: file });
    await view.reached('error');
    expect(view.stream.error?.code).toBe('INVALID_INPUT');
    expect(view.stream.error?.message).toContain(says);
  });
});
