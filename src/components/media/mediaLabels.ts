import { createContext, useContext } from 'react';
import type { DecartError } from '../../errors/DecartError';
import { type ErrorLabels, fill, sentenceOf } from '../labels';

const ENGLISH = {
  /** The field for the file, before there is one, for an image. */
  chooseImage: 'Choose an image, or drop one here',
  /** The same for a video. */
  chooseVideo: 'Choose a video, or drop one here',
  /** The same once there is one. `{name}` */
  replaceFile: 'Replace {name}',
  chooseReference: 'Add a reference image',
  replaceReference: 'Replace the reference image',
  removeReference: 'Remove the reference image',
  /** In place of a file's picture, where the browser knows no such format. `{name}` */
  noPreview: '{name} can be edited, but this browser can’t show it.',
  prompt: 'What should change?',
  submit: 'Edit',
  cancel: 'Cancel',
  download: 'Download',
  before: 'Before',
  after: 'After',
  compare: 'Compare before and after',
  /** What is said of the position of the slider. `{percent}` */
  comparePosition: '{percent} % after',
  working: 'Editing…',
  /** While the browser is offline. */
  paused: 'Waiting for the network…',
  submitted: 'Uploading…',
  pending: 'Waiting for its turn…',
  processing: 'Editing…',
  completed: 'Fetching the video…',
  done: 'Done',
};

export type MediaLabelKey = keyof typeof ENGLISH;

/**
 * Every text of the editors, for translation; what is left out stays English. `{name}` in a text is filled in.
 *
 * @example
 * ```tsx
 * <ImageEditor labels={{ submit: 'Bearbeiten', prompt: 'Was soll anders werden?' }} />
 * ```
 */
export type MediaLabels = { [Key in keyof typeof ENGLISH]?: string | undefined } & {
  /** The sentences of errors, by code. `{message}` in one is the English sentence. */
  errors?: ErrorLabels | undefined;
};

export const MediaLabelsContext = /* @__PURE__ */ createContext<MediaLabels>({});

export function useMediaLabel(): (key: MediaLabelKey, values?: object) => string {
  const labels = useContext(MediaLabelsContext);
  return (key, values = {}) => fill(labels[key] ?? ENGLISH[key], values);
}

export function useMediaErrorText(): (error: DecartError) => string {
  const { errors } = useContext(MediaLabelsContext);
  return (error) => sentenceOf(error, errors);
}
