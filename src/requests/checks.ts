import type { ImageModels, VideoModels } from '@decartai/sdk';
import * as en from '../labels/english';
import { fill, type LabelKey, type Labels, type LabelValues, localeOf } from '../labels/labels';
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
  labels?: Labels,
): string | null {
  if (check === false) return null;
  return (check === true ? checkMedia(model, field, file, labels) : check(file, field)) || null;
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
 * @param labels - the language of the sentence: English without them
 *
 * @example
 * ```ts
 * const problem = checkMedia('lucy-image-2', 'data', file);
 * ```
 */
export function checkMedia(
  model: ImageModels | VideoModels,
  field: MediaField,
  file: Blob,
  labels: Labels = {},
): string | null {
  const { accept, maxSize } = mediaLimits(model, field);
  const isImage = accept === 'image/*';
  const say = (key: LabelKey, english: string, values: LabelValues = {}) =>
    fill(labels[key] ?? english, values, localeOf(labels));
  const kind = kindOf(file.type);
  // A file of unknown type may be a valid one.
  if (kind !== 'unknown' && kind !== (isImage ? 'image' : 'video')) {
    const values = { type: file.type.split(';')[0] ?? '' };
    return isImage
      ? say('editorNotImage', en.editorNotImage, values)
      : say('editorNotVideo', en.editorNotVideo, values);
  }
  if (file.size === 0) return say('editorEmptyFile', en.editorEmptyFile);
  if (file.size <= maxSize) return null;
  const values = { size: toMb(file.size), limit: toMb(maxSize) };
  return isImage
    ? say('editorImageTooLarge', en.editorImageTooLarge, values)
    : say('editorVideoTooLarge', en.editorVideoTooLarge, values);
}

function toMb(bytes: number): number {
  return Math.ceil(bytes / MB);
}
