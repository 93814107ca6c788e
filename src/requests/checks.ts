import type { ImageModels, VideoModels } from '@decartai/sdk';
import { kindOf } from './sniffType';

const MB = 1024 * 1024;

/** What a file may be. */
export interface MediaLimits {
  /** The kinds of file, as in `<input accept>`. */
  readonly accept: 'image/*' | 'video/*';
  /** In bytes. */
  readonly maxSize: number;
}

/** Pictures that Decart can do something with; Decart names no limit, larger ones are a mistake or a waste. */
const IMAGE: MediaLimits = { accept: 'image/*', maxSize: 20 * MB };
/** Decart's documented limit. */
const VIDEO: MediaLimits = { accept: 'video/*', maxSize: 200 * MB };

/** The fields that are files. */
export type MediaField = 'data' | 'reference_image';

/**
 * Looks at a file before it is sent, and gives a sentence for people when it should not be. `null` lets it pass.
 */
export type MediaCheck = (file: Blob, field: MediaField) => string | null | undefined;

/** `true` for `checkMedia`, `false` for nothing, or your own check in its place. */
export type InputCheck = boolean | MediaCheck;

/** What the check that was asked for says of a file. */
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
 * What a model takes in a field: for your own `<input>`.
 *
 * @param model - an image or video model's name
 * @param field - `'data'` for what is edited, `'reference_image'` for what guides the edit
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
 * Checks a file against what a model takes: the kind of file, its size, and that there is something in it. Gives the
 * sentence to show, or `null` when it is fine. The hooks do the same before they send.
 *
 * @param model - an image or video model's name
 * @param field - `'data'` for what is edited, `'reference_image'` for what guides the edit
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
  // A file whose type nobody knows may be the right one.
  if (kind !== 'unknown' && kind !== wanted) {
    return `Choose ${noun}. This file is ${file.type.split(';')[0]}.`;
  }
  if (file.size === 0) return 'This file is empty.';
  if (file.size > maxSize)
    return `This file has ${toMb(file.size)} MB; ${noun} may have ${toMb(maxSize)} MB.`;
  return null;
}

function toMb(bytes: number): number {
  return Math.ceil(bytes / MB);
}
