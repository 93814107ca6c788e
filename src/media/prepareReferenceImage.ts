import { type Rule, rule, shape } from '../errors/checkOptions';
import { DecartError } from '../errors/DecartError';
import { invalidOptions } from '../errors/invalidOptions';
import { readMedia, toMediaInput } from '../requests/inputs';
import { isFile } from '../requests/shapes';
import { sniffType } from '../requests/sniffType';
import type { ImageFileInput } from '../requests/variables';

/** The limits for {@link prepareReferenceImage}. */
export interface ReferenceImageOptions {
  /** The longer side has at most this many pixels. @defaultValue 1536 */
  maxSide?: number | undefined;
  /** The shorter side has at least this many pixels, if `maxSide` leaves room for it. @defaultValue 512 */
  minSide?: number | undefined;
  /** The file has at most this many bytes. @defaultValue 2_000_000 */
  maxBytes?: number | undefined;
}

const DEFAULTS = { maxSide: 1536, minSide: 512, maxBytes: 2_000_000 };
const atLeastOne = /* @__PURE__ */ rule(
  'a number of at least 1',
  (value) => Number.isFinite(value) && Number(value) >= 1,
);
const check = /* @__PURE__ */ shape({
  maxSide: atLeastOne,
  minSide: atLeastOne,
  maxBytes: atLeastOne,
} satisfies Record<keyof ReferenceImageOptions, Rule>);
const QUALITIES = [0.92, 0.85, 0.75, 0.6];
/** The factor by which each side shrinks if the lowest quality still takes too many bytes. */
const SHRINK = 0.75;
/** Formats that users take for images, but that not every browser can read. */
const UNKNOWN_FORMATS: Record<string, string> = {
  'image/heic': 'a HEIC photo',
  'image/avif': 'an AVIF image',
  'image/svg+xml': 'an SVG drawing',
};
/** Below this size, nothing can be recognized. */
const MIN_USEFUL_SIDE = 32;

/**
 * Makes an image suitable as a reference image: a JPEG whose sides and bytes are within limits. Photos are rotated
 * upright, transparency becomes white, an animation becomes its first frame, and metadata such as the location is
 * removed.
 *
 * @param source - a `File` or `Blob`, a URL, a `ReadableStream`, or a canvas, `<video>` or `<img>`, whose current picture
 * is used
 * @param options - the limits
 * @returns the JPEG
 *
 * @throws `DecartError` `INVALID_INPUT` if it can't be read or isn't an image that this browser supports: most don't
 * support HEIC. `INVALID_OPTIONS` for a limit that isn't a positive number, or a `minSide` above `maxSide`.
 *
 * @example
 * ```ts
 * const garment = await prepareReferenceImage(file, { maxSide: 1024 });
 * ```
 */
export async function prepareReferenceImage(
  source: ImageFileInput,
  options: ReferenceImageOptions = {},
): Promise<Blob> {
  const { maxSide, minSide, maxBytes } = limitsOf(options);
  const file = await readMedia(toMediaInput('image', source), 'image');
  if (file.size === 0) throw invalidInput('is empty', nameOf(file));
  const picture = await decode(file);
  const { width, height } = picture;
  let scale = Math.min(maxSide / Math.max(width, height), Math.max(1, minSide / Math.min(width, height)));
  try {
    while (scale * Math.min(width, height) >= Math.min(MIN_USEFUL_SIDE, width, height)) {
      const canvas = draw(picture, Math.round(width * scale), Math.round(height * scale));
      for (const quality of QUALITIES) {
        const jpeg = await encode(canvas, quality);
        if (jpeg.size <= maxBytes) return jpeg;
      }
      scale *= SHRINK;
    }
  } finally {
    picture.close();
  }
  throw invalidInput(`can't be made smaller than ${maxBytes} bytes`);
}

function limitsOf(options: ReferenceImageOptions): typeof DEFAULTS {
  check(options, 'prepareReferenceImage');
  const { maxSide = DEFAULTS.maxSide, maxBytes = DEFAULTS.maxBytes } = options;
  const { minSide = Math.min(DEFAULTS.minSide, maxSide) } = options;
  if (minSide > maxSide)
    throw invalidOptions(`\`minSide\` must not be above \`maxSide\`, which is ${maxSide}.`);
  return { maxSide, minSide, maxBytes };
}

/** Rotated as its EXIF data says. Of an animation, the first frame. */
async function decode(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' });
  } catch (cause) {
    const type = (await sniffType(file)) ?? file.type;
    const unknown = UNKNOWN_FORMATS[type];
    const reason = unknown
      ? `is ${unknown}, which this browser can't read. Use a JPEG or PNG`
      : type && !type.startsWith('image/')
        ? `isn't an image but ${type}`
        : "isn't an image, or its file is broken";
    throw invalidInput(reason, nameOf(file), cause);
  }
}

function draw(picture: ImageBitmap, width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, width);
  canvas.height = Math.max(1, height);
  const context = canvas.getContext('2d', { alpha: false });
  if (context) {
    // JPEG has no transparency: without this, transparent parts would be black.
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  }
  return canvas;
}

function encode(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(invalidInput('is too large for this browser to draw'))),
      'image/jpeg',
      quality,
    );
  });
}

const nameOf = (file: Blob) => (isFile(file) && file.name ? ` (${file.name})` : '');

function invalidInput(reason: string, name = '', cause?: unknown): DecartError {
  return new DecartError('INVALID_INPUT', `"image"${name} ${reason}.`, { cause, fatal: false });
}
