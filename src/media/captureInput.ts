// Canvases, videos and files as input. A video is drawn into a canvas: Safari can't capture a video, Firefox silences
// it on the page meanwhile, and a paused video delivers no frame.
import { abortable } from '../errors/abortable';
import { DecartError } from '../errors/DecartError';
import { isBlob, isCanvas, isFile, isVideoElement } from '../requests/shapes';
import { kindOf, withKnownType } from '../requests/sniffType';
import { nameOf } from './mediaError';
import type { FrameSize } from './openScreen';
import { playUnseen } from './playUnseen';
import { isOpen, stopAll } from './tracks';
import { watchFrames } from './watchFrames';

/** An input that isn't a camera. */
export interface VideoSource {
  /** Its tracks may change: a video that is replayed gets a new one. */
  readonly stream: MediaStream;
  /** Called when it begins to be sent: a file then begins to play. */
  play(): void;
  /** Stops everything that was opened for it. The app's own stream or element stays as it is. */
  close(): void;
}

/** HAVE_CURRENT_DATA: there is a frame to draw. */
const HAS_FRAME = 2;
const REPEAT_MS = 250;
const LOOK_MS = 250;
/** A canvas with moving content draws within this time. */
const FIRST_DRAWING_MS = 100;
const OF_ANOTHER_SITE =
  'shows content from another site, which this page may not read. Load it with the attribute `crossorigin`, from a site that allows it';

/**
 * Captures the content of an element or a file, without sound. Waits for a video's first frame.
 *
 * @throws `DecartError` `INVALID_INPUT` if it can't be played or read; the signal's reason when aborted
 */
export async function captureInput(
  input: HTMLCanvasElement | HTMLVideoElement | Blob,
  size: FrameSize,
  signal: AbortSignal,
): Promise<VideoSource> {
  if (isBlob(input)) return captureFile(input, size, signal);
  if (isCanvas(input)) return captureCanvas(input, size);
  if (isVideoElement(input)) return captureVideo(input, size, signal);
  throw invalidInput("must be 'screen', constraints, a MediaStream, a <canvas>, a <video>, a Blob or null");
}

async function captureCanvas(canvas: HTMLCanvasElement, size: FrameSize): Promise<VideoSource> {
  if (canvas.width === 0 || canvas.height === 0) {
    throw invalidInput('is a canvas without a size. Give it a width and a height');
  }
  const captured = captureStreamOf(canvas);
  const stream = new MediaStream();
  // Chromium captures only later drawings: until the next one, we send a copy of the current picture.
  const copy = repeatPicture(size, canvas, canvas);
  const video = playUnseen(captured);
  const closing = new AbortController();
  const drawn = untilFrame(video, closing.signal).then(
    () => {
      copy.close();
      video.srcObject = null;
      replaceTracks(stream, captured);
    },
    () => {},
  );
  replaceTracks(stream, copy.stream);
  await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, FIRST_DRAWING_MS))]);
  return {
    stream,
    play() {},
    close() {
      closing.abort();
      copy.close();
      video.srcObject = null;
      stopAll(captured.getTracks());
    },
  };
}

function captureStreamOf(canvas: HTMLCanvasElement): MediaStream {
  try {
    return canvas.captureStream();
  } catch (cause) {
    // Firefox refuses a canvas without a context.
    const reason =
      nameOf(cause) === 'SecurityError' ? OF_ANOTHER_SITE : "can't be captured. Draw on it first";
    throw invalidInput(reason, cause);
  }
}

async function captureVideo(
  video: HTMLVideoElement,
  size: FrameSize,
  signal: AbortSignal,
): Promise<VideoSource> {
  await untilFrame(video, signal);
  if (video.videoWidth === 0) throw invalidInput('has sound, but no video');
  const stream = new MediaStream();
  let draw = () => {};

  /** On a new canvas: once a canvas has shown content of another site, it can't be captured. */
  function begin() {
    if (video.ended || video.readyState < HAS_FRAME || stream.getTracks().some(isOpen)) return;
    const picture = createPicture(size);
    draw = () => {
      if (video.readyState >= HAS_FRAME) picture.draw(video, video.videoWidth, video.videoHeight);
    };
    draw();
    const captured = picture.capture();
    replaceTracks(stream, captured);
  }
  function end() {
    draw = () => {};
    stopAll(stream.getTracks());
  }
  function beginAgain() {
    try {
      begin();
    } catch {
      // It now shows a file from another site, so the input stays ended.
    }
  }

  begin();
  const stopWatching = watchFrames(video, size.frameRate, () => draw());
  const listening = new AbortController();
  for (const event of ['ended', 'emptied']) video.addEventListener(event, end, { signal: listening.signal });
  for (const event of ['loadeddata', 'playing', 'seeked']) {
    video.addEventListener(event, beginAgain, { signal: listening.signal });
  }
  return {
    stream,
    play() {},
    close() {
      listening.abort();
      stopWatching();
      end();
    },
  };
}

