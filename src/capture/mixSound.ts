// The sound of a recording, loaded when a recording needs the person's own sound.
import type { ReadableStore } from '../store/store';
import { RESUME_EVENT } from '../video/holdEvents';
import { watchCaptureLag } from './captureLag';
import { mixAudio } from './mixAudio';
import type { PictureSource } from './pictureSource';

export interface MixedSound {
  readonly stream: MediaStream;
  /** Calls back when the video has ended, or the remote stream has another video. */
  onTracks(callback: () => void): void;
  close(): void;
}

/** How much longer audio takes than video through two audio graphs and into a file: measured in Chromium in 2026. */
const AUDIO_LAG_MS = 95;
/** The time from camera to screen, if it isn't measured. */
const USUAL_DELAY_MS = 250;

/** The stream, with the person's own sound. */
export function mixSound(
  remote: MediaStream,
  audioStore: ReadableStore<MediaStreamTrack | null>,
  statsStore: PictureSource['statsStore'],
  audioDelay: number | 'auto' = 'auto',
): MixedSound {
  const measured = statsStore?.getSnapshot()?.glassToGlass?.medianMs ?? USUAL_DELAY_MS;
  const delay = audioDelay === 'auto' ? measured : audioDelay;
  const delayFor = (captureLag: number) => Math.max(0, delay - AUDIO_LAG_MS - captureLag);
  const audio = mixAudio(remote, audioStore, delayFor(0));
  const videoTracks = remote.getVideoTracks();
  const stopWatching = watchCaptureLag(new MediaStream(videoTracks), (lag) => audio.setDelay(delayFor(lag)));
  const closed = new AbortController();
  return {
    stream: new MediaStream([...videoTracks, ...audio.tracks]),
    /** A recorder stops by itself when a stream's tracks end, but these tracks aren't the stream's own. */
    onTracks(callback: () => void) {
      const { signal } = closed;
      const check = () => remote.getVideoTracks()[0] !== videoTracks[0] && callback();
      remote.addEventListener(RESUME_EVENT, check, { signal });
      videoTracks[0]?.addEventListener('ended', callback, { signal });
    },
    close() {
      closed.abort();
      stopWatching();
      audio.close();
    },
  };
}
