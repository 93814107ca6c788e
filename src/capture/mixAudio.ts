import { openAudioContext } from '../media/audioContext';
import type { ReadableStore } from '../store/store';

/** As long as `useRecorder` allows. */
const MAX_DELAY_SECONDS = 10;
/** How gradually the delay changes. A sudden change would crackle. */
const SETTLING_SECONDS = 0.1;

export interface MixedAudio {
  /** The remote audio and the person's own. */
  readonly tracks: readonly MediaStreamTrack[];
  setDelay(delayMs: number): void;
  close(): void;
}

/**
 * Mixes a person's own sound into the audio of `remote`, with the delay of their video, so that speech matches the
 * picture. `local` is the audio that the session sends, so anything muted there isn't recorded.
 */
export function mixAudio(
  remote: MediaStream,
  local: ReadableStore<MediaStreamTrack | null>,
  delayMs: number,
): MixedAudio {
  const { context, resume, close } = openAudioContext();
  const destination = context.createMediaStreamDestination();
  const delay = context.createDelay(MAX_DELAY_SECONDS);
  delay.delayTime.value = delayMs / 1000;
  delay.connect(destination);
  const sourceOf = (track: MediaStreamTrack) => context.createMediaStreamSource(new MediaStream([track]));
  for (const track of remote.getAudioTracks()) sourceOf(track).connect(destination);
  let node: MediaStreamAudioSourceNode | undefined;

  function update() {
    const track = local.getSnapshot();
    node?.disconnect();
    node = track ? sourceOf(track) : undefined;
    node?.connect(delay);
  }
  const unsubscribe = local.subscribe(update);
  update();
  resume();

  return {
    tracks: destination.stream.getAudioTracks(),
    setDelay(ms) {
      delay.delayTime.setTargetAtTime(ms / 1000, context.currentTime, SETTLING_SECONDS);
    },
    close() {
      unsubscribe();
      close();
    },
  };
}
