// A published microphone can't be swapped through the SDK. So we publish the output of a WebAudio graph; the microphone
// at its input can change, or be silent.
import { openAudioContext } from './audioContext';

export interface SwitchableAudioTrack {
  /** Clones of the track, for publishing. */
  readonly track: MediaStreamTrack | undefined;
  /**
   * Plays `source`, or silence.
   * @throws the browser's error, if it can't process this source: then there is silence
   */
  setSource(source: MediaStreamTrack | undefined): void;
  close(): void;
}

export function createSwitchableAudioTrack(): SwitchableAudioTrack {
  const { context, resume, close } = openAudioContext();
  const destination = context.createMediaStreamDestination();
  let source: MediaStreamTrack | undefined;
  let node: MediaStreamAudioSourceNode | undefined;

  return {
    track: destination.stream.getAudioTracks()[0],
    setSource(next) {
      if (next === source) return;
      source = next;
      node?.disconnect();
      node = undefined;
      if (next) node = context.createMediaStreamSource(new MediaStream([next]));
      node?.connect(destination);
      resume();
    },
    close,
  };
}
