// The tracks that a connection has. They are clones: the SDK stops what it was given.
import { blackTrack } from '../media/blackTrack';
import { isMirrored, type Mirror, mirrorTrack } from '../media/mirrorTrack';
import { repeatTrack } from '../media/stillTrack';
import { isOpen } from '../media/tracks';

interface SentTracksOptions {
  /** What should be seen now: nothing of a track that is disabled, muted or ended. */
  videoTrack(): MediaStreamTrack | undefined;
  /** It gives no frames, so its last one is repeated. */
  isStill(): boolean;
  mirror(): Mirror;
  size(): { width: number; height: number };
}

/** What a sent video track is made of. */
interface Source {
  track: MediaStreamTrack | undefined;
  isStill: boolean;
  mirror: Mirror;
}

export interface SentTracks {
  /** Fresh tracks for one connection. Those that an earlier one had are stopped. */
  take(what: { video: boolean; audio: MediaStreamTrack | undefined }): MediaStreamTrack[];
  has(kind: 'video' | 'audio'): boolean;
  /**
   * Gives the connection the video that there is now, if it has a track that `replace` can put another in place of. Resolves with
   * `false` when it refused and kept the old one. Covers the calls that come meanwhile.
   */
  swapVideo(replace: (track: MediaStreamTrack) => Promise<void>): Promise<boolean>;
  stop(kind?: 'video'): void;
}

export function createSentTracks({ videoTrack, isStill, mirror, size }: SentTracksOptions): SentTracks {
  let sent: MediaStreamTrack[] = [];
  // What the video in `sent` is made of.
  let source: Source | undefined;
  // On its way to the connection.
  let next: MediaStreamTrack | undefined;

  const find = (kind: string) => sent.find((track) => track.kind === kind);
  const newest = (): Source => ({ track: videoTrack(), isStill: isStill(), mirror: mirror() });
  const isSent = ({ track, isStill, mirror }: Source) =>
    source?.track === track && source?.mirror === mirror && source?.isStill === isStill;

  /** A clone of the video, or black while there is none. */
  function copyOf({ track, isStill, mirror }: Source) {
    const { width, height } = size();
    if (!isOpen(track)) return blackTrack(width, height);
    const copy = isStill ? repeatTrack(track.clone()) : track.clone();
    return isMirrored(track, mirror) ? mirrorTrack(copy) : copy;
  }

  function clone(from: Source) {
    const track = copyOf(from);
    // LiveKit mutes for good what it sees ending, also what takes its place; a camera that is unplugged is replaced.
    track?.addEventListener('ended', (event) => event.stopImmediatePropagation());
    return track;
  }

  /** At once: to put black in its place takes a moment, and LiveKit may refuse it. */
  function hide() {
    for (const track of [...sent, next]) if (track?.kind === 'video') track.enabled = false;
  }

  function stop(kind?: 'video') {
    for (const track of [...sent, next]) if (!kind || track?.kind === kind) track?.stop();
  }

  return {
    take({ video, audio }) {
      stop();
      next = undefined;
      source = newest();
      sent = [video ? clone(source) : undefined, audio?.clone()].filter((track) => track !== undefined);
      return sent;
    },

    has: (kind) => find(kind) !== undefined,

    async swapVideo(replace) {
      if (source?.track && !videoTrack()) hide();
      if (next) return true;
      for (;;) {
        const old = find('video');
        const from = newest();
        if (!old || isSent(from)) return true;
        const track = clone(from);
        if (!track) return true;
        next = track;
        const isReplaced = await replace(track).then(
          () => true,
          () => false,
        );
        // Another connection has taken its own.
        if (next !== track) return true;
        next = undefined;
        if (!isReplaced) {
          track.stop();
          return false;
        }
        old.stop();
        sent = [track, ...sent.filter((each) => each !== old)];
        source = from;
      }
    },

    stop,
  };
}
