// A publisher's video as one stream, whose last frame stays while the connection behind it is recreated.
import { HOLD_EVENT, RESUME_EVENT } from './holdEvents';

export interface RemoteOutput {
  /** The stream to show, now with these tracks: the same one until `reset()`. */
  show(tracks: MediaStreamTrack[]): MediaStream;
  /** The picture is about to be lost: a `<video>` that shows the stream keeps its last frame. */
  hold(): void;
  reset(): void;
}

export function createRemoteOutput(): RemoteOutput {
  let output: MediaStream | null = null;
  const shown = new Map<MediaStreamTrack, MediaStreamTrack>();

  function drop(track: MediaStreamTrack, clone: MediaStreamTrack) {
    output?.removeTrack(clone);
    clone.stop();
    shown.delete(track);
  }

  return {
    show(tracks) {
      output ??= new MediaStream();
      for (const [track, clone] of shown) if (!tracks.includes(track)) drop(track, clone);
      for (const track of tracks) {
        if (shown.has(track)) continue;
        // A clone: LiveKit stops its own track before it reports a loss, and a stopped track is black.
        const clone = track.clone();
        shown.set(track, clone);
        output.addTrack(clone);
      }
      output.dispatchEvent(new Event(RESUME_EVENT));
      return output;
    },
    hold: () => void output?.dispatchEvent(new Event(HOLD_EVENT)),
    reset() {
      for (const [track, clone] of shown) drop(track, clone);
      output = null;
    },
  };
}
