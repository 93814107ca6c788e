import type { ImageModels, VideoModels } from '@decartai/sdk';
import { kindOf } from './sniffType';

const MB = 1024 * 1024;

/** The limits for a file. */
export interface MediaLimits {
  /** The kinds of file, as in `<input accept>`. */
  readonly accept: 'image/*' | 'video/*';
  /** In bytes. */
  readonly maxSize: number;
}

/** Image formats that Decart can use. Decart documents no size limit; larger files are a mistake or a waste. */
const IMAGE: MediaLimits = { accept: 'image/*', maxSize: 20 * MB };
/** Decart's documented limit. */
const VIDEO: MediaLimits = { accept: 'video/*', maxSize: 200 * MB };

/** The fields that contain files. */
export type MediaField = 'data' | 'reference_image';

/**
 * Checks a file before it is sent, and returns a sentence for users if it should not be. `null` accepts it.
 */
export type MediaCheck = (file: Blob, field: MediaField) => string | null | undefined;

/** `true` for `checkMedia`, `false` for no check, or your own check. */
export type InputCheck = boolean | MediaCheck;

/** The result of the chosen check for a file. */
export function runCheck(
  check: InputCheck,
  model: ImageModels | VideoModels,
  field: MediaField,
  file: Blob,
): string | null {
  if (check === false) return null;
  return (check === true ? checkMedia(model, field, file) : check(file, field)) || null;
}

/**
 * What a model accepts in a field: for your own `<input>`.
 *
 * @param model - an image or video model's name
 * @param field - `'data'` for the file to edit, `'reference_image'` for the image that guides the edit
 *
 * @example
 * ```tsx
 * <input type="file" accept={mediaLimits('lucy-2.5', 'data').accept} />
 * ```
 */
export function mediaLimits(model: ImageModels | VideoModels, field: MediaField): MediaLimits {
  return field === 'reference_image' || model.includes('image') || model.endsWith('i2i') ? IMAGE : VIDEO;
}

/**
 * Checks a file against what a model accepts: the kind of file, its size, and that it isn't empty. Returns the sentence
 * to show, or `null` if the file is fine. The hooks do the same before they send.
 *
 * @param model - an image or video model's name
 * @param field - `'data'` for the file to edit, `'reference_image'` for the image that guides the edit
 * @param file - what the user chose
 *
 * @example
 * ```ts
 * const problem = checkMedia('lucy-image-2', 'data', file);
 * ```
 */
export function checkMedia(model: ImageModels | VideoModels, field: MediaField, file: Blob): string | null {
  const { accept, maxSize } = mediaLimits(model, field);
  const wanted = accept.slice(0, -2);
  const noun = wanted === 'image' ? 'an image' : 'a video';
  const kind = kindOf(file.type);
  // A file of unknown type may be a valid one.
  if (kind !== 'unknown' && kind !== wanted) {
    return `Choose ${noun}. This file is ${file.type.split(';')[0]}.`;
  }
  if (file.size === 0) return 'This file is empty.';
  if (file.size > maxSize)
    return `This file is ${toMb(file.size)} MB; ${noun} can be up to ${toMb(maxSize)} MB.`;
  return null;
}

function toMb(bytes: number): number {
  return Math.ceil(bytes / MB);
}