async function untilFrame(video: HTMLVideoElement, signal: AbortSignal): Promise<void> {
  const listening = new AbortController();
  let timer: ReturnType<typeof setInterval> | undefined;
  const loaded = new Promise<void>((resolve, reject) => {
    const refuse = () => reject(invalidInput("is a video that this browser can't play", video.error));
    const check = () => {
      if (video.error) refuse();
      else if (video.readyState >= HAS_FRAME) resolve();
    };
    for (const event of ['loadeddata', 'error']) {
      video.addEventListener(event, check, { signal: listening.signal });
    }
    check();
    // If no `<source>` of it can be played, the video itself has no error. It may be in this state for a moment before it
    // loads, too.
    let looks = 0;
    timer = setInterval(() => {
      looks = video.networkState === HTMLMediaElement.NETWORK_NO_SOURCE ? looks + 1 : 0;
      if (looks > 1) refuse();
    }, LOOK_MS);
  });
  await abortable(loaded, signal).finally(() => {
    clearInterval(timer);
    listening.abort();
  });
}

async function captureFile(blob: Blob, size: FrameSize, signal: AbortSignal): Promise<VideoSource> {
  if (blob.size === 0) throw invalidInput(`${fileName(blob)}is empty`);
  const file = await abortable(withKnownType(blob), signal);
  switch (kindOf(file.type)) {
    case 'image':
      return captureImageFile(file, size, signal);
    case 'other':
      throw invalidInput(`${fileName(file)}must be a video or an image, but is ${file.type}`);
    default:
      return captureVideoFile(file, size, signal);
  }
}

async function captureVideoFile(file: Blob, size: FrameSize, signal: AbortSignal): Promise<VideoSource> {
  const url = URL.createObjectURL(file);
  const video = document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.src = url;
  const play = () => {
    // A reconnect doesn't replay it.
    if (!video.ended) void video.play().catch(() => {});
  };
  const release = () => {
    video.removeAttribute('src');
    video.load();
    URL.revokeObjectURL(url);
  };
  try {
    // iPhones load nothing until it plays.
    play();
    const source = await captureVideo(video, size, signal);
    video.pause();
    return {
      stream: source.stream,
      play,
      close() {
        source.close();
        release();
      },
    };
  } catch (cause) {
    const isBroken = video.error !== null;
    release();
    if (!isBroken) throw cause;
    const type = file.type ? ` (${file.type})` : '';
    throw invalidInput(
      `${fileName(file)}can't be played by this browser${type}. Use a WebM, or an MP4 with H.264`,
      cause,
    );
  }
}

async function captureImageFile(file: Blob, size: FrameSize, signal: AbortSignal): Promise<VideoSource> {
  const decoding = createImageBitmap(file, { imageOrientation: 'from-image' }).catch((cause: unknown) => {
    throw invalidInput(
      `${fileName(file)}can't be shown by this browser (${file.type}). Use a JPEG or PNG`,
      cause,
    );
  });
  const image = await abortable(decoding, signal);
  const { stream, close } = repeatPicture(size, image, image);
  return {
    stream,
    play() {},
    close() {
      close();
      image.close();
    },
  };
}

/** A stream of a still picture. Only drawing sends a frame: drawn once, a later connection would get nothing. */
function repeatPicture(
  size: FrameSize,
  source: CanvasImageSource,
  of: { readonly width: number; readonly height: number },
) {
  const picture = createPicture(size);
  const draw = () => picture.draw(source, of.width, of.height);
  draw();
  const stream = picture.capture();
  const timer = setInterval(draw, REPEAT_MS);
  return {
    stream,
    close() {
      clearInterval(timer);
      stopAll(stream.getTracks());
    },
  };
}

function replaceTracks(stream: MediaStream, from: MediaStream) {
  for (const old of stream.getTracks()) stream.removeTrack(old);
  for (const track of from.getTracks()) stream.addTrack(track);
}

/** A canvas that shows a whole picture, no larger than the model's size. */
function createPicture(size: FrameSize) {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { alpha: false });
  const long = Math.max(size.width, size.height);
  const short = Math.min(size.width, size.height);
  return {
    draw(source: CanvasImageSource, width: number, height: number) {
      const scale = Math.min(1, long / Math.max(width, height), short / Math.min(width, height));
      const [drawnWidth, drawnHeight] = [width, height].map((side) => Math.max(1, Math.round(side * scale)));
      if (!context || !drawnWidth || !drawnHeight) return;
      if (canvas.width !== drawnWidth) canvas.width = drawnWidth;
      if (canvas.height !== drawnHeight) canvas.height = drawnHeight;
      // The background of a transparent picture.
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, drawnWidth, drawnHeight);
      context.drawImage(source, 0, 0, drawnWidth, drawnHeight);
    },
    capture: () => captureStreamOf(canvas),
  };
}

const fileName = (file: Blob) => (isFile(file) && file.name ? `(${file.name}) ` : '');

function invalidInput(reason: string, cause?: unknown): DecartError {
  return new DecartError('INVALID_INPUT', `"input" ${reason}.`, { cause });
}
