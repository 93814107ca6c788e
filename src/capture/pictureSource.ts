import type { ReadableStore } from '../store/store';

/** Whatever shows a picture: a session, or the `session` of a viewer. */
export interface PictureSource
  extends ReadableStore<{
    /** The picture, or null. */
    readonly remoteStream: MediaStream | null;
    /** In `idle`, `ended` and `error` there is nothing more to come. */
    readonly status: string;
  }> {
  /** The audio that a session sends. A viewer sends none. */
  readonly audioStore?: ReadableStore<MediaStreamTrack | null> | undefined;
  /** How far the video is behind the camera, where it is measured. */
  readonly statsStore?:
    | ReadableStore<{ readonly glassToGlass?: { readonly medianMs: number | null } | null } | null>
    | undefined;
}
