// The tracks that a connection has. They are clones: the SDK stops the tracks that it gets.
import { blackTrack } from '../media/blackTrack';
import { isMirrored, type Mirror, mirrorTrack } from '../media/mirrorTrack';
import { repeatTrack } from '../media/stillTrack';
import { isOpen } from '../media/tracks';

interface SentTracksOptions {
  /** What viewers should see now. A track that is disabled, muted or ended isn't shown. */
  videoTrack(): MediaStreamTrack | undefined;
  /** It produces no frames, or might not in a hidden page, so its last frame is repeated. */
  isStill(): boolean;
  mirror(): Mirror;
  size(): { width: number; height: number };
}

/** The source of a sent video track. */
interface Source {
  track: MediaStreamTrack | undefined;
  isStill: boolean;
  mirror: Mirror;
}

export interface SentTracks {
  /** Fresh tracks for one connection. The tracks of the previous connection are stopped. */
  take(what: { video: boolean; audio: MediaStreamTrack | undefined }): MediaStreamTrack[];
  has(kind: 'video' | 'audio'): boolean;
  /**
   * Sends the current video on the connection, if it has a track whose source can be swapped with `replace`. Resolves
   * with `false` if it refused and kept the old one. Also covers calls that come meanwhile.
   */
  swapVideo(replace: (track: MediaStreamTrack) => Promise<void>): Promise<boolean>;
  /** Makes video that must not be seen black at once, even while a connection is being made. `swapVideo` follows. */
  hideUnseen(): void;
  stop(kind?: 'video'): void;
}

export function createSentTracks({ videoTrack, isStill, mirror, size }: SentTracksOptions): SentTracks {
  let sent: MediaStreamTrack[] = [];
  // The source of the video in `sent`.
  let source: Source | undefined;
  // Being sent to the connection.
  let next: MediaStreamTrack | undefined;

  const find = (kind: string) => sent.find((track) => track.kind === kind);
  const newest = (): Source => ({ track: videoTrack(), isStill: isStill(), mirror: mirror() });
  // A hidden track stays black, even after its owner has enabled the camera again. So it must be replaced.
  const isSent = ({ track, isStill, mirror }: Source) =>
    source?.track === track &&
    source?.mirror === mirror &&
    source?.isStill === isStill &&
    find('video')?.enabled === true;

  /** A clone of the video, or black if there is none. */
  function copyOf({ track, isStill, mirror }: Source) {
    const { width, height } = size();
    if (!isOpen(track)) return blackTrack(width, height);
    const copy = isStill ? repeatTrack(track.clone()) : track.clone();
    return isMirrored(track, mirror) ? mirrorTrack(copy) : copy;
  }

  function clone(from: Source) {
    const track = copyOf(from);
    // LiveKit mutes a track that ends for good, including its replacement; so an unplugged camera is replaced.
    track?.addEventListener('ended', (event) => event.stopImmediatePropagation());
    return track;
  }

  /** At once: switching to black takes a moment, and LiveKit may refuse it. */
  function hideUnseen() {
    if (!source?.track || videoTrack()) return;
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
      hideUnseen();
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
        // Another connection has its own tracks by now.
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

    hideUnseen,
    stop,
  };
}
