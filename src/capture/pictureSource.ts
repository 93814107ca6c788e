import type { ReadableStore } from '../store/store';

/** Whatever shows a picture: a session, or the `session` of a viewer. */
export type PictureSource = ReadableStore<{
  /** The picture, or null. */
  readonly remoteStream: MediaStream | null;
  /** In `idle`, `ended` and `error` there is nothing more to come. */
  readonly status: string;
}>;
