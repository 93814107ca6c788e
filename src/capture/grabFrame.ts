import { DecartError } from '../errors/DecartError';

/** How a snapshot is encoded. */
export interface SnapshotOptions {
  /** The image format. @defaultValue 'image/png' */
  type?: 'image/png' | 'image/jpeg' | 'image/webp' | undefined;
  /** 0 to 1, for lossy formats. @defaultValue the browser's */
  quality?: number | undefined;
  /** A video that shows the stream: its current frame is used at once, even if the video stands still. */
  video?: HTMLVideoElement | null | undefined;
}

const FRAME_TIMEOUT_MS = 3000;

/**
 * The current frame of a stream, in full size.
 *
 * @throws `DecartError` `INVALID_INPUT` if there is no frame.
 */
export async function grabFrame(stream: MediaStream | null, options: SnapshotOptions = {}): Promise<Blob> {
  const { type = 'image/png', quality, video } = options;
  if (video && video.videoWidth > 0) return encode(video, type, quality);
  const track = stream?.getVideoTracks().find(({ readyState }) => readyState === 'live');
  if (!track) throw noPicture();
  const element = document.createElement('video');
  element.muted = true;
  element.playsInline = true;
  element.srcObject = new MediaStream([track]);
  try {
    await firstFrame(element);
    return await encode(element, type, quality);
  } finally {
    element.srcObject = null;
  }
}

function firstFrame(video: HTMLVideoElement): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(noPicture()), FRAME_TIMEOUT_MS);
    video.onloadeddata = () => {
      clearTimeout(timer);
      resolve();
    };
    // Muted video may usually play; where it may not, there is no frame.
    video.play().catch(() => {});
  });
}

async function encode(video: HTMLVideoElement, type: string, quality?: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
  if (!blob) throw noPicture();
  return blob;
}

function noPicture() {
  return new DecartError(
    'INVALID_INPUT',
    'There is no picture to take a snapshot of. Start the session first.',
    {
      fatal: false,
    },
  );
}
