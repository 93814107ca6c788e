import type { ReadableStore } from '../store/store';

/** Whatever shows a picture: a session, or the `session` of a viewer. */
export type PictureSource = ReadableStore<{
  readonly remoteStream: MediaStream | null;
  readonly status: string;
}>;
