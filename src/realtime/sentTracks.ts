// The tracks that a connection has. They are clones: the SDK stops what it was given.
import { blackTrack } from '../media/blackTrack';
import { isMirrored, type Mirror, mirrorTrack } from '../media/mirrorTrack';
import { isOpen } from '../media/tracks';

interface SentTracksOptions {
  picture(): MediaStreamTrack | undefined;
  mirror(): Mirror;
  size(): { width: number; height: number };
}

interface Shown {
  picture: MediaStreamTrack | undefined;
  mirror: Mirror;
}

export interface SentTracks {
  /** Fresh tracks for one connection. Those that an earlier one had are stopped. */
  take(what: { picture: boolean; sound: MediaStreamTrack | undefined }): MediaStreamTrack[];
  has(kind: 'video' | 'audio'): boolean;
  /**
   * Lets the connection show the picture that there is now, if it has a track that `replace` can put another in place
   * of. Resolves with `false` when it refused, and goes on with the old one; calls meanwhile are seen to as well.
   */
  swapVideo(replace: (track: MediaStreamTrack) => Promise<void>): Promise<boolean>;
  stop(kind?: 'video'): void;
  /** Stops them, and forgets them: no connection has them any more. */
  drop(): void;
}

export function createSentTracks({ picture, mirror, size }: SentTracksOptions): SentTracks {
  let sent: MediaStreamTrack[] = [];
  // What `sent` shows.
  let shown: Shown | undefined;
  // On its way to the connection.
  let next: MediaStreamTrack | undefined;

  const find = (kind: string) => sent.find((track) => track.kind === kind);
  const wanted = (): Shown => ({ picture: picture(), mirror: mirror() });
  const isShown = (what: Shown) => shown?.picture === what.picture && shown?.mirror === what.mirror;

  /** A clone of the picture, or a black one while there is none. */
  function copyOf({ picture, mirror }: Shown) {
    const { width, height } = size();
    if (!isOpen(picture)) return blackTrack(width, height);
    const copy = picture.clone();
    return isMirrored(picture, mirror) ? mirrorTrack(copy) : copy;
  }

  function clone(what: Shown) {
    const track = copyOf(what);
    // LiveKit mutes for good what it sees ending, also what takes its place; a camera that is unplugged is replaced.
    track?.addEventListener('ended', (event) => event.stopImmediatePropagation());
    return track;
  }

  function stop(kind?: 'video') {
    for (const track of [...sent, next]) if (!kind || track?.kind === kind) track?.stop();
  }

  return {
    take(what) {
      stop();
      next = undefined;
      shown = wanted();
      sent = [what.picture ? clone(shown) : undefined, what.sound?.clone()].filter(
        (track) => track !== undefined,
      );
      return sent;
    },

    has: (kind) => find(kind) !== undefined,

    async swapVideo(replace) {
      if (next) return true;
      for (;;) {
        const old = find('video');
        const what = wanted();
        if (!old || isShown(what)) return true;
        const track = clone(what);
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
        shown = what;
      }
    },

    stop,
    drop() {
      stop();
      sent = [];
      next = undefined;
    },
  };
}
