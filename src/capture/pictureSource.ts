import type { ReadableStore } from '../store/store';

/** Anything that shows a picture: a session, or the `session` of a viewer. */
export interface PictureSource
  extends ReadableStore<{
    /** The stream that is shown, or null. */
    readonly remoteStream: MediaStream | null;
    /** In `idle`, `ended` and `error` no more video will come. */
    readonly status: string;
  }> {
  /** The audio that a session sends. A viewer sends none. */
  readonly audioStore?: ReadableStore<MediaStreamTrack | null> | undefined;
  /** How far the video lags behind the camera, if that is measured. */
  readonly statsStore?:
    | ReadableStore<{ readonly glassToGlass?: { readonly medianMs: number | null } | null } | null>
    | undefined;
}
