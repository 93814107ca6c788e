// Elements that show a picture. Their picture is copied at the moment of the call: later they may show something else, or
// nothing, as a WebGL canvas does after its frame.
import { hasTag } from './hasTag';
import { isVideoElement } from './shapes';

export type Drawable =
  | HTMLCanvasElement
  | OffscreenCanvas
  | HTMLVideoElement
  | HTMLImageElement
  | ImageBitmap;

/** What a drawable showed: a copy, or the reason why there is none. */
export type Capture = { canvas: HTMLCanvasElement; type: 'image/jpeg' | 'image/png' } | { problem: unknown };

/** By the drawable that was copied. */
export type Captures = ReadonlyMap<unknown, Capture>;

const FRAME_QUALITY = 0.95;

export function isDrawable(value: unknown): value is Drawable {
  return hasTag(
    value,
    'HTMLCanvasElement',
    'OffscreenCanvas',
    'HTMLVideoElement',
    'HTMLImageElement',
    'ImageBitmap',
  );
}

/** Copies the current picture of each drawable among `variables`: `variables` itself, or its fields. Never throws. */
export function captureDrawables(variables: unknown): Captures {
  if (typeof variables !== 'object' || variables === null) return new Map();
  const values: unknown[] = isDrawable(variables) ? [variables] : Object.values(variables);
  return new Map(values.filter(isDrawable).map((drawable) => [drawable, capture(drawable)]));
}

/** Encodes a copy. Rejects with the reason if there is no picture, or if it can't be read. */
export function encode(capture: Capture): Promise<Blob> {
  if ('problem' in capture) return Promise.reject(capture.problem);
  const { canvas, type } = capture;
  return new Promise((resolve, reject) => {
    const done = (blob: Blob | null) => {
      if (blob) resolve(blob);
      else reject(new Error('the canvas is empty.'));
    };
    try {
      canvas.toBlob(done, type, FRAME_QUALITY);
    } catch (cause) {
      const reason =
        'it shows a picture from another site, which this page may not read. Load it with the attribute `crossorigin`.';
      reject(new Error(reason, { cause }));
    }
  });
}

export function capture(source: Drawable): Capture {
  try {
    const [width, height] = sizeOf(source);
    if (!width || !height) throw new Error('it shows no picture yet. Wait until it has loaded.');
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.drawImage(source, 0, 0);
    return { canvas, type: isVideoElement(source) ? 'image/jpeg' : 'image/png' };
  } catch (problem) {
    return { problem };
  }
}

const isImage = (source: Drawable): source is HTMLImageElement => hasTag(source, 'HTMLImageElement');

function sizeOf(source: Drawable): [number, number] {
  // HAVE_CURRENT_DATA: before that, the size may be known but no frame is there.
  if (isVideoElement(source)) return source.readyState < 2 ? [0, 0] : [source.videoWidth, source.videoHeight];
  if (isImage(source)) return [source.naturalWidth, source.naturalHeight];
  return [source.width, source.height];
}
